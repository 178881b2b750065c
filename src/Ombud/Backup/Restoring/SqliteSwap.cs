using Microsoft.Data.Sqlite;
using Ombud.Backup.Folder;
using Ombud.Database;

namespace Ombud.Backup.Restoring;

/// <summary>
/// Puts a file in the place of a SQLite database. The database that was there is moved aside and never deleted; a kill leaves the one
/// or the other, whole.
/// </summary>
internal sealed class SqliteSwap(string file)
{
    /// <summary>Where the new database lies until it takes its place.</summary>
    public string Staged { get; } = file + ".restoring";

    /// <summary>Whether a database is there.</summary>
    public bool IsThere => SqliteFile.IsThere(file);

    /// <summary>Copies a database beside its place.</summary>
    public Task StageAsync(string from, CancellationToken cancel) => BackupFiles.CopyAsync(from, Staged, cancel);

    /// <summary>Forgets what was staged.</summary>
    public void Clear()
    {
        foreach (var one in new[] { Staged, Staged + "-journal", Staged + "-wal", Staged + "-shm" })
            File.Delete(one);
    }

    /// <summary>Puts it in its place.</summary>
    /// <param name="aside">Folder for the database that was there.</param>
    /// <exception cref="BackupRefusedException">A process has that one open.</exception>
    public async Task PutInPlaceAsync(string aside, CancellationToken cancel)
    {
        if (!IsThere)
        {
            File.Move(Staged, file, overwrite: true);
            BackupFiles.Sync(file);
            return;
        }

        BackupFiles.CreateFolder(aside);
        await SettleAsync(aside, cancel);
        // The old file gets its second name before it loses its first, which the new one takes in the same step.
        File.Replace(Staged, file, Path.Combine(aside, Path.GetFileName(file)));
        BackupFiles.Sync(file);
    }

    /// <summary>The newest row of a query over the database that is there; null where it has none or is damaged.</summary>
    public async Task<string?> ReadAsync(string sql, CancellationToken cancel)
    {
        if (!IsThere)
            return null;
        try
        {
            await using var connection = await SqliteFile.OpenAsync(file, cancel);
            await using var select = connection.Command(sql);
            return await select.ExecuteScalarAsync(cancel) as string;
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    // A log that is left beside the file would be replayed into the new one. One that can be written back is; that of a damaged
    // database goes aside with it.
    private async Task SettleAsync(string aside, CancellationToken cancel)
    {
        try
        {
            await using var connection = await SqliteFile.OpenAsync(file, cancel);
            await using var settle = connection.Command(
                "pragma busy_timeout = 2000; pragma wal_checkpoint(truncate); pragma journal_mode = delete");
            await using var reader = await settle.ExecuteReaderAsync(cancel);
            string? mode = null;
            do
            {
                while (await reader.ReadAsync(cancel))
                    mode = reader.GetValue(0) as string;
            }
            while (await reader.NextResultAsync(cancel));
            if (mode is not "delete")
                throw InUse();
        }
        catch (SqliteException failure) when (DbFailure.IsDamaged(failure))
        {
            foreach (var log in new[] { file + "-wal", file + "-shm" })
            {
                if (File.Exists(log))
                    File.Move(log, Path.Combine(aside, Path.GetFileName(log)));
            }
        }
        catch (SqliteException)
        {
            throw InUse();
        }
    }

    private BackupRefusedException InUse() => new($"A process has {file} open. Stop it and restore again.");
}
