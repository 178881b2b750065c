using Ombud.Backup.Checking;
using Ombud.Backup.Folder;
using Ombud.Backup.Taking;
using Ombud.Database;
using Ombud.Database.Migrating;
using Ombud.Log.Sequencing;

namespace Ombud.Backup.Restoring;

/// <summary>What a restore is asked for.</summary>
/// <param name="Data">Folder of a backup of the data.</param>
/// <param name="Keys">Folder of a copy of the keys, or of several; null where the key store that is there is used.</param>
/// <param name="Replace">Whether data that is there is moved aside.</param>
internal sealed record RestoreOrder(string Data, string? Keys, bool Replace);

/// <summary>What was done, for the operator.</summary>
/// <param name="Aside">Where lies what was there before.</param>
internal sealed record Restored(BackupManifest Data, IReadOnlyList<string> Aside);

/// <summary>
/// Puts a backup back: <c>ombud restore FOLDER</c>. Everything is checked before anything is touched; what was there is moved aside;
/// nothing is answered from what was put back before the next start has replayed the journal over it.
/// </summary>
internal sealed class RestoreBackup(StorageOptions storage, IConfiguration configuration, TimeProvider time, Progress progress)
{
    private const string CheckpointSql = "select note from checkpoint order by size desc limit 1";

    /// <exception cref="BackupRefusedException">It cannot be done as things are; nothing was touched.</exception>
    public async Task<Restored> RunAsync(RestoreOrder order, CancellationToken cancel)
    {
        var data = await new CheckBackup(progress).RunAsync(order.Data, cancel);
        CheckData(data);
        var keys = await CheckKeysAsync(order, data, cancel);
        await CheckJournalAsync(keys.Seed, keys.Rows, data.Manifest, cancel);
        await CheckPlaceAsync(order, cancel);

        using var alone = new FoldersInUse(storage);
        if (!alone.TryTakeAlone())
            throw new BackupRefusedException("A process of Ombud uses OMBUD_DATA or OMBUD_KEYS. Stop it and restore again.");
        var into = new RestorePlaces(storage, progress, BackupManifest.Stamp(time.GetUtcNow()));
        await into.CheckAloneAsync(keys.Copy is not null, cancel);
        try
        {
            progress.Say("Putting back the data");
            await into.StageDataAsync(data, cancel);
            if (keys.Copy is { } copy)
                await into.StageKeysAsync(copy, cancel);
            // The data first, under its mark: with the keys that are there nothing opens that should not. The other way round
            // older keys would stand beside newer data, and whoever has no key counts as erased.
            var aside = await into.PutInPlaceAsync(keys.Copy, cancel);
            return new Restored(data.Manifest, aside);
        }
        finally
        {
            await into.ClearAsync(keys.Copy is not null, CancellationToken.None);
            progress.End();
        }
    }

    private void CheckData(CheckedBackup data)
    {
        var manifest = data.Manifest;
        if (manifest.Kind is not BackupKind.Data)
            throw new BackupRefusedException($"{data.Folder} is a copy of the keys. Name a backup of the data, and the keys after --keys.");
        if (manifest.Provider != storage.Engine.ToString())
        {
            throw new BackupRefusedException(
                $"The backup is of {manifest.Provider}, the configuration names {storage.Engine}. Restore it where it came from.");
        }
        if (!KnownMigrations.Of(storage.Engine).Contains(manifest.Schema, StringComparer.Ordinal))
        {
            throw new BackupRefusedException(
                $"The backup is of a newer version of Ombud (it has {manifest.Schema}). Restore it with that version.");
        }
    }

    private async Task<(KeyRows Rows, byte[]? Seed, CheckedBackup? Copy)> CheckKeysAsync(
        RestoreOrder order, CheckedBackup data, CancellationToken cancel)
    {
        var there = await KeyRows.ReadAsync(storage, cancel);
        var copy = order.Keys is null ? null : await CopyOfKeysAsync(order.Keys, data.Manifest, cancel);
        if (there is null && copy is null)
        {
            throw new BackupRefusedException(
                $"There are no keys in OMBUD_KEYS ({storage.KeysFolder}), without which nothing opens. Name the newest copy of the keys "
                + "after --keys.");
        }
        if (there is not null && copy is not null && !order.Replace)
        {
            throw new BackupRefusedException(
                "There is a key store already, and it is newer than any copy: leave --keys out. If it is lost or damaged, add --replace.");
        }
        var used = copy is null ? there! : await KeyRows.ReadCopyAsync(copy.Folder, copy.Manifest, cancel);
        if ((there?.Installation ?? data.Manifest.Installation) != data.Manifest.Installation
            || used.Installation != data.Manifest.Installation)
        {
            throw new BackupRefusedException(
                $"The backup is of the installation {data.Manifest.Installation}, the keys are of "
                + $"{(used.Installation != data.Manifest.Installation ? used : there!).Installation}: they open nothing of it.");
        }
        if (used.Fault(copy?.Folder ?? storage.KeysFolder, out var seed) is { } fault)
            throw new BackupRefusedException(fault);
        if (data.Manifest.Checkpoint is { } note && !KeyRows.IsSignedBy(seed, note))
            throw new BackupRefusedException("The backup's checkpoint is not signed by this installation's key: the keys do not fit.");
        return (used, seed, copy);
    }

    private async Task<CheckedBackup> CopyOfKeysAsync(string folder, BackupManifest data, CancellationToken cancel)
    {
        var copy = await new CheckBackup(progress).RunAsync(folder, cancel);
        if (copy.Manifest.Kind is not BackupKind.Keys)
            throw new BackupRefusedException($"{folder} is a backup of the data. Name a copy of the keys after --keys.");
        if (copy.Manifest.Provider != storage.KeysEngine.ToString())
        {
            throw new BackupRefusedException(
                $"The copy of the keys is of {copy.Manifest.Provider}, the configuration names {storage.KeysEngine}.");
        }
        return copy.Manifest.MadeAt >= data.MadeAt
            ? copy
            : throw new BackupRefusedException(
                $"The copy of the keys ({copy.Manifest.MadeAt:u}) is older than the backup of the data ({data.MadeAt:u}): whoever came in "
                + "between would have no key. Use a copy that was made after it, or an older backup.");
    }

    private async Task CheckJournalAsync(byte[]? seed, KeyRows keys, BackupManifest data, CancellationToken cancel)
    {
        var journal = Path.Combine(storage.KeysFolder, "journal.jsonl");
        var present = storage.Engine is Engine.Sqlite
            ? await new SqliteSwap(SqliteFile.Of(storage.Connection)).ReadAsync(CheckpointSql, cancel)
            : await new PostgresSwap(storage.OwnerConnection, progress).ReadAsync(CheckpointSql, cancel);
        await new JournalLook(journal, TrailKey.FirstOf(configuration, keys.Installation), seed)
            .CheckAsync(data.Checkpoint, present, cancel);
    }

    private async Task CheckPlaceAsync(RestoreOrder order, CancellationToken cancel)
    {
        if (order.Replace)
            return;
        var isThere = storage.Engine is Engine.Sqlite
            ? new SqliteSwap(SqliteFile.Of(storage.Connection)).IsThere
            : await new PostgresSwap(storage.OwnerConnection, progress).IsThereAsync(cancel);
        if (isThere)
        {
            throw new BackupRefusedException(
                "There is a database already, and nothing is written over it. Add --replace to move it aside first.");
        }
    }
}
