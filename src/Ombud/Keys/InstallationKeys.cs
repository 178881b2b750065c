using System.Collections.Concurrent;

namespace Ombud.Keys;

/// <summary>Encrypts under keys of the installation what belongs to nobody yet, or to no single person.</summary>
internal sealed class InstallationKeys(Secrets secrets, KeyStore store)
{
    private readonly ConcurrentDictionary<string, DataKey> _open = new(StringComparer.Ordinal);

    /// <summary>Encrypts a value for one row under the key of that name.</summary>
    public async ValueTask<byte[]> SealAsync(
        string name, Guid row, ReadOnlyMemory<byte> value, CancellationToken cancel)
    {
        var key = await OpenAsync(name, cancel);
        return key.Encrypt(value.Span, PlaceOf(name, row, key));
    }

    /// <summary>Decrypts what <see cref="SealAsync"/> made for the same row and name.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Altered, or of another row or
    /// key.</exception>
    public async ValueTask<byte[]> OpenAsync(
        string name, Guid row, ReadOnlyMemory<byte> sealedValue, CancellationToken cancel)
    {
        var key = await OpenAsync(name, cancel);
        return key.Decrypt(sealedValue.Span, PlaceOf(name, row, key));
    }

    private byte[] PlaceOf(string name, Guid row, DataKey key) =>
        Place.Of(store.Installation, default, row, name, key.Version);

    private async ValueTask<DataKey> OpenAsync(string name, CancellationToken cancel) =>
        _open.TryGetValue(name, out var key) ? key
            : _open.GetOrAdd(name, new DataKey(1, await secrets.GetAsync("seal " + name, cancel)));
}
