using System.Data.Common;
using System.Globalization;
using Ombud.Backup.Folder;
using Ombud.Backup.Taking;
using Ombud.Database;

namespace Ombud.Backup.Checking;

/// <summary>A backup that has been checked.</summary>
/// <param name="Folder">Where it lies; of a folder with copies of keys the newest of them.</param>
internal sealed record CheckedBackup(string Folder, BackupManifest Manifest)
{
    /// <summary>What was checked, in one line.</summary>
    public override string ToString()
    {
        var (rows, tables) = (Manifest.Tables.Sum(table => table.Rows), Manifest.Tables.Count);
        var counted = string.Create(CultureInfo.InvariantCulture,
            $"of {Manifest.MadeAt:u}, {Manifest.Files.Count} files, {tables} tables, {rows} rows");
        return Manifest.Kind is BackupKind.Data
            ? string.Create(CultureInfo.InvariantCulture, $"Verified: data {counted}, tree of {Manifest.TreeSize} leaves.")
            : string.Create(CultureInfo.InvariantCulture, $"Verified: keys {counted}, to be kept until {Manifest.KeepUntil:u}.");
    }
}

/// <summary>Checks a backup of either kind: every file's hash, every row, and of data the tree: <c>ombud verify FOLDER</c>.</summary>
internal sealed class CheckBackup(Progress progress)
{
    /// <summary>Whether a folder is a backup, or one with copies of keys.</summary>
    public static bool IsBackup(string folder) =>
        BackupManifest.IsIn(folder) || File.Exists(Path.Combine(folder, BackupManifest.HashName)) || BackUpKeys.NewestIn(folder) is not null
        || DraftFolder.Is(folder);

    /// <exception cref="BackupRefusedException">Something is missing or was changed; every fault is named.</exception>
    public async Task<CheckedBackup> RunAsync(string folder, CancellationToken cancel)
    {
        if (!BackupManifest.IsIn(folder) && BackUpKeys.NewestIn(folder) is { } newest)
            folder = newest;
        // Also where every file of it is there: whoever was cut off cannot have said that they are on the disk.
        if (DraftFolder.Is(folder))
            throw new BackupRefusedException($"{folder} was cut off before it was finished. Take another backup, or use an older one.");
        var manifest = await BackupManifest.ReadAsync(folder, cancel);
        var faults = await FilesAsync(folder, manifest, cancel);
        if (faults.Count == 0)
            faults = await RowsAsync(folder, manifest, cancel);
        progress.End();
        return faults.Count == 0
            ? new CheckedBackup(folder, manifest)
            : throw new BackupRefusedException([.. faults, $"{folder} cannot be used. Take another backup, or use an older one."]);
    }

    private async Task<IReadOnlyList<string>> FilesAsync(string folder, BackupManifest manifest, CancellationToken cancel)
    {
        var faults = new List<string>();
        foreach (var file in manifest.Files)
        {
            progress.Say($"Checking {file.Path}");
            var path = Path.Combine(folder, file.Path);
            if (!File.Exists(path))
                faults.Add($"{file.Path} is missing.");
            else if (new FileInfo(path).Length != file.Size)
                faults.Add($"{file.Path} has {new FileInfo(path).Length} bytes, not {file.Size}.");
            else if (await BackupFiles.HashAsync(path, cancel) != file.Sha256)
                faults.Add($"{file.Path} was changed: its hash is not the one in the manifest.");
        }
        return faults;
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string folder, BackupManifest manifest, CancellationToken cancel)
    {
        progress.Say("Reading every row");
        try
        {
            var faults = manifest.Provider == nameof(Engine.Sqlite)
                ? await SqliteRowsAsync(folder, manifest, cancel)
                : await PostgresRowsAsync(folder, manifest, cancel);
            if (faults.Count > 0)
                return faults;
            if (manifest.Kind is BackupKind.Data)
                return await BackupTree.FaultsAsync(folder, manifest, cancel);
            return (await KeyRows.ReadCopyAsync(folder, manifest, cancel)).Fault(folder, out _) is { } fault ? [fault] : [];
        }
        catch (Exception failure) when (failure is DbException or InvalidDataException or ArgumentException)
        {
            return [$"Its rows cannot be read ({failure.GetType().Name})."];
        }
    }

    private static async Task<IReadOnlyList<string>> SqliteRowsAsync(string folder, BackupManifest manifest, CancellationToken cancel)
    {
        var file = manifest.Kind is BackupKind.Data ? BackUpData.FileName : BackUpKeys.FileName;
        await using var copy = await SqliteFile.OpenCopyAsync(Path.Combine(folder, file), cancel);
        await using var check = copy.Command("pragma integrity_check");
        check.CommandTimeout = 0;
        if (await check.ExecuteScalarAsync(cancel) is not "ok")
            return [$"{file} is damaged."];
        return Differing(await SqliteFile.TablesAsync(copy, cancel), manifest);
    }

    private static async Task<IReadOnlyList<string>> PostgresRowsAsync(string folder, BackupManifest manifest, CancellationToken cancel)
    {
        var found = new List<BackupTable>();
        foreach (var table in manifest.Tables)
        {
            var rows = 0L;
            await foreach (var row in CopyReader.ReadAsync(CopyReader.FileOf(folder, table.Name), cancel))
                rows += row.Length == table.Columns.Count ? 1 : 0;
            found.Add(table with { Rows = rows });
        }
        return Differing(found, manifest);
    }

    private static List<string> Differing(IReadOnlyList<BackupTable> found, BackupManifest manifest) =>
        [.. manifest.Tables
            .Where(table => !found.Any(one => one.Name == table.Name && one.Rows == table.Rows))
            .Select(table => $"{table.Name} has not the {table.Rows} rows that the manifest names.")];
}
