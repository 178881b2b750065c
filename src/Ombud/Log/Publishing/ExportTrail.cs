using System.Data.Common;
using System.Text;
using Ombud.Database;
using Ombud.Log.Sequencing;
using Ombud.Trail.Notes;
using Ombud.Trail.Tiles;

namespace Ombud.Log.Publishing;

/// <summary>Takes the whole trail along as files, to be verified elsewhere: <c>ombud export-trail FOLDER</c>.</summary>
internal sealed class ExportTrail(Db db, TrailKey key)
{
    /// <summary>Writes the export into a new or empty folder.</summary>
    /// <returns>Number of entries.</returns>
    /// <exception cref="IOException">The folder holds something already, or cannot be written.</exception>
    public async Task<long> RunAsync(string folder, CancellationToken cancel)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new IOException("The folder must be empty, so that nothing old is mistaken for the trail.");
        Directory.CreateDirectory(folder);

        // One snapshot: the checkpoint is of exactly the tiles that are written.
        await using var connection = await db.OpenAsync(cancel);
        await using var snapshot = await connection.BeginSnapshotAsync(cancel);
        var note = await TrailRows.CheckpointAsync(connection, snapshot, cancel);
        var size = note is null ? 0 : Checkpoint.Parse(SignedNote.Parse(note).Value!.Text).Value!.Size;
        await WriteTilesAsync(connection, snapshot, folder, size, cancel);
        if (note is not null)
            await File.WriteAllTextAsync(Path.Combine(folder, "checkpoint"), note, new UTF8Encoding(false), cancel);
        return size;
    }

    /// <summary>The key that verifies the export, as text.</summary>
    public async Task<string> KeyAsync(CancellationToken cancel) => (await key.SignerAsync(cancel)).Verifier.ToString();

    private static async Task WriteTilesAsync(
        DbConnection connection, DbTransaction snapshot, string folder, long size, CancellationToken cancel)
    {
        for (var level = TileId.EntriesLevel; TileId.RowLength(level, size) > 0; level++)
        {
            var row = TileId.RowLength(level, size);
            for (long index = 0; index * TileId.WidthMax < row; index++)
            {
                var tile = new TileId(level, index, (int)Math.Min(TileId.WidthMax, row - (index * TileId.WidthMax)));
                var bytes = await PublishedTrail.TileAsync(connection, snapshot, tile, cancel)
                    ?? throw new InvalidDataException("A tile of the trail is missing.");
                var file = Path.Combine(folder, TilePath.Format(tile));
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllBytesAsync(file, bytes, cancel);
            }
        }
    }
}
