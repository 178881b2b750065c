using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Ombud.Database;
using Ombud.Keys.Rotation;

namespace Ombud.Keys;

/// <summary>The key store's database: its schema, its installation, its master key and its connections. Apart from the data's.</summary>
internal sealed class KeyStore(StorageOptions storage, Db data) : IAsyncDisposable
{
    private const int SchemaVersion = 1;
    private const int TriesMax = 3;
    private const int TruncatesMax = 50;
    private static readonly TimeSpan BetweenTruncates = TimeSpan.FromMilliseconds(20);
    private MasterKey? _master;

    /// <summary>Connections to the key store.</summary>
    public Db Db { get; } = new(storage.KeysEngine, storage.KeysConnection);

    /// <summary>The installation's id, part of every ciphertext's associated data.</summary>
    public Guid Installation { get; private set; }

    /// <summary>The folder of master key and journal.</summary>
    public string Folder => storage.KeysFolder;

    /// <summary>Opens the store: creates its tables, reads or makes the installation, checks the master key.</summary>
    /// <exception cref="ConfigurationException">
    /// Missing or wrong master key, a newer or a damaged key store, or an empty one beside data that was encrypted.
    /// </exception>
    public async Task OpenAsync(TimeProvider time, CancellationToken cancel)
    {
        try
        {
            await using var connection = await Db.OpenAsync(cancel);
            await CreateSchemaAsync(connection, cancel);
            var known = await ReadInstallationAsync(connection, cancel) ?? await BeginAsync(connection, time, cancel);
            if (known.Schema > SchemaVersion)
                throw new ConfigurationException(["The key store is from a newer version of Ombud. Start that version."]);
            Installation = known.Id;
            MasterOf(known.Fingerprint);
        }
        catch (DbException failure) when (DbFailure.Explain(failure, Names) is { } explained)
        {
            throw new ConfigurationException([explained]);
        }
    }

    private string Names => storage.KeysEngine is Engine.Sqlite ? "OMBUD_KEYS (keys.db)" : "ConnectionStrings__Keys";

    /// <summary>The master key of that fingerprint; read anew where another process rotated it.</summary>
    /// <exception cref="ConfigurationException">The folder holds no such key.</exception>
    public MasterKey MasterOf(string fingerprint)
    {
        if (_master is { } known && known.Fingerprint == fingerprint)
            return known;
        return _master = MasterKey.Find(storage.KeysFolder, fingerprint) ?? throw new ConfigurationException([
            $"{MasterKey.FileIn(storage.KeysFolder)} is not the master key of this key store. Put the right one back."]);
    }

    /// <summary>Reads what the master key wraps; once more where it was rotated between the reading and the look at its file.</summary>
    public static async Task<T> ReadWrappedAsync<T>(Func<Task<T>> read)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await read();
            }
            catch (ConfigurationException) when (attempt < TriesMax)
            {
            }
        }
    }

    /// <summary>The master key, which stays the same until the transaction ends.</summary>
    public async Task<MasterKey> LockMasterAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var select = connection.Command(
            Db.Engine is Engine.Postgres ? "select master from installation for update" : "select master from installation", transaction);
        return MasterOf((string)(await select.ExecuteScalarAsync(cancel))!);
    }

    private async Task<(Guid Id, int Schema, string Fingerprint)> BeginAsync(
        DbConnection connection, TimeProvider time, CancellationToken cancel)
    {
        if (await HoldsPeopleAsync(cancel))
        {
            throw new ConfigurationException([
                "The key store is empty but the database holds people's data, which no new key opens. Restore the key store."]);
        }

        // Two processes may begin at once: the first file and the first row stand, and both read them.
        var master = MasterKey.LoadOrCreate(storage.KeysFolder);
        await using var insert = connection.Command(
            """
            insert into installation (one, id, schema_version, master, created_at) values (1, @id, @version, @master, @at)
            on     conflict do nothing
            """)
            .With("id", Guid.CreateVersion7(time.GetUtcNow())).With("version", SchemaVersion).With("master", master.Fingerprint)
            .With("at", Micros.Of(time.GetUtcNow()));
        await insert.ExecuteNonQueryAsync(cancel);
        return (await ReadInstallationAsync(connection, cancel))!.Value;
    }

    private async Task<bool> HoldsPeopleAsync(CancellationToken cancel)
    {
        try
        {
            await using var connection = await data.OpenAsync(cancel);
            await using var select = connection.Command(FanOut.AnyPeople.Sql("select 1 from standing limit 1"));
            return await select.ExecuteScalarAsync(cancel) is not null;
        }
        catch (DbException)
        {
            // Not migrated yet, not granted yet, or out of reach: the migrator, which comes next, tells which.
            return false;
        }
    }

    private static async Task<(Guid Id, int Schema, string Fingerprint)?> ReadInstallationAsync(
        DbConnection connection, CancellationToken cancel)
    {
        await using var select = connection.Command("select id, schema_version, master from installation");
        await using var reader = await select.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? (reader.GuidAt(0), reader.GetInt32(1), reader.GetString(2))
            : null;
    }

    // On PostgreSQL two processes that create the same table at once may fail on the catalogue's own unique index.
    private async Task CreateSchemaAsync(DbConnection connection, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var schema = connection.Command(KeySchema.Of(storage.KeysEngine));
                await schema.ExecuteNonQueryAsync(cancel);
                return;
            }
            catch (Npgsql.PostgresException) when (attempt < TriesMax)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt), cancel);
            }
        }
    }

    /// <summary>Makes sure that what was deleted lies in no write-ahead log any more (SQLite).</summary>
    /// <returns>Whether it does not; false where another process was reading all the while.</returns>
    public async Task<bool> TruncateLogAsync(CancellationToken cancel)
    {
        if (storage.KeysEngine is not Engine.Sqlite)
            return true;

        await using var connection = await Db.OpenAsync(cancel);
        // It waits for readers itself, each time as long as any statement may.
        SqlitePragmas.WaitBriefly((SqliteConnection)connection);
        for (var attempt = 0; attempt < TruncatesMax; attempt++)
        {
            await using (var checkpoint = connection.Command("pragma wal_checkpoint(truncate)"))
            {
                if (await checkpoint.ExecuteScalarAsync(cancel) is 0L)
                    return true;
            }
            await Task.Delay(BetweenTruncates, cancel);
        }
        return false;
    }

    public ValueTask DisposeAsync() => Db.DisposeAsync();

    /// <summary>The name a key is bound to while wrapped.</summary>
    public static byte[] Binding(string name) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name));
}
