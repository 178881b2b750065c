using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Ombud.Trail.Tree;

namespace Ombud.Trail;

/// <summary>
/// What the tree holds of a fact: a hash of a secret salt and the fact's exact body. Whoever has both can show what was
/// committed; once both are gone, the commitment says nothing about the body, however short or guessable that was.
/// </summary>
/// <param name="Value">SHA-256 over a fixed prefix, the 32 bytes of salt and the body, in this order.</param>
[JsonConverter(typeof(CommitmentJsonConverter))]
public readonly record struct Commitment(Hash32 Value)
{
    /// <summary>Length in bytes of a salt. Take it from a cryptographic generator, a new one for each fact.</summary>
    public const int SaltLength = 32;

    private const int StackBytesMax = 1024;

    // The prefix keeps a commitment apart from every other SHA-256 in the product, leaf and node hashes included.
    private static ReadOnlySpan<byte> Domain => "ombud.trail/commitment/v1\n"u8;

    /// <summary>Commits to a body under a salt. Does not allocate for bodies up to about a kilobyte.</summary>
    /// <exception cref="ArgumentException">The salt does not hold exactly 32 bytes.</exception>
    public static Commitment Of(ReadOnlySpan<byte> salt32, ReadOnlySpan<byte> body)
    {
        if (salt32.Length != SaltLength)
            throw new ArgumentException("A salt is exactly 32 bytes.", nameof(salt32));

        var length = Domain.Length + SaltLength + body.Length;
        var rented = length > StackBytesMax ? ArrayPool<byte>.Shared.Rent(length) : null;
        var input = rented is null ? stackalloc byte[StackBytesMax] : rented.AsSpan();
        Domain.CopyTo(input);
        salt32.CopyTo(input[Domain.Length..]);
        body.CopyTo(input[(Domain.Length + SaltLength)..]);

        Span<byte> hash = stackalloc byte[Hash32.Length];
        SHA256.HashData(input[..length], hash);

        // The buffer held a salt and a body, which may be personal: neither stays behind in the pool or on the stack.
        CryptographicOperations.ZeroMemory(input[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);

        return new Commitment(Hash32.From(hash));
    }

    /// <summary>The hash of this commitment as a leaf of the tree (RFC 6962 section 2.1).</summary>
    public Hash32 LeafHash() => TreeHash.Leaf(Value.AsSpan());

    /// <summary>Base64 of the 32 bytes.</summary>
    public override string ToString() => Value.ToBase64();
}
