using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Ombud.Database;
using Ombud.Keys.Rotation;

namespace Ombud.Keys;

/// <summary>The installation's own keys by name: blind indexes, the trail's signing key, hashes of requests.</summary>
internal sealed class Secrets(KeyStore store, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, byte[]> _open = new(StringComparer.Ordinal);

    private static byte[] Binding(string name, int version) => KeyStore.Binding($"secret {name} {version}");

    /// <summary>32 secret bytes of that name, made on first use and the same ever after.</summary>
    public async ValueTask<byte[]> GetAsync(string name, CancellationToken cancel)
    {
        if (_open.TryGetValue(name, out var known))
            return known;

        await using var connection = await store.Db.OpenAsync(cancel);
        var secret = await KeyStore.ReadWrappedAsync(() => ReadAsync(connection, name, cancel));
        if (secret is null)
        {
            await MakeAsync(connection, name, cancel);
            secret = await KeyStore.ReadWrappedAsync(() => ReadAsync(connection, name, cancel));
        }
        return _open[name] = secret!;
    }

    private async Task<byte[]?> ReadAsync(DbConnection connection, string name, CancellationToken cancel)
    {
        // One statement, so that the master key named is the one that wrapped what is read.
        await using var select = connection.Command(
            "select s.wrapped, i.master from secret s cross join installation i where s.name = @name and s.version = 1")
            .With("name", name);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? store.MasterOf(reader.GetString(1)).Unwrap(reader.BytesAt(0), Binding(name, 1))
            : null;
    }

    // Two processes may make it at once: the first row stands, and both read it. The master key is locked meanwhile, so
    // that nothing new is wrapped under one that is just being replaced.
    private async Task MakeAsync(DbConnection connection, string name, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var master = await store.LockMasterAsync(connection, transaction, cancel);
        await using var insert = connection.Command(
            "insert into secret (name, version, wrapped, created_at) values (@name, 1, @wrapped, @at) on conflict do nothing", transaction)
            .With("name", name).With("wrapped", master.Wrap(RandomNumberGenerator.GetBytes(32), Binding(name, 1)))
            .With("at", Micros.Of(time.GetUtcNow()));
        await insert.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Wraps every secret under another master key.</summary>
    internal static async Task RewrapAsync(
        DbConnection connection, DbTransaction transaction, MasterKey from, MasterKey to, CancellationToken cancel)
    {
        var rows = new List<(string Name, int Version, byte[] Wrapped)>();
        await using (var select = connection.Command("select name, version, wrapped from secret", transaction))
        await using (var reader = await select.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
                rows.Add((reader.GetString(0), reader.GetInt32(1), reader.BytesAt(2)));
        }

        foreach (var (name, version, wrapped) in rows)
        {
            await using var update = connection.Command(
                "update secret set wrapped = @wrapped where name = @name and version = @version", transaction)
                .With("name", name).With("version", version)
                .With("wrapped", to.Wrap(from.Unwrap(wrapped, Binding(name, version)), Binding(name, version)));
            await update.ExecuteNonQueryAsync(cancel);
        }
    }
}
