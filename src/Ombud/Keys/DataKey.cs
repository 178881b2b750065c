using System.Security.Cryptography;

namespace Ombud.Keys;

/// <summary>An unwrapped data key. Encrypts and decrypts with AES-256-GCM; safe for use by several threads.</summary>
/// <remarks>
/// A ciphertext is nonce (12 bytes, random), encrypted value, tag (16 bytes). NIST SP 800-38D bounds random nonces to
/// 2³² for each key; a key belongs to one person, so that many are never reached.
/// </remarks>
internal sealed class DataKey : IDisposable
{
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private readonly Lock _one = new();
    private readonly AesGcm _cipher;

    public DataKey(int version, ReadOnlySpan<byte> key)
    {
        Version = version;
        _cipher = new AesGcm(key, TagSize);
    }

    /// <summary>Which of the name's keys this is; part of the associated data.</summary>
    public int Version { get; }

    /// <summary>Encrypts a value for one place, which the associated data names.</summary>
    public byte[] Encrypt(ReadOnlySpan<byte> value, ReadOnlySpan<byte> place)
    {
        var sealedValue = new byte[NonceSize + value.Length + TagSize];
        var nonce = sealedValue.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        lock (_one)
        {
            _cipher.Encrypt(
                nonce, value, sealedValue.AsSpan(NonceSize, value.Length), sealedValue.AsSpan(NonceSize + value.Length), place);
        }
        return sealedValue;
    }

    /// <summary>Decrypts a value at its place.</summary>
    /// <exception cref="CryptographicException">Altered, moved to another place, or of another key.</exception>
    public byte[] Decrypt(ReadOnlySpan<byte> sealedValue, ReadOnlySpan<byte> place)
    {
        var value = new byte[ClearLength(sealedValue)];
        Decrypt(sealedValue, place, value);
        return value;
    }

    /// <summary>Decrypts into a buffer of exactly <see cref="ClearLength"/> bytes.</summary>
    /// <inheritdoc cref="Decrypt(ReadOnlySpan{byte}, ReadOnlySpan{byte})"/>
    public void Decrypt(ReadOnlySpan<byte> sealedValue, ReadOnlySpan<byte> place, Span<byte> value)
    {
        lock (_one)
        {
            _cipher.Decrypt(
                sealedValue[..NonceSize], sealedValue[NonceSize..^TagSize], sealedValue[^TagSize..], value, place);
        }
    }

    /// <summary>How many bytes a ciphertext holds in clear.</summary>
    /// <exception cref="CryptographicException">It is too short for a ciphertext.</exception>
    public static int ClearLength(ReadOnlySpan<byte> sealedValue) =>
        sealedValue.Length >= NonceSize + TagSize ? sealedValue.Length - NonceSize - TagSize
            : throw new AuthenticationTagMismatchException();

    public void Dispose() => _cipher.Dispose();
}
