using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Npgsql;
using Ombud.Database;
using Ombud.Keys.Rotation;
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
    private const int TriesMax = 3;
    private readonly ConcurrentDictionary<KeyName, DataKey> _open = new();

    // The dictionary's own count takes all of its locks, and is asked for at each new key.
    private int _cached;

    internal static byte[] Binding(KeyName name, int version) =>
        KeyStore.Binding($"data {name.Subject} {name.Controller} {(int)name.Compartment} {version}");

    /// <summary>The key of that name, or null where there is none: never made, or destroyed.</summary>
    public async ValueTask<DataKey?> FindAsync(KeyName name, CancellationToken cancel)
    {
        if (_open.TryGetValue(name, out var open))
            return open;

        await using var connection = await store.Db.OpenAsync(cancel);
        return await ReadAsync(connection, null, name, cancel) is { } key ? Cache(name, key) : null;
    }

    /// <summary>Opens those of these keys that are there, together, so that <see cref="FindAsync"/> has them at hand.</summary>
    public async Task OpenAsync(IEnumerable<KeyName> names, CancellationToken cancel)
    {
        var missing = names.Where(name => !_open.ContainsKey(name)).Distinct().ToList();
        if (missing.Count == 0)
            return;

        await using var connection = await store.Db.OpenAsync(cancel);
        foreach (var (name, row) in await WrappedKeys.ReadAsync(connection, missing, cancel))
        {
            // Of an epoch that is new to us: left to whoever asks for that one key.
            if (!epochs.TryUnwrap(row.Epoch, row.Wrapped, Binding(name, row.Version), out var key))
                continue;
            Cache(name, new DataKey(row.Version, key));
            CryptographicOperations.ZeroMemory(key);
        }
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

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await MakeAsync(missing, cancel);
                return;
            }
            catch (DbException failure) when (DbFailure.IsForeignKey(failure) && attempt < TriesMax)
            {
                // Another process ended the epoch between our look and our commit; there is a newer one.
            }
        }
    }

    private async Task MakeAsync(List<KeyName> missing, CancellationToken cancel)
    {
        using var pass = await store.Db.Gate.EnterAsync(cancel);
        await using var connection = await store.Db.OpenAsync(cancel);
        var made = connection is NpgsqlConnection postgres
            ? await InsertAsync(postgres, missing, cancel) : await InsertAsync((SqliteConnection)connection, missing, cancel);

        // Cached only after the commit: a key that was rolled back must never encrypt anything.
        foreach (var (name, key) in made)
            Cache(name, key);
        foreach (var name in missing.Except(made.Select(pair => pair.Name)))
        {
            if (await ReadAsync(connection, null, name, cancel) is { } key)
                Cache(name, key);
        }
    }

    private async Task SeeNewestEpochAsync(DbConnection connection, DbTransaction transaction, CancellationToken cancel)
    {
        await using var select = connection.Command("select max(epoch) from epoch", transaction);
        if (Convert.ToInt32(await select.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture) != epochs.Current)
            await epochs.RefreshAsync(connection, transaction, cancel);
    }

    /// <summary>Destroys all keys of a person but those of <see cref="Compartment.Proof"/>; may be repeated.</summary>
    /// <exception cref="TimeoutException">
    /// They are deleted, but the log still holds them since another process was reading it: to be repeated.
    /// </exception>
    public Task DestroyAsync(SubjectId subject, CancellationToken cancel) =>
        DestroyAsync(
            connection => connection.Command("delete from data_key where subject_id = @subject and compartment <> @proof")
                .With("subject", subject.Value).With("proof", (short)Compartment.Proof),
            name => name.Subject == subject && name.Compartment is not Compartment.Proof, cancel);

    /// <summary>Destroys one key in all its versions; may be repeated.</summary>
    /// <inheritdoc cref="DestroyAsync(SubjectId, CancellationToken)"/>
    public Task DestroyAsync(KeyName name, CancellationToken cancel) =>
        DestroyAsync(
            connection => connection.Command(
                "delete from data_key where subject_id = @subject and controller = @controller and compartment = @compartment")
                .With("subject", name.Subject.Value).With("controller", name.Controller)
                .With("compartment", (short)name.Compartment),
            known => known == name, cancel);

    private async Task DestroyAsync(Func<DbConnection, DbCommand> deletion, Func<KeyName, bool> isMeant, CancellationToken cancel)
    {
        using (await store.Db.Gate.EnterAsync(cancel))
        {
            await using var connection = await store.Db.OpenAsync(cancel);
            await using var delete = deletion(connection);
            await delete.ExecuteNonQueryAsync(cancel);
        }
        foreach (var (name, _) in _open)
        {
            if (isMeant(name))
                _open.TryRemove(name, out _);
        }
        if (!await store.TruncateLogAsync(cancel))
            throw new TimeoutException("The key store's write-ahead log is being read all the time.");
    }

    /// <summary>Forgets open keys; they are read anew from the store.</summary>
    public void ForgetOpenKeys()
    {
        Interlocked.Exchange(ref _cached, 0);
        _open.Clear();
    }

    /// <returns>The key; null where another process was first.</returns>
    private async Task<DataKey?> InsertAsync(
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
        var made = await insert.ExecuteNonQueryAsync(cancel) == 1 ? new DataKey(1, key) : null;
        CryptographicOperations.ZeroMemory(key);
        return made;
    }

    private async Task<List<(KeyName Name, DataKey Key)>> InsertAsync(
        SqliteConnection connection, List<KeyName> names, CancellationToken cancel)
    {
        var made = new List<(KeyName Name, DataKey Key)>(names.Count);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await SeeNewestEpochAsync(connection, transaction, cancel);
        foreach (var name in names)
        {
            if ((await ReadAsync(connection, transaction, name, cancel)
                ?? await InsertAsync(connection, transaction, name, cancel)) is { } key)
                made.Add((name, key));
        }
        await transaction.CommitAsync(cancel);
        return made;
    }

    /// <summary>One statement for all and its own commit, since on PostgreSQL each is a round trip.</summary>
    /// <returns>Those that were made; the others were there.</returns>
    private async Task<List<(KeyName Name, DataKey Key)>> InsertAsync(
        NpgsqlConnection connection, List<KeyName> names, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var fresh = names.ToDictionary(name => name, _ => RandomNumberGenerator.GetBytes(32));
            var epoch = epochs.Current;
            var (newest, made) = await InsertAsync(connection, epoch, fresh, cancel);
            foreach (var key in fresh.Values)
                CryptographicOperations.ZeroMemory(key);
            if (newest == epoch)
                return made;

            // Another process began an epoch, and nothing was made under the one before it.
            if (attempt == TriesMax)
                throw new CryptographicException("A new epoch begins all the time.");
            await epochs.RefreshAsync(connection, null, cancel);
        }
    }

    private async Task<(int Newest, List<(KeyName Name, DataKey Key)> Made)> InsertAsync(
        NpgsqlConnection connection, int epoch, Dictionary<KeyName, byte[]> fresh, CancellationToken cancel)
    {
        var names = fresh.Keys;
        await using var insert = new NpgsqlCommand(
            """
            with newest as (select max(epoch) as epoch from epoch),
                 made as (
                     insert into data_key (subject_id, controller, compartment, version, epoch, wrapped, created_at)
                     select t.subject_id, t.controller, t.compartment, 1, n.epoch, t.wrapped, @at
                     from   newest n cross join unnest(@subjects, @controllers, @compartments, @wrapped)
                            as t(subject_id, controller, compartment, wrapped)
                     where  n.epoch = @epoch and not exists (
                            select 1 from data_key k
                            where  k.subject_id = t.subject_id and k.controller = t.controller and k.compartment = t.compartment)
                     order  by t.subject_id, t.controller, t.compartment
                     on     conflict do nothing
                     returning subject_id, controller, compartment)
            select n.epoch, m.subject_id, m.controller, m.compartment from newest n left join made m on true
            """, connection);
        insert.Parameters.AddWithValue("epoch", epoch);
        insert.Parameters.AddWithValue("at", Micros.Of(time.GetUtcNow()));
        insert.Parameters.AddWithValue("subjects", names.Select(name => name.Subject.Value).ToArray());
        insert.Parameters.AddWithValue("controllers", names.Select(name => name.Controller).ToArray());
        insert.Parameters.AddWithValue("compartments", names.Select(name => (short)name.Compartment).ToArray());
        insert.Parameters.AddWithValue("wrapped", names.Select(name => epochs.Wrap(epoch, fresh[name], Binding(name, 1))).ToArray());
        await insert.PrepareAsync(cancel);
        var (newest, made) = (0, new List<(KeyName Name, DataKey Key)>(fresh.Count));
        await using var reader = await insert.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            newest = reader.GetInt32(0);
            if (await reader.IsDBNullAsync(1, cancel))
                continue;
            var name = new KeyName(new SubjectId(reader.GetGuid(1)), reader.GetString(2), (Compartment)reader.GetInt16(3));
            made.Add((name, new DataKey(1, fresh[name])));
        }
        return (newest, made);
    }

    private async ValueTask<DataKey?> ReadAsync(
        DbConnection connection, DbTransaction? transaction, KeyName name, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await WrappedKeys.ReadAsync(connection, transaction, name, cancel) is not { } row)
                return null;
            if (epochs.TryUnwrap(row.Epoch, row.Wrapped, Binding(name, row.Version), out var key))
            {
                var open = new DataKey(row.Version, key);
                CryptographicOperations.ZeroMemory(key);
                return open;
            }

            // Another process rotates: the epoch is new to us, or the key was wrapped anew since we read it.
            if (attempt == TriesMax)
                throw new CryptographicException("The key's epoch is not in the key store.");
            await epochs.RefreshAsync(connection, transaction, cancel);
        }
    }

    private DataKey Cache(KeyName name, DataKey key)
    {
        if (Interlocked.Increment(ref _cached) > CachedMax)
            ForgetOpenKeys();
        return _open.GetOrAdd(name, key);
    }
}
