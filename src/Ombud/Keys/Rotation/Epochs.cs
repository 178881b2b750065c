using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Ombud.Database;

namespace Ombud.Keys.Rotation;

/// <summary>
/// Epoch keys: they wrap the data keys and are wrapped by the master key. The newest wraps what is new. Another process
/// may begin and end epochs, so that whoever meets an unknown one reads anew.
/// </summary>
internal sealed class Epochs(KeyStore store, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<int, AesGcm> _open = new();

    /// <summary>Number of the newest epoch known to this process.</summary>
    public int Current { get; private set; }

    private static byte[] Binding(int epoch) => KeyStore.Binding($"epoch {epoch}");

    /// <summary>Opens all epochs; makes the first where there is none.</summary>
    public async Task OpenAsync(CancellationToken cancel)
    {
        await RefreshAsync(cancel);
        if (Current == 0)
            await BeginAsync(after: 0, cancel);
    }

    /// <summary>Reads the epochs anew: opens the new ones, forgets those that were destroyed.</summary>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        await using var connection = await store.Db.OpenAsync(cancel);
        await RefreshAsync(connection, null, cancel);
    }

    /// <inheritdoc cref="RefreshAsync(CancellationToken)"/>
    public async Task RefreshAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancel)
    {
        var found = await KeyStore.ReadWrappedAsync(() => ReadAsync(connection, transaction, cancel));
        foreach (var gone in _open.Keys.Where(epoch => !found.Contains(epoch)))
            Forget(gone);
        Current = found.Count > 0 ? found.Max() : 0;
    }

    private async Task<HashSet<int>> ReadAsync(DbConnection connection, DbTransaction? transaction, CancellationToken cancel)
    {
        var found = new HashSet<int>();
        // One statement, so that the master key named is the one that wrapped what is read.
        await using var select = connection.Command(
            "select e.epoch, e.wrapped, i.master from epoch e cross join installation i order by e.epoch", transaction);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var epoch = reader.GetInt32(0);
            found.Add(epoch);
            if (!_open.ContainsKey(epoch))
                Add(epoch, store.MasterOf(reader.GetString(2)).Unwrap(reader.BytesAt(1), Binding(epoch)));
        }
        return found;
    }

    /// <summary>Begins a new epoch, which wraps new keys from now on.</summary>
    /// <param name="after">Begins none where one newer than this was begun already.</param>
    public async Task<int> BeginAsync(int? after, CancellationToken cancel)
    {
        await using var connection = await store.Db.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var master = await store.LockMasterAsync(connection, transaction, cancel);
        await RefreshAsync(connection, transaction, cancel);
        if (Current > after)
            return Current;

        var epoch = Current + 1;
        var key = RandomNumberGenerator.GetBytes(32);
        await using var insert = connection.Command(
            "insert into epoch (epoch, wrapped, created_at) values (@epoch, @wrapped, @at)", transaction)
            .With("epoch", epoch).With("wrapped", master.Wrap(key, Binding(epoch))).With("at", Micros.Of(time.GetUtcNow()));
        await insert.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
        Add(epoch, key);
        Current = epoch;
        return epoch;
    }

    /// <summary>Ends the epochs before one: what they wrapped, wherever a copy of it lies, opens no more.</summary>
    /// <returns>False where one of them still wraps a key, which another process just made.</returns>
    public async Task<bool> DestroyOlderAsync(int current, CancellationToken cancel)
    {
        try
        {
            await using var connection = await store.Db.OpenAsync(cancel);
            await using var delete = connection.Command("delete from epoch where epoch < @current").With("current", current);
            await delete.ExecuteNonQueryAsync(cancel);
        }
        catch (DbException failure) when (DbFailure.IsForeignKey(failure))
        {
            return false;
        }

        foreach (var older in _open.Keys.Where(epoch => epoch < current))
            Forget(older);
        return true;
    }

    /// <summary>Wraps every epoch key under another master key, inside a transaction.</summary>
    public static async Task RewrapAsync(
        DbConnection connection, DbTransaction transaction, MasterKey from, MasterKey to, CancellationToken cancel)
    {
        var rows = new List<(int Epoch, byte[] Wrapped)>();
        await using (var select = connection.Command("select epoch, wrapped from epoch order by epoch", transaction))
        await using (var reader = await select.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel))
                rows.Add((reader.GetInt32(0), reader.BytesAt(1)));
        }

        foreach (var (epoch, wrapped) in rows)
        {
            await using var update = connection.Command("update epoch set wrapped = @wrapped where epoch = @epoch", transaction)
                .With("epoch", epoch).With("wrapped", to.Wrap(from.Unwrap(wrapped, Binding(epoch)), Binding(epoch)));
            await update.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <summary>Wraps a data key under an epoch that this process knows.</summary>
    public byte[] Wrap(int epoch, ReadOnlySpan<byte> key, ReadOnlySpan<byte> binding)
    {
        var cipher = _open[epoch];
        lock (cipher)
            return Wrapping.Wrap(cipher, key, binding);
    }

    /// <summary>Unwraps a data key.</summary>
    /// <returns>False where the epoch is not known here: begun by another process since, or destroyed.</returns>
    public bool TryUnwrap(
        int epoch, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> binding, [NotNullWhen(true)] out byte[]? key)
    {
        key = null;
        if (!_open.TryGetValue(epoch, out var cipher))
            return false;
        lock (cipher)
        {
            // Removed before it is disposed, under the same lock.
            if (!_open.ContainsKey(epoch))
                return false;
            key = Wrapping.Unwrap(cipher, wrapped, binding);
            return true;
        }
    }

    private void Add(int epoch, byte[] key)
    {
        var cipher = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        CryptographicOperations.ZeroMemory(key);
        if (!_open.TryAdd(epoch, cipher))
            cipher.Dispose();
    }

    private void Forget(int epoch)
    {
        if (!_open.TryRemove(epoch, out var cipher))
            return;
        lock (cipher)
            cipher.Dispose();
    }

    public void Dispose()
    {
        foreach (var epoch in _open.Keys)
            Forget(epoch);
    }
}
