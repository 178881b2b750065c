using System.Globalization;
using Ombud.Backup.Folder;
using Ombud.Database;
using Ombud.Keys.Rotation;

namespace Ombud.Backup.Taking;

/// <summary>What became of a run.</summary>
/// <param name="Folder">The new copy.</param>
/// <param name="Deleted">Folders of copies whose time was over.</param>
internal sealed record KeysBackedUp(string Folder, BackupManifest Manifest, IReadOnlyList<string> Deleted);

/// <summary>
/// Copies the key store and the master key, apart from the data: <c>ombud backup keys FOLDER</c>. Each run makes a folder of its own
/// in that folder and deletes those whose time is over: a copy of the keys opens what backups of the data still hold of people who
/// have been erased since.
/// </summary>
internal sealed class BackUpKeys(StorageOptions storage, TimeProvider time, Progress progress)
{
    /// <summary>Name of the copy on SQLite.</summary>
    public const string FileName = "keys.db";

    /// <summary>Name of the master key's copy.</summary>
    public const string MasterName = "master.key";

    private const string Prefix = "keys-";
    private static readonly TimeSpan UnfinishedMax = TimeSpan.FromDays(1);

    /// <summary>The newest whole copy in a folder of copies; null where there is none.</summary>
    public static string? NewestIn(string folder) => Directory.Exists(folder)
        ? Copies(folder).Where(BackupManifest.IsIn).Order(StringComparer.Ordinal).LastOrDefault()
        : null;

    /// <param name="keep">How long the copy may be kept.</param>
    /// <exception cref="BackupRefusedException">There are no keys, or they must not be copied there.</exception>
    public async Task<KeysBackedUp> RunAsync(string folder, TimeSpan keep, CancellationToken cancel)
    {
        Places.Check(folder, BackupKind.Keys, storage);
        var keys = await KeyRows.ReadAsync(storage, cancel)
            ?? throw new BackupRefusedException("There are no keys here: OMBUD_KEYS names a folder that is empty.");
        if (keys.Fault(storage.KeysFolder, out _) is { } fault)
            throw new BackupRefusedException(fault);
        BackupFiles.CreateFolder(folder);
        var now = Micros.Truncate(time.GetUtcNow());
        using var draft = DraftFolder.Create(Path.Combine(folder, Prefix + BackupManifest.Stamp(now)));
        var manifest = new BackupManifest
        {
            Format = BackupManifest.FormatVersion, Kind = BackupKind.Keys, Id = Guid.CreateVersion7(now),
            Installation = keys.Installation, Provider = storage.KeysEngine.ToString(),
            Schema = keys.Schema.ToString(CultureInfo.InvariantCulture), MadeAt = now, KeepUntil = now + keep, Tables = [], Files = [],
        };
        progress.Say("Copying the keys");
        manifest = manifest with { Tables = await CopyAsync(draft.Folder, cancel) };
        // After the store: a rotation in between leaves the fingerprint of another key, which is found below.
        await BackupFiles.CopyAsync(MasterKey.FileIn(storage.KeysFolder), Path.Combine(draft.Folder, MasterName), cancel);
        if ((await KeyRows.ReadCopyAsync(draft.Folder, manifest, cancel)).Fault(draft.Folder, out _) is { } torn)
            throw new BackupRefusedException($"{torn} The master key was just being rotated: try again.");
        manifest = manifest with { Files = await BackupFiles.ListAsync(draft.Folder, cancel) };
        await manifest.WriteAsync(draft.Folder, cancel);
        draft.Finish();
        var made = Path.Combine(folder, Prefix + BackupManifest.Stamp(now));
        var deleted = await DeleteExpiredAsync(folder, made, now, cancel);
        progress.End();
        return new KeysBackedUp(made, manifest, deleted);
    }

    private async Task<IReadOnlyList<BackupTable>> CopyAsync(string draft, CancellationToken cancel)
    {
        if (storage.KeysEngine is Engine.Postgres)
        {
            await using var source = PostgresConnection.Open(storage.KeysConnection);
            await using var postgres = await source.OpenConnectionAsync(cancel);
            await using var snapshot = await PostgresCopy.BeginAsync(postgres, cancel);
            return await new PostgresCopy(postgres, snapshot, progress).WriteAsync(draft, cancel);
        }
        var copy = Path.Combine(draft, FileName);
        await using (var connection = await SqliteFile.OpenAsync(SqliteFile.Of(storage.KeysConnection), cancel))
        {
            await using var vacuum = connection.Command("vacuum into @copy").With("copy", copy);
            await vacuum.ExecuteNonQueryAsync(cancel);
        }
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        BackupFiles.Sync(copy);
        await using var read = await SqliteFile.OpenCopyAsync(copy, cancel);
        return await SqliteFile.TablesAsync(read, cancel);
    }

    // Also what a kill left: it holds keys as well, and nobody would miss it.
    private static async Task<IReadOnlyList<string>> DeleteExpiredAsync(
        string folder, string made, DateTimeOffset now, CancellationToken cancel)
    {
        var deleted = new List<string>();
        foreach (var copy in Copies(folder).Where(copy => copy != made))
        {
            if (copy.Contains(DraftFolder.Unfinished, StringComparison.Ordinal)
                ? now - new DateTimeOffset(Directory.GetLastWriteTimeUtc(copy)) < UnfinishedMax
                : !await IsOverAsync(copy, now, cancel))
                continue;
            Directory.Delete(copy, recursive: true);
            deleted.Add(copy);
        }
        return deleted;
    }

    // What cannot be read is not deleted: it may be all that is left of the keys.
    private static async Task<bool> IsOverAsync(string copy, DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            return await BackupManifest.ReadAsync(copy, cancel) is { Kind: BackupKind.Keys, KeepUntil: { } until } && until <= now;
        }
        catch (BackupRefusedException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Copies(string folder) =>
        Directory.EnumerateDirectories(folder, Prefix + "*", new EnumerationOptions { IgnoreInaccessible = true })
            .Order(StringComparer.Ordinal);
}
