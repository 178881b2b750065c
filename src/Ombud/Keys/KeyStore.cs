using System.Data.Common;
using System.Security.Cryptography;
using Ombud.Database;

namespace Ombud.Keys;

/// <summary>The key store's database: its schema, its installation and its connections. Apart from the data's.</summary>
internal sealed class KeyStore(StorageOptions storage) : IAsyncDisposable
{
    private const int SchemaVersion = 1;

    /// <summary>Connections to the key store.</summary>
    public Db Db { get; } = new(storage.KeysEngine, storage.KeysConnection);

    /// <summary>The installation's id, part of every ciphertext's associated data.</summary>
    public Guid Installation { get; private set; }

    /// <summary>Opens the store: creates its tables, reads or makes the installation, checks the master key.</summary>
    /// <exception cref="ConfigurationException">Missing or wrong master key, or a newer key store.</exception>
    public async Task<MasterKey> OpenAsync(TimeProvider time, CancellationToken cancel)
    {
        await using var connection = await Db.OpenAsync(cancel);
        await using (var schema = connection.Command(Schema(storage.KeysEngine)))
            await schema.ExecuteNonQueryAsync(cancel);

        var known = await ReadInstallationAsync(connection, cancel);
        if (known is { Schema: > SchemaVersion })
            throw new ConfigurationException(["The key store is from a newer version of Ombud. Start that version."]);

        var master = MasterKey.Load(storage.KeysFolder, mayCreate: known is null);
        if (known is { } installation)
        {
            if (installation.Fingerprint != master.Fingerprint)
                master = MasterKey.FinishRotation(storage.KeysFolder, installation.Fingerprint) ?? master;
            if (installation.Fingerprint != master.Fingerprint)
            {
                throw new ConfigurationException([
                    $"{MasterKey.FileIn(storage.KeysFolder)} is not the master key of this key store. Put the right one back."]);
            }
            Installation = installation.Id;
            return master;
        }

        Installation = Guid.CreateVersion7(time.GetUtcNow());
        await using var insert = connection.Command(
            "insert into installation (id, schema_version, master, created_at) values (@id, @version, @master, @at)")
            .With("id", Installation).With("version", SchemaVersion).With("master", master.Fingerprint)
            .With("at", Micros.Of(time.GetUtcNow()));
        await insert.ExecuteNonQueryAsync(cancel);
        return master;
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

    /// <summary>Makes sure that what was deleted lies in no write-ahead log any more (SQLite).</summary>
    public async Task TruncateLogAsync(CancellationToken cancel)
    {
        if (storage.KeysEngine is not Engine.Sqlite)
            return;

        await using var connection = await Db.OpenAsync(cancel);
        await using var checkpoint = connection.Command("pragma wal_checkpoint(truncate)");
        await checkpoint.ExecuteNonQueryAsync(cancel);
    }

    private static string Schema(Engine engine)
    {
        var (id, blob, big) = engine is Engine.Sqlite ? ("blob", "blob", "integer") : ("uuid", "bytea", "bigint");
        return $"""
            create table if not exists installation (
                id {id} primary key, schema_version integer not null, master text not null, created_at {big} not null);
            create table if not exists epoch (
                epoch integer primary key, wrapped {blob} not null, created_at {big} not null);
            create table if not exists data_key (
                subject_id {id} not null, controller text not null, compartment smallint not null,
                version integer not null, epoch integer not null, wrapped {blob} not null, created_at {big} not null,
                primary key (subject_id, controller, compartment, version));
            create table if not exists secret (
                name text not null, version integer not null, wrapped {blob} not null, created_at {big} not null,
                primary key (name, version));
            create table if not exists data_protection (
                name text primary key, wrapped {blob} not null);
            """;
    }

    public ValueTask DisposeAsync() => Db.DisposeAsync();

    /// <summary>The name a key is bound to while wrapped.</summary>
    public static byte[] Binding(string name) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name));
}
