using System.Data.Common;
using Npgsql;
using Ombud.Backup.Folder;
using Ombud.Backup.Replaying;
using Ombud.Database;
using Ombud.Log.Sequencing;
using Ombud.Trail.Notes;

namespace Ombud.Backup.Taking;

/// <summary>
/// Copies the data as of one moment while the product serves: <c>ombud backup FOLDER</c>. On SQLite by <c>VACUUM INTO</c>, which is
/// one read transaction however much is written meanwhile, and takes no deleted page along; the backup interface would begin anew at
/// every write of another process.
/// </summary>
internal sealed class BackUpData(StorageOptions storage, TimeProvider time, Progress progress)
{
    /// <summary>Name of the copy on SQLite.</summary>
    public const string FileName = "ombud.db";

    /// <summary>Writes a backup into a new folder.</summary>
    /// <exception cref="BackupRefusedException">There is nothing to be backed up, or not there.</exception>
    public async Task<BackupManifest> RunAsync(string folder, CancellationToken cancel)
    {
        Places.Check(folder, BackupKind.Data, storage);
        var keys = await KeyRows.ReadAsync(storage, cancel)
            ?? throw new BackupRefusedException("There is no installation here: OMBUD_DATA and OMBUD_KEYS name folders that are empty.");
        using var draft = DraftFolder.Create(folder);
        var manifest = new BackupManifest
        {
            Format = BackupManifest.FormatVersion, Kind = BackupKind.Data, Id = Guid.CreateVersion7(time.GetUtcNow()),
            Installation = keys.Installation, Provider = storage.Engine.ToString(), Schema = "",
            MadeAt = Micros.Truncate(time.GetUtcNow()), Tables = [], Files = [],
        };
        manifest = storage.Engine is Engine.Sqlite
            ? await OfSqliteAsync(manifest, draft.Folder, cancel)
            : await OfPostgresAsync(manifest, draft.Folder, cancel);
        progress.Say("Computing hashes");
        manifest = manifest with { Files = await BackupFiles.ListAsync(draft.Folder, cancel) };
        await manifest.WriteAsync(draft.Folder, cancel);
        draft.Finish();
        progress.End();
        return manifest;
    }

    private async Task<BackupManifest> OfSqliteAsync(BackupManifest manifest, string draft, CancellationToken cancel)
    {
        var file = SqliteFile.Of(storage.Connection);
        if (!SqliteFile.IsThere(file))
            throw new BackupRefusedException($"There is no database {file}.");
        var copy = Path.Combine(draft, FileName);
        progress.Say("Copying the database");
        await using (var connection = await SqliteFile.OpenAsync(file, cancel))
        {
            await using var vacuum = connection.Command("vacuum into @copy").With("copy", copy);
            vacuum.CommandTimeout = 0;
            await vacuum.ExecuteNonQueryAsync(cancel);
        }
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        BackupFiles.Sync(copy);
        await using var read = await SqliteFile.OpenCopyAsync(copy, cancel);
        return (await DescribeAsync(manifest, read, null, cancel)) with { Tables = await SqliteFile.TablesAsync(read, cancel) };
    }

    private async Task<BackupManifest> OfPostgresAsync(BackupManifest manifest, string draft, CancellationToken cancel)
    {
        // As the owner: the serving role may lack what a later version adds.
        await using var source = PostgresConnection.Open(storage.OwnerConnection);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var snapshot = await PostgresCopy.BeginAsync(connection, cancel);
        if (await PostgresTables.IsCitusAsync(connection, snapshot, cancel))
        {
            throw new BackupRefusedException(
                "On Citus each node has a snapshot of its own, and a copy would be of no one moment. Use the backups of the nodes.");
        }
        try
        {
            manifest = await DescribeAsync(manifest, connection, snapshot, cancel);
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new BackupRefusedException("The database of ConnectionStrings__OmbudOwner has no tables of Ombud.");
        }
        return manifest with { Tables = await new PostgresCopy(connection, snapshot, progress).WriteAsync(draft, cancel) };
    }

    private static async Task<BackupManifest> DescribeAsync(
        BackupManifest manifest, DbConnection connection, DbTransaction? snapshot, CancellationToken cancel)
    {
        if (await RestoreMark.ReadAsync(connection, snapshot, cancel) is not null)
        {
            throw new BackupRefusedException(
                "The database was put back from a backup and has not been started since. Start it once: it replays the journal.");
        }
        var note = await TrailRows.CheckpointAsync(connection, snapshot, cancel);
        await using var select = connection.Command("""select max("MigrationId") from "__EFMigrationsHistory" """, snapshot);
        return manifest with
        {
            Schema = await select.ExecuteScalarAsync(cancel) as string ?? "",
            TreeSize = note is null ? 0 : Checkpoint.Parse(SignedNote.Parse(note).Value!.Text).Value!.Size,
            Checkpoint = note,
        };
    }
}
