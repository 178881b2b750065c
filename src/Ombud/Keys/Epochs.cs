using System.Collections.Concurrent;
using System.Security.Cryptography;
using Ombud.Database;

namespace Ombud.Keys;

/// <summary>Epoch keys: they wrap the data keys and are wrapped by the master key. The newest wraps what is new.</summary>
internal sealed class Epochs(KeyStore store, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<int, AesGcm> _open = new();

    /// <summary>Number of the newest epoch.</summary>
    public int Current { get; private set; }

    private static byte[] Binding(int epoch) => KeyStore.Binding($"epoch {epoch}");

    /// <summary>Opens all epochs; makes the first where there is none.</summary>
    public async Task OpenAsync(MasterKey master, CancellationToken cancel)
    {
        await using (var connection = await store.Db.OpenAsync(cancel))
        {
            await using var select = connection.Command("select epoch, wrapped from epoch order by epoch");
            await using var reader = await select.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
                Add(reader.GetInt32(0), master.Unwrap(reader.BytesAt(1), Binding(reader.GetInt32(0))));
        }

        if (Current == 0)
            await BeginAsync(master, cancel);
    }

    /// <summary>Begins a new epoch, which wraps new keys from now on.</summary>
    public async Task<int> BeginAsync(MasterKey master, CancellationToken cancel)
    {
        var epoch = Current + 1;
        var key = RandomNumberGenerator.GetBytes(32);
        await using var connection = await store.Db.OpenAsync(cancel);
        await using var insert = connection.Command(
            "insert into epoch (epoch, wrapped, created_at) values (@epoch, @wrapped, @at)")
            .With("epoch", epoch).With("wrapped", master.Wrap(key, Binding(epoch))).With("at", Micros.Of(time.GetUtcNow()));
        await insert.ExecuteNonQueryAsync(cancel);
        Add(epoch, key);
        return epoch;
    }

    /// <summary>Ends an epoch: what it wrapped, wherever a copy of it lies, opens no more.</summary>
    public async Task DestroyAsync(int epoch, CancellationToken cancel)
    {
        await using (var connection = await store.Db.OpenAsync(cancel))
        {
            await using var delete = connection.Command("delete from epoch where epoch = @epoch").With("epoch", epoch);
            await delete.ExecuteNonQueryAsync(cancel);
        }
        await store.TruncateLogAsync(cancel);
        if (_open.TryRemove(epoch, out var cipher))
            cipher.Dispose();
    }

    /// <summary>Wraps every epoch key under another master key, in one transaction.</summary>
    public async Task RewrapAsync(MasterKey from, MasterKey to, CancellationToken cancel)
    {
        await using var connection = await store.Db.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var epoch in _open.Keys.Order())
        {
            await using var select = connection.Command("select wrapped from epoch where epoch = @epoch", transaction).With("epoch", epoch);
            var wrapped = (byte[])(await select.ExecuteScalarAsync(cancel))!;
            await using var update = connection.Command("update epoch set wrapped = @wrapped where epoch = @epoch", transaction)
                .With("epoch", epoch).With("wrapped", to.Wrap(from.Unwrap(wrapped, Binding(epoch)), Binding(epoch)));
            await update.ExecuteNonQueryAsync(cancel);
        }
        await Secrets.RewrapAsync(connection, transaction, from, to, cancel);
        await using (var name = connection.Command("update installation set master = @master", transaction).With("master", to.Fingerprint))
            await name.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    public byte[] Wrap(int epoch, ReadOnlySpan<byte> key, ReadOnlySpan<byte> binding)
    {
        var cipher = _open[epoch];
        lock (cipher)
            return Wrapping.Wrap(cipher, key, binding);
    }

    public byte[] Unwrap(int epoch, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> binding)
    {
        var cipher = _open[epoch];
        lock (cipher)
            return Wrapping.Unwrap(cipher, wrapped, binding);
    }

    private void Add(int epoch, byte[] key)
    {
        _open[epoch] = new AesGcm(key, 16);
        CryptographicOperations.ZeroMemory(key);
        Current = Math.Max(Current, epoch);
    }

    public void Dispose()
    {
        foreach (var cipher in _open.Values)
            cipher.Dispose();
    }
}
