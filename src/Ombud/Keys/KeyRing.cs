using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Ombud.Database;
using Ombud.Policies.Deciding;

namespace Ombud.Keys;

/// <summary>The data keys. A new one is committed to the key store before it is handed out.</summary>
/// <remarks>
/// Open keys are cached. A cached key proves nothing about the person: whoever reads or writes with it looks at the
/// standing in the same transaction, where an erasure shows.
/// </remarks>
internal sealed class KeyRing(KeyStore store, Epochs epochs, TimeProvider time)
{
    private const int CachedMax = 100_000;
    private readonly ConcurrentDictionary<KeyName, DataKey> _open = new();

    internal static byte[] Binding(KeyName name, int version) =>
        KeyStore.Binding($"data {name.Subject} {name.Controller} {(int)name.Compartment} {version}");

    /// <summary>The key of that name, or null where there is none: never made, or destroyed.</summary>
    public async ValueTask<DataKey?> FindAsync(KeyName name, CancellationToken cancel)
    {
        if (_open.TryGetValue(name, out var open))
            return open;

        await using var connection = await store.Db.OpenAsync(cancel);
        return await ReadAsync(connection, null, name, cancel);
    }

    /// <summary>The key of that name; made and committed where there is none.</summary>
    public async ValueTask<DataKey> GetOrCreateAsync(KeyName name, CancellationToken cancel)
    {
        if (_open.TryGetValue(name, out var open))
            return open;

        await EnsureAsync([name], cancel);
        return _open.TryGetValue(name, out open) ? open : await FindAsync(name, cancel)
            ?? throw new CryptographicException("The key was destroyed while it was made.");
    }

    /// <summary>Makes the keys of these names that are missing, in one commit.</summary>
    public async ValueTask EnsureAsync(IReadOnlyCollection<KeyName> names, CancellationToken cancel)
    {
        var missing = names.Where(name => !_open.ContainsKey(name)).Distinct().ToList();
        if (missing.Count == 0)
            return;

        using var pass = await store.Db.Gate.EnterAsync(cancel);
        await using var connection = await store.Db.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var name in missing)
        {
            if (await ReadAsync(connection, transaction, name, cancel) is null)
                await InsertAsync(connection, transaction, name, cancel);
        }
        await transaction.CommitAsync(cancel);

        // Cached only after the commit: a key that was rolled back must never encrypt anything.
        foreach (var name in missing)
            await ReadAsync(connection, null, name, cancel);
    }

    /// <summary>Destroys all keys of a person but those of <see cref="Compartment.Proof"/>.</summary>
    public async Task DestroyAsync(SubjectId subject, CancellationToken cancel)
    {
        using (await store.Db.Gate.EnterAsync(cancel))
        {
            await using var connection = await store.Db.OpenAsync(cancel);
            await using var delete = connection.Command(
                "delete from data_key where subject_id = @subject and compartment <> @proof")
                .With("subject", subject.Value).With("proof", (short)Compartment.Proof);
            await delete.ExecuteNonQueryAsync(cancel);
        }
        await store.TruncateLogAsync(cancel);
        foreach (var name in _open.Keys.Where(name => name.Subject == subject && name.Compartment is not Compartment.Proof))
            _open.TryRemove(name, out _);
    }

    /// <summary>Forgets open keys; they are read anew from the store.</summary>
    public void ForgetOpenKeys() => _open.Clear();

    private async Task InsertAsync(
        DbConnection connection, DbTransaction transaction, KeyName name, CancellationToken cancel)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var epoch = epochs.Current;
        await using var insert = connection.Command(
            """
            insert into data_key (subject_id, controller, compartment, version, epoch, wrapped, created_at)
            values (@subject, @controller, @compartment, 1, @epoch, @wrapped, @at)
            on conflict do nothing
            """, transaction)
            .With("subject", name.Subject.Value).With("controller", name.Controller)
            .With("compartment", (short)name.Compartment).With("epoch", epoch)
            .With("wrapped", epochs.Wrap(epoch, key, Binding(name, 1))).With("at", Micros.Of(time.GetUtcNow()));
        await insert.ExecuteNonQueryAsync(cancel);
        CryptographicOperations.ZeroMemory(key);
    }

    private async ValueTask<DataKey?> ReadAsync(
        DbConnection connection, DbTransaction? transaction, KeyName name, CancellationToken cancel)
    {
        await using var select = connection.Command(
            """
            select version, epoch, wrapped
            from   data_key
            where  subject_id = @subject and controller = @controller and compartment = @compartment
            order  by version desc
            limit  1
            """, transaction)
            .With("subject", name.Subject.Value).With("controller", name.Controller)
            .With("compartment", (short)name.Compartment);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel))
            return null;

        var version = reader.GetInt32(0);
        var key = epochs.Unwrap(reader.GetInt32(1), reader.BytesAt(2), Binding(name, version));
        var open = new DataKey(version, key);
        CryptographicOperations.ZeroMemory(key);
        if (transaction is not null)
            return open;

        if (_open.Count >= CachedMax)
            _open.Clear();
        return _open.GetOrAdd(name, open);
    }
}
