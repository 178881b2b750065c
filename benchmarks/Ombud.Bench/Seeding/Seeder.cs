using Microsoft.Data.Sqlite;
using Npgsql;
using Ombud.Bench.Running;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log.Sequencing;
using Ombud.Trail.Notes;
using Ombud.Trail.Tiles;

namespace Ombud.Bench.Seeding;

/// <summary>Fills a database with people, each with one consent, past the product and in its own form.</summary>
internal sealed class Seeder(InProcess product, Storage storage, string version)
{
    private const int Chunk = 20_000;
    private static readonly DateTimeOffset Since = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly BulkTable DataKeys = new("data_key",
        BulkTable.Id("subject_id"), BulkTable.Words("controller"), BulkTable.Small("compartment"), BulkTable.Whole("version"),
        BulkTable.Whole("epoch"), BulkTable.Bytes("wrapped"), BulkTable.Big("created_at"));

    private static readonly BulkTable Facts = new("fact",
        BulkTable.Small("bucket"), BulkTable.Id("subject_id"), BulkTable.Id("fact_id"), BulkTable.Big("at"),
        BulkTable.Big("standing_version"), BulkTable.Bytes("commitment"));

    private static readonly BulkTable Bodies = new("fact_body",
        BulkTable.Small("bucket"), BulkTable.Id("subject_id"), BulkTable.Id("fact_id"), BulkTable.Words("kind"),
        BulkTable.Whole("key_version"), BulkTable.Bytes("sealed"));

    private static readonly BulkTable Standings = new("standing",
        BulkTable.Small("bucket"), BulkTable.Id("subject_id"), BulkTable.Big("version"), BulkTable.Truth("is_erased"),
        BulkTable.Whole("key_version"), BulkTable.Bytes("sealed"));

    private static readonly BulkTable Entries = new("trail_entry",
        BulkTable.Big("position"), BulkTable.Id("fact_id"), BulkTable.Bytes("commitment"));

    private static readonly BulkTable Tiles = new("trail_tile",
        BulkTable.Whole("level"), BulkTable.Big("position"), BulkTable.Whole("width"), BulkTable.Bytes("hashes"));

    private static readonly BulkTable Checkpoints = new("checkpoint",
        BulkTable.Big("size"), BulkTable.Big("at"), BulkTable.Words("note"));

    /// <summary>Adds people until there are so many; the trail must hold theirs alone before.</summary>
    /// <returns>Some of them, spread over all.</returns>
    public async Task<IReadOnlyList<Guid>> GrowAsync(int from, int to)
    {
        var maker = new SeededPerson.Maker(product, version);
        var sample = new List<Guid>();
        for (var done = from; done < to; done += Chunk)
        {
            var count = Math.Min(Chunk, to - done);
            var start = done;
            // In the order of the rows' keys, which is that of the tables' trees: far faster.
            var people = ParallelEnumerable.Range(0, count).Select(i => maker.Make(Since.AddMilliseconds((start + i) * 20L)))
                .OrderBy(person => person.Bucket).ThenBy(person => person.Subject.Value.ToString("N"), StringComparer.Ordinal).ToList();
            await WriteAsync(people, maker.Epoch);
            sample.AddRange(people.Where((_, i) => i % 50 == 0).Select(person => person.Subject.Value));
        }
        return sample;
    }

    private async Task WriteAsync(IReadOnlyList<SeededPerson> people, int epoch)
    {
        IEnumerable<(BulkTable Table, IEnumerable<object?[]> Rows)> data =
        [
            (Facts, people.Select(p => new object?[] { p.Bucket, p.Subject.Value, p.Fact.Id, Micros.Of(p.Fact.At), 1L, p.Fact.Commitment })),
            (Bodies, people.Select(p => new object?[] { p.Bucket, p.Subject.Value, p.Fact.Id, p.Fact.Kind, 1, p.Body })),
            (Standings, people.Select(p => new object?[] { p.Bucket, p.Subject.Value, 1L, false, 1, p.Standing })),
        ];
        var keys = people.Select(p => new object?[]
        {
            p.Subject.Value, KeyName.OfSubject, (short)Compartment.Ordinary, 1, epoch, p.WrappedKey, Micros.Of(p.Fact.At),
        });
        await FillAsync(product.Get<KeyStore>().Db, [(DataKeys, keys)]);
        await FillAsync(product.Get<Db>(), data);
        await FillAsync(product.Get<Db>(), await TrailAsync(people));
    }

    private async Task<IEnumerable<(BulkTable Table, IEnumerable<object?[]> Rows)>> TrailAsync(IReadOnlyList<SeededPerson> people)
    {
        await using var connection = await product.Get<Db>().OpenAsync(CancellationToken.None);
        var size = await TrailRows.SizeAsync(connection, null, CancellationToken.None);
        var tiles = TileBuilder.Resume(size, await TrailRows.RightEdgeAsync(connection, null, size, CancellationToken.None));
        var changed = tiles.Append(people.Select(person => person.Leaf).ToArray());
        var signer = await product.Get<TrailKey>().SignerAsync(CancellationToken.None);
        var note = Checkpoint.Of(signer.Verifier.Name, tiles.Size, tiles.Root()).Sign(signer).ToString();

        // Partial tiles are replaced by wider ones.
        foreach (var tile in changed)
        {
            await using var delete = connection.Command("delete from trail_tile where level = @level and position = @position")
                .With("level", tile.Id.Level).With("position", tile.Id.Index);
            await delete.ExecuteNonQueryAsync();
        }
        return
        [
            (Entries, people.Select((p, i) => new object?[] { size + i, p.Fact.Id, p.Fact.Commitment })),
            (Tiles, changed.Select(t => new object?[] { t.Id.Level, t.Id.Index, t.Id.Width, t.Bytes.ToArray() })),
            (Checkpoints, [[tiles.Size, Micros.Of(people[0].Fact.At), note]]),
        ];
    }

    private static async Task FillAsync(Db db, IEnumerable<(BulkTable Table, IEnumerable<object?[]> Rows)> tables)
    {
        await using var connection = await db.OpenAsync(CancellationToken.None);
        foreach (var (table, rows) in tables)
        {
            if (connection is NpgsqlConnection postgres)
                await table.WriteAsync(postgres, rows);
            else
                table.Write((SqliteConnection)connection, rows);
        }
    }

    /// <summary>Lets the server look at what was poured in, as it would have by itself meanwhile.</summary>
    public async Task SettleAsync()
    {
        if (storage.Engine is Engine.Postgres)
        {
            await using var connection = new NpgsqlConnection(storage.OwnerConnection);
            await connection.OpenAsync();
            await using var settle = new NpgsqlCommand("vacuum analyze; checkpoint", connection) { CommandTimeout = 300 };
            settle.CommandText = "vacuum analyze";
            await settle.ExecuteNonQueryAsync();
            settle.CommandText = "checkpoint";
            await settle.ExecuteNonQueryAsync();
            return;
        }
        await using var sqlite = await product.Get<Db>().OpenAsync(CancellationToken.None);
        await using var truncate = sqlite.Command("pragma wal_checkpoint(truncate); pragma optimize");
        await truncate.ExecuteNonQueryAsync();
    }
}
