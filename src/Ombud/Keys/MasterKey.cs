using System.Security.Cryptography;
using Ombud.Database;

namespace Ombud.Keys;

/// <summary>The key that wraps the epoch keys: a file of 32 bytes in the keys' folder, readable by its owner alone.</summary>
internal sealed class MasterKey : IDisposable
{
    private const int Size = 32;
    private readonly AesGcm _cipher;
    private readonly Lock _one = new();

    private MasterKey(byte[] key)
    {
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData([.. "ombud master key"u8, .. key]))[..16];
        _cipher = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Names the key without telling anything of it; stored beside what it wraps.</summary>
    public string Fingerprint { get; }

    public static string FileIn(string keysFolder) => Path.Combine(keysFolder, "master.key");

    /// <summary>Reads the key, or makes one where the key store is new.</summary>
    /// <exception cref="ConfigurationException">The file is missing beside an existing key store, or is no key.</exception>
    public static MasterKey Load(string keysFolder, bool mayCreate)
    {
        var file = FileIn(keysFolder);
        if (File.Exists(file))
        {
            var key = File.ReadAllBytes(file);
            return key.Length == Size
                ? new MasterKey(key)
                : throw new ConfigurationException([$"{file} is not a master key: it must hold exactly {Size} bytes."]);
        }

        if (!mayCreate)
        {
            throw new ConfigurationException([
                $"The key store has keys but {file} is missing. Put the master key back; without it nothing can be opened."]);
        }

        return Create(file);
    }

    /// <summary>
    /// Puts a rotated key in place where a killed process wrapped everything under it but did not rename its file.
    /// </summary>
    /// <returns>The key with that fingerprint, or null where no such file lies there.</returns>
    public static MasterKey? FinishRotation(string keysFolder, string fingerprint)
    {
        var next = FileIn(keysFolder) + ".new";
        if (!File.Exists(next) || File.ReadAllBytes(next) is not { Length: Size } key)
            return null;

        var master = new MasterKey(key);
        if (master.Fingerprint != fingerprint)
            return null;
        File.Move(next, FileIn(keysFolder), overwrite: true);
        return master;
    }

    /// <summary>Makes a new key and writes it durably.</summary>
    public static MasterKey Create(string file)
    {
        var key = RandomNumberGenerator.GetBytes(Size);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(file, options))
        {
            stream.Write(key);
            stream.Flush(flushToDisk: true);
        }
        return new MasterKey(key);
    }

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
    public static byte[] Wrap(AesGcm cipher, ReadOnlySpan<byte> key, ReadOnlySpan<byte> purpose)
    {
        var wrapped = new byte[12 + key.Length + 16];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, 12));
        cipher.Encrypt(wrapped.AsSpan(0, 12), key, wrapped.AsSpan(12, key.Length), wrapped.AsSpan(12 + key.Length), purpose);
        return wrapped;
    }

    public static byte[] Unwrap(AesGcm cipher, ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> purpose)
    {
        var key = new byte[wrapped.Length - 28];
        cipher.Decrypt(wrapped[..12], wrapped[12..^16], wrapped[^16..], key, purpose);
        return key;
    }
}
