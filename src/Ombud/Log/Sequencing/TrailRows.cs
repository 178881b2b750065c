using System.Data.Common;
using Npgsql;
using Ombud.Database;
using Ombud.Trail.Tiles;

namespace Ombud.Log.Sequencing;

/// <summary>The tree's rows: entries, tiles, checkpoints.</summary>
internal static class TrailRows
{
    /// <summary>Number of leaves.</summary>
    public static async Task<long> SizeAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancel)
    {
        await using var select = connection.Command("select max(position) from trail_entry", transaction);
        return await select.ExecuteScalarAsync(cancel) is long last ? last + 1 : 0;
    }

    /// <summary>The newest signed checkpoint, or null before the first.</summary>
    public static async Task<string?> CheckpointAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancel)
    {
        await using var select = connection.Command("select note from checkpoint order by size desc limit 1", transaction);
        return await select.ExecuteScalarAsync(cancel) as string;
    }

    /// <summary>The newest signed checkpoints, the newest first.</summary>
    public static async Task<IReadOnlyList<string>> CheckpointsAsync(
        DbConnection connection, DbTransaction? transaction, int count, CancellationToken cancel)
    {
        await using var select = connection.Command("select note from checkpoint order by size desc limit @count", transaction)
            .With("count", count);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var notes = new List<string>();
        while (await reader.ReadAsync(cancel))
            notes.Add(reader.GetString(0));
        return notes;
    }

    /// <summary>A reader over the tiles of the tree's right edge.</summary>
    public static Task<TileReader> RightEdgeAsync(
        DbConnection connection, DbTransaction? transaction, long size, CancellationToken cancel) =>
        ReaderAsync(connection, transaction, TileId.RightEdge(size), cancel);

    /// <summary>A reader over those tiles, read now.</summary>
    public static async Task<TileReader> ReaderAsync(
        DbConnection connection, DbTransaction? transaction, IReadOnlyList<TileId> tiles, CancellationToken cancel)
    {
        var read = new Dictionary<(int, long), byte[]>();
        foreach (var tile in tiles.DistinctBy(tile => (tile.Level, tile.Index)))
        {
            if (await TileAsync(connection, transaction, tile, cancel) is { } hashes)
                read[(tile.Level, tile.Index)] = hashes;
        }
        return tile => read.TryGetValue((tile.Level, tile.Index), out var hashes)
            ? hashes
            : throw new InvalidDataException("A tile of the trail is missing.");
    }

    /// <summary>A tile's hashes, perhaps more than asked for; null where there is none.</summary>
    public static async Task<byte[]?> TileAsync(
        DbConnection connection, DbTransaction? transaction, TileId tile, CancellationToken cancel)
    {
        await using var select = connection.Command(
            "select hashes from trail_tile where level = @level and position = @position and width >= @width", transaction)
            .With("level", tile.Level).With("position", tile.Index).With("width", tile.Width);
        return await select.ExecuteScalarAsync(cancel) as byte[];
    }

    /// <summary>Writes a batch: its entries, the tiles they changed, the checkpoint; and takes it from the waiting.</summary>
    public static async Task WriteAsync(
        DbConnection connection, DbTransaction transaction, long size, IReadOnlyList<UnsequencedRow> batch,
        IReadOnlyList<Tile> tiles, string checkpoint, DateTimeOffset now, CancellationToken cancel)
    {
        if (connection is NpgsqlConnection postgres)
            await WriteEntriesAsync(postgres, (NpgsqlTransaction)transaction, size, batch, cancel);
        else
            await WriteEntriesAsync(connection, transaction, size, batch, cancel);

        foreach (var tile in tiles)
        {
            await using var write = connection.Command(
                """
                insert into trail_tile (level, position, width, hashes) values (@level, @position, @width, @hashes)
                on     conflict (level, position) do update set width = excluded.width, hashes = excluded.hashes
                """, transaction)
                .With("level", tile.Id.Level).With("position", tile.Id.Index).With("width", tile.Id.Width)
                .With("hashes", tile.Bytes.ToArray());
            await write.ExecuteNonQueryAsync(cancel);
        }

        await using var signed = connection.Command(
            "insert into checkpoint (size, at, note) values (@size, @at, @note)", transaction)
            .With("size", size + batch.Count).With("at", Micros.Of(now)).With("note", checkpoint);
        await signed.ExecuteNonQueryAsync(cancel);
    }

    // Four thousand entries in two statements: on PostgreSQL each statement is a round trip.
    private static async Task WriteEntriesAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, long size, IReadOnlyList<UnsequencedRow> batch,
        CancellationToken cancel)
    {
        await using var entries = new NpgsqlCommand(
            """
            insert into trail_entry (position, fact_id, commitment)
            select * from unnest(@positions, @facts, @commitments)
            """, connection, transaction);
        entries.Parameters.AddWithValue("positions", Enumerable.Range(0, batch.Count).Select(i => size + i).ToArray());
        entries.Parameters.AddWithValue("facts", batch.Select(row => row.FactId).ToArray());
        entries.Parameters.AddWithValue("commitments", batch.Select(row => row.Commitment).ToArray());
        await entries.ExecuteNonQueryAsync(cancel);

        await using var taken = new NpgsqlCommand(FanOut.WaitingFacts.Sql(
            """
            delete from unsequenced u
            using  unnest(@buckets, @facts) as t(bucket, fact_id)
            where  u.bucket = t.bucket and u.fact_id = t.fact_id
            """), connection, transaction);
        taken.Parameters.AddWithValue("buckets", batch.Select(row => row.Bucket).ToArray());
        taken.Parameters.AddWithValue("facts", batch.Select(row => row.FactId).ToArray());
        await taken.ExecuteNonQueryAsync(cancel);
    }

    private static async Task WriteEntriesAsync(
        DbConnection connection, DbTransaction transaction, long size, IReadOnlyList<UnsequencedRow> batch, CancellationToken cancel)
    {
        await using var entry = connection.Command(
            "insert into trail_entry (position, fact_id, commitment) values (@position, @fact, @commitment)", transaction)
            .With("position", size).With("fact", Guid.Empty).With("commitment", Array.Empty<byte>());
        await using var taken = connection.Command(
            "delete from unsequenced where bucket = @bucket and fact_id = @fact", transaction)
            .With("bucket", (short)0).With("fact", Guid.Empty);
        for (var i = 0; i < batch.Count; i++)
        {
            var id = batch[i].FactId.ToByteArray(bigEndian: true);
            entry.Parameters[0].Value = size + i;
            entry.Parameters[1].Value = id;
            entry.Parameters[2].Value = batch[i].Commitment;
            await entry.ExecuteNonQueryAsync(cancel);
            taken.Parameters[0].Value = batch[i].Bucket;
            taken.Parameters[1].Value = id;
            await taken.ExecuteNonQueryAsync(cancel);
        }
    }
}
