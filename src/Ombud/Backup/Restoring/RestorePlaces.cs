using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using Ombud.Backup.Checking;
using Ombud.Backup.Folder;
using Ombud.Backup.Replaying;
using Ombud.Backup.Taking;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Keys.Rotation;

namespace Ombud.Backup.Restoring;

/// <summary>Where data and keys are put back, each on its engine: filled beside its place, then put in it.</summary>
/// <param name="storage">What is configured.</param>
/// <param name="stamp">Names the folders and schemas of what is moved aside.</param>
internal sealed class RestorePlaces(StorageOptions storage, Progress progress, string stamp)
{
    private const string MasterAside = "master.key";
    private const string None = "Data Source=none";
    private readonly SqliteSwap _data = new(SqliteFile.Of(storage.Engine is Engine.Sqlite ? storage.Connection : None));
    private readonly SqliteSwap _keys = new(SqliteFile.Of(storage.KeysEngine is Engine.Sqlite ? storage.KeysConnection : None));
    private readonly PostgresSwap _postgres = new(storage.OwnerConnection, progress);
    private readonly PostgresSwap _keysPostgres = new(storage.KeysConnection, progress);

    private string Schema => "before_restore_" + stamp.ToLowerInvariant();

    private string AsideIn(string folder) => Path.Combine(folder, "before-restore-" + stamp);

    /// <summary>Makes sure that no other process is at the databases of PostgreSQL.</summary>
    /// <exception cref="BackupRefusedException">One is.</exception>
    public async Task CheckAloneAsync(bool withKeys, CancellationToken cancel)
    {
        if (storage.Engine is Engine.Postgres)
            await _postgres.CheckAloneAsync(cancel);
        if (withKeys && storage.KeysEngine is Engine.Postgres)
            await _keysPostgres.CheckAloneAsync(cancel);
    }

    /// <summary>Fills the data beside its place, and marks it.</summary>
    public async Task StageDataAsync(CheckedBackup data, CancellationToken cancel)
    {
        var manifest = data.Manifest;
        var mark = new RestoreMark(manifest.Id, manifest.TreeSize, manifest.MadeAt);
        if (storage.Engine is Engine.Postgres)
        {
            await _postgres.StageAsync(
                data.Folder, manifest, connection => MigrateAsync(connection, manifest.Schema, cancel),
                (connection, transaction) => mark.SetAsync(connection, transaction, cancel), cancel);
            return;
        }
        await _data.StageAsync(Path.Combine(data.Folder, BackUpData.FileName), cancel);
        await using (var connection = await SqliteFile.OpenAsync(_data.Staged, cancel))
        {
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            await mark.SetAsync(connection, transaction, cancel);
            await transaction.CommitAsync(cancel);
        }
        BackupFiles.Sync(_data.Staged);
    }

    /// <summary>Fills the keys beside their place.</summary>
    public async Task StageKeysAsync(CheckedBackup copy, CancellationToken cancel)
    {
        if (storage.KeysEngine is Engine.Sqlite)
        {
            await _keys.StageAsync(Path.Combine(copy.Folder, BackUpKeys.FileName), cancel);
            return;
        }
        await _keysPostgres.StageAsync(copy.Folder, copy.Manifest, async connection =>
        {
            await using var opened = new NpgsqlConnection(connection);
            await opened.OpenAsync(cancel);
            await using var schema = opened.Command(KeySchema.Of(Engine.Postgres));
            await schema.ExecuteNonQueryAsync(cancel);
        }, (_, _) => Task.CompletedTask, cancel);
    }

    /// <summary>Puts all that was staged in its place.</summary>
    /// <returns>Where lies what was there before.</returns>
    public async Task<IReadOnlyList<string>> PutInPlaceAsync(CheckedBackup? keys, CancellationToken cancel)
    {
        var aside = new List<string>();
        if (storage.Engine is Engine.Postgres)
        {
            if (await _postgres.IsThereAsync(cancel))
                aside.Add("schema " + Schema);
            await _postgres.PutInPlaceAsync(Schema, cancel);
        }
        else
        {
            if (_data.IsThere)
                aside.Add(AsideIn(storage.DataFolder));
            await _data.PutInPlaceAsync(AsideIn(storage.DataFolder), cancel);
        }
        if (keys is not null)
            await PutKeysInPlaceAsync(keys, aside, cancel);
        return aside;
    }

    /// <summary>Forgets what was staged and did not take its place.</summary>
    public async Task ClearAsync(bool withKeys, CancellationToken cancel)
    {
        if (storage.Engine is Engine.Postgres)
            await _postgres.ClearAsync(cancel);
        else
            _data.Clear();
        if (withKeys && storage.KeysEngine is Engine.Postgres)
            await _keysPostgres.ClearAsync(cancel);
        else if (withKeys)
            _keys.Clear();
    }

    // The master key lies beside its place under the name by which a start finds it, until the store that it opens is in place:
    // killed in between, the start puts it there.
    private async Task PutKeysInPlaceAsync(CheckedBackup copy, List<string> aside, CancellationToken cancel)
    {
        var master = MasterKey.FileIn(storage.KeysFolder);
        var rows = await KeyRows.ReadCopyAsync(copy.Folder, copy.Manifest, cancel);
        var next = MasterKeyFile.Next(master, rows.Master);
        await BackupFiles.CopyAsync(Path.Combine(copy.Folder, BackUpKeys.MasterName), next, cancel);
        if (File.Exists(master))
        {
            BackupFiles.CreateFolder(AsideIn(storage.KeysFolder));
            await BackupFiles.CopyAsync(master, Path.Combine(AsideIn(storage.KeysFolder), MasterAside), cancel);
            aside.Add(AsideIn(storage.KeysFolder));
        }
        if (storage.KeysEngine is Engine.Postgres)
        {
            if (await _keysPostgres.IsThereAsync(cancel))
                aside.Add("schema " + Schema + " of the key store");
            await _keysPostgres.PutInPlaceAsync(Schema, cancel);
        }
        else
            await _keys.PutInPlaceAsync(AsideIn(storage.KeysFolder), cancel);
        MasterKeyFile.PutInPlace(master, rows.Master);
    }

    private static async Task MigrateAsync(string connection, string schema, CancellationToken cancel)
    {
        await using var context = new PostgresOmbudContext(new DbContextOptionsBuilder<PostgresOmbudContext>()
            .UseNpgsql(connection, npgsql => npgsql.MigrationsHistoryTable("__EFMigrationsHistory", PostgresSwap.Staging)).Options);
        await context.GetService<IMigrator>().MigrateAsync(schema, cancel);
    }
}
