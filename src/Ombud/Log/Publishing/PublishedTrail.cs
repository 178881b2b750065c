using System.Data.Common;
using Ombud.Database;
using Ombud.Log.Sequencing;
using Ombud.Trail;
using Ombud.Trail.Tiles;

namespace Ombud.Log.Publishing;

/// <summary>The trail as everybody may have it: checkpoint, tiles and entries in the formats of C2SP.</summary>
internal sealed class PublishedTrail(Db db)
{
    /// <summary>The newest signed checkpoint; null before the first.</summary>
    public async Task<string?> CheckpointAsync(CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        return await TrailRows.CheckpointAsync(connection, null, cancel);
    }

    /// <summary>A tile or bundle of exactly the width asked for; null where the tree has none.</summary>
    public async Task<byte[]?> TileAsync(TileId tile, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        return await TileAsync(connection, null, tile, cancel);
    }

    /// <inheritdoc cref="TileAsync(TileId, CancellationToken)"/>
    public static async Task<byte[]?> TileAsync(
        DbConnection connection, DbTransaction? transaction, TileId tile, CancellationToken cancel) =>
        tile.IsEntries
            ? await EntriesAsync(connection, transaction, tile, cancel)
            : (await TrailRows.TileAsync(connection, transaction, tile, cancel))?[..(tile.Width * Hash32.Length)];

    private static async Task<byte[]?> EntriesAsync(
        DbConnection connection, DbTransaction? transaction, TileId tile, CancellationToken cancel)
    {
        var first = tile.Index * TileId.WidthMax;
        await using var select = connection.Command(
            """
            select commitment
            from   trail_entry
            where  position >= @first and position < @end
            order  by position
            """, transaction).With("first", first).With("end", first + tile.Width);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var (bundle, count) = (new List<byte>(), 0);
        for (; await reader.ReadAsync(cancel); count++)
            EntryBundle.Append(bundle, reader.BytesAt(0));
        return count == tile.Width ? [.. bundle] : null;
    }
}
