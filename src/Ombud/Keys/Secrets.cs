using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Ombud.Database;

namespace Ombud.Keys;

/// <summary>The installation's own keys by name: blind indexes, the trail's signing key, hashes of requests.</summary>
internal sealed class Secrets(KeyStore store, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, byte[]> _open = new(StringComparer.Ordinal);
    private MasterKey? _master;

    private static byte[] Binding(string name, int version) => KeyStore.Binding($"secret {name} {version}");

    /// <summary>From now on secrets can be read.</summary>
    public void Open(MasterKey master) => _master = master;

    /// <summary>32 secret bytes of that name, made on first use and the same ever after.</summary>
    public async ValueTask<byte[]> GetAsync(string name, CancellationToken cancel)
    {
        if (_open.TryGetValue(name, out var known))
            return known;

        var master = _master ?? throw new InvalidOperationException("The key store is not open yet.");
        var made = RandomNumberGenerator.GetBytes(32);
        await using var connection = await store.Db.OpenAsync(cancel);
        // Two processes may make it at once: the first row stands, and both read it.
        await using (var insert = connection.Command(
            "insert into secret (name, version, wrapped, created_at) values (@name, 1, @wrapped, @at) on conflict do nothing")
            .With("name", name).With("wrapped", master.Wrap(made, Binding(name, 1))).With("at", Micros.Of(time.GetUtcNow())))
            await insert.ExecuteNonQueryAsync(cancel);

        await using var select = connection.Command("select wrapped from secret where name = @name and version = 1").With("name", name);
        var wrapped = (byte[])(await select.ExecuteScalarAsync(cancel))!;
        return _open[name] = master.Unwrap(wrapped, Binding(name, 1));
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
