using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ombud.Shared;

/// <summary>The shard a row belongs to, 0 to 1023: SHA-256 of the id, modulo 1024. Never changed, since rows lie by it.</summary>
internal static class Bucket
{
    public const int Count = 1024;

    /// <summary>The bucket of a subject or of another id.</summary>
    public static short Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return Of(bytes);
    }

    /// <summary>The bucket of a keyed hash.</summary>
    public static short Of(ReadOnlySpan<byte> key)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(key, hash);
        return (short)(BinaryPrimitives.ReadUInt16BigEndian(hash[30..]) % Count);
    }
}
