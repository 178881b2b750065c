using System.Buffers.Binary;
using System.Text;
using Ombud.Backup.Folder;
using Ombud.Backup.Taking;
using Ombud.Database;
using Ombud.Trail;
using Ombud.Trail.Notes;
using Ombud.Trail.Tiles;

namespace Ombud.Backup.Checking;

/// <summary>Computes the tree of a backup anew from its entries.</summary>
internal sealed class BackupTree
{
    private const int BatchMax = 4096;
    private readonly List<Hash32> _batch = new(BatchMax);
    private readonly TileBuilder _tiles = new();

    /// <summary>What is wrong with the tree, as sentences.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(string folder, BackupManifest manifest, CancellationToken cancel)
    {
        var tree = new BackupTree();
        var (next, newest) = (0L, (Size: -1L, Note: (string?)null));
        await foreach (var (position, commitment) in EntriesAsync(folder, manifest, cancel))
        {
            if (position != next++)
                return [$"Entry {next - 1} of the trail is missing."];
            tree.Add(commitment);
        }
        await foreach (var (size, note) in CheckpointsAsync(folder, manifest, cancel))
            newest = size > newest.Size ? (size, note) : newest;

        var faults = new List<string>();
        if (newest.Note != manifest.Checkpoint)
            faults.Add("The newest checkpoint in the copy is not the one that the manifest names.");
        if (tree.Close() != manifest.TreeSize)
            faults.Add($"The tree has {tree._tiles.Size} leaves, its checkpoint {manifest.TreeSize}.");
        else if (manifest.Checkpoint is { } signed && RootOf(signed) != tree._tiles.Root())
            faults.Add("The tree's root is not the one that its checkpoint signs.");
        return faults;
    }

    private static Hash32? RootOf(string note) =>
        SignedNote.Parse(note) is { IsOk: true } parsed && Checkpoint.Parse(parsed.Value.Text) is { IsOk: true } checkpoint
            ? checkpoint.Value.Root : null;

    private void Add(byte[] commitment)
    {
        _batch.Add(new Commitment(Hash32.From(commitment)).LeafHash());
        if (_batch.Count == BatchMax)
            Close();
    }

    private long Close()
    {
        _tiles.Append([.. _batch]);
        _batch.Clear();
        return _tiles.Size;
    }

    private static async IAsyncEnumerable<(long Position, byte[] Commitment)> EntriesAsync(
        string folder, BackupManifest manifest, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        if (manifest.Provider == nameof(Engine.Postgres))
        {
            var columns = ColumnsOf(manifest, "trail_entry", "position", "commitment");
            await foreach (var row in CopyReader.ReadAsync(CopyReader.FileOf(folder, "trail_entry"), cancel))
                yield return (BinaryPrimitives.ReadInt64BigEndian(row[columns[0]]), row[columns[1]]!);
            yield break;
        }
        await using var copy = await SqliteFile.OpenCopyAsync(Path.Combine(folder, BackUpData.FileName), cancel);
        await using var select = copy.Command("select position, commitment from trail_entry order by position");
        await using var reader = await select.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            yield return (reader.GetInt64(0), reader.BytesAt(1));
    }

    private static async IAsyncEnumerable<(long Size, string Note)> CheckpointsAsync(
        string folder, BackupManifest manifest, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        if (manifest.Provider == nameof(Engine.Postgres))
        {
            var columns = ColumnsOf(manifest, "checkpoint", "size", "note");
            await foreach (var row in CopyReader.ReadAsync(CopyReader.FileOf(folder, "checkpoint"), cancel))
                yield return (BinaryPrimitives.ReadInt64BigEndian(row[columns[0]]), Encoding.UTF8.GetString(row[columns[1]]!));
            yield break;
        }
        await using var copy = await SqliteFile.OpenCopyAsync(Path.Combine(folder, BackUpData.FileName), cancel);
        await using var select = copy.Command("select size, note from checkpoint order by size desc limit 1");
        await using var reader = await select.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            yield return (reader.GetInt64(0), reader.GetString(1));
    }

    private static int[] ColumnsOf(BackupManifest manifest, string table, params string[] columns)
    {
        var known = manifest.Tables.Single(one => one.Name == table).Columns.ToList();
        return [.. columns.Select(column => known.IndexOf(column))];
    }
}
