using System.Security.Cryptography;
using Ombud.Database;

namespace Ombud.Keys.Rotation;

/// <summary>The key that wraps the epoch keys: a file of 32 bytes in the keys' folder, readable by its owner alone.</summary>
internal sealed class MasterKey : IDisposable
{
    private const int Size = 32;
    private readonly AesGcm _cipher;
    private readonly Lock _one = new();

    private MasterKey(byte[] key)
    {
        Fingerprint = FingerprintOf(key);
        _cipher = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Names the key without telling anything of it; stored beside what it wraps.</summary>
    public string Fingerprint { get; }

    public static string FileIn(string keysFolder) => Path.Combine(keysFolder, "master.key");

    /// <summary>
    /// The key of that fingerprint. Puts a rotated key in place where a killed process wrapped everything under it but did
    /// not rename its file.
    /// </summary>
    /// <returns>The key, or null where the folder holds another one only.</returns>
    /// <exception cref="ConfigurationException">The file is missing, or is no key.</exception>
    public static MasterKey? Find(string keysFolder, string fingerprint)
    {
        var file = FileIn(keysFolder);
        if (MasterKeyFile.Read(MasterKeyFile.Next(file, fingerprint)) is { Length: Size } next && FingerprintOf(next) == fingerprint)
        {
            MasterKeyFile.PutInPlace(file, fingerprint);
            return new MasterKey(next);
        }

        var key = Checked(file) ?? throw new ConfigurationException([
            $"The key store has keys but {file} is missing. Put the master key back; without it nothing can be opened."]);
        return FingerprintOf(key) == fingerprint ? new MasterKey(key) : null;
    }

    /// <summary>Reads the key of a new installation, or makes it.</summary>
    /// <exception cref="ConfigurationException">There is a file, but it is no key.</exception>
    public static MasterKey LoadOrCreate(string keysFolder)
    {
        var file = FileIn(keysFolder);
        if (Checked(file) is { } known)
            return new MasterKey(known);

        MasterKeyFile.WriteFirst(file, RandomNumberGenerator.GetBytes(Size));
        return new MasterKey(Checked(file)!);
    }

    /// <summary>Makes the key that shall be next, durably but not yet in place.</summary>
    public static MasterKey CreateNext(string keysFolder)
    {
        var key = RandomNumberGenerator.GetBytes(Size);
        MasterKeyFile.Write(MasterKeyFile.Next(FileIn(keysFolder), FingerprintOf(key)), key);
        return new MasterKey(key);
    }

    private static byte[]? Checked(string file)
    {
        var key = MasterKeyFile.Read(file);
        return key is null or { Length: Size }
            ? key
            : throw new ConfigurationException([$"{file} is not a master key: it must hold exactly {Size} bytes."]);
    }

    private static string FingerprintOf(byte[] key) =>
        Convert.ToHexStringLower(SHA256.HashData([.. "ombud master key"u8, .. key]))[..16];

    /// <summary>Wraps a key for a purpose, which is bound to it.</summary>
    public byte[] Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> purpose)
    {
        lock (_one)
            return Wrapping.Wrap(_cipher, key, purpose);
    }

    /// <summary>Unwraps.</summary>
    /// <exception cref="CryptographicException">Wrapped by another master key, or altered.</exception>
    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> purpose)
    {
        lock (_one)
            return Wrapping.Unwrap(_cipher, wrapped, purpose);
    }

    public void Dispose() => _cipher.Dispose();
}

/// <summary>AES-256-GCM key wrapping with a random nonce: nonce, wrapped key, tag.</summary>
internal static class Wrapping
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public static byte[] Wrap(AesGcm cipher, ReadOnlySpan<byte> key, ReadOnlySpan<byte> purpose)
    {
        var wrapped = new byte[NonceSize + key.Length + TagSize];
        var nonce = wrapped.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, key, wrapped.AsSpan(NonceSize, key.Length), wrapped.AsSpan(NonceSize + key.Length), purpose);
        return wrapped;
    }

    public static byte[] Unwrap(AesGcm cipher, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> purpose)
    {
        if (wrapped.Length < NonceSize + TagSize)
            throw new AuthenticationTagMismatchException();
        var key = new byte[wrapped.Length - NonceSize - TagSize];
        cipher.Decrypt(wrapped[..NonceSize], wrapped[NonceSize..^TagSize], wrapped[^TagSize..], key, purpose);
        return key;
    }
}
