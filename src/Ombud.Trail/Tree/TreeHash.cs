using System.Buffers;
using System.Security.Cryptography;

namespace Ombud.Trail.Tree;

/// <summary>
/// The tree's hashing (RFC 6962 section 2.1, the same in RFC 9162 section 2.1.1): SHA-256, leaves and nodes apart.
/// </summary>
public static class TreeHash
{
    private const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;
    private const int StackBytesMax = 1024;

    /// <summary>Root of the tree without leaves: SHA-256 of nothing.</summary>
    public static Hash32 Empty { get; } = Hash32.From(SHA256.HashData([]));

    /// <summary>
    /// Hash of a leaf: SHA-256 over 0x00 and the leaf's data. Does not allocate up to about a kilobyte.
    /// </summary>
    public static Hash32 Leaf(ReadOnlySpan<byte> data)
    {
        var rented = data.Length >= StackBytesMax ? ArrayPool<byte>.Shared.Rent(data.Length + 1) : null;
        var input = rented is null ? stackalloc byte[data.Length + 1] : rented.AsSpan(0, data.Length + 1);
        input[0] = LeafPrefix;
        data.CopyTo(input[1..]);
        Span<byte> hash = stackalloc byte[Hash32.Length];
        SHA256.HashData(input, hash);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);

        return Hash32.From(hash);
    }

    /// <summary>Hash of an inner node: SHA-256 over 0x01, the left and the right child. Does not allocate.</summary>
    public static Hash32 Node(in Hash32 left, in Hash32 right)
    {
        Span<byte> input = stackalloc byte[1 + (2 * Hash32.Length)];
        input[0] = NodePrefix;
        left.AsSpan().CopyTo(input[1..]);
        right.AsSpan().CopyTo(input[(1 + Hash32.Length)..]);
        Span<byte> hash = stackalloc byte[Hash32.Length];
        SHA256.HashData(input, hash);
        return Hash32.From(hash);
    }

    /// <summary>Root of a complete subtree over a row of at most 256 hashes whose number is a power of two.</summary>
    internal static Hash32 Complete(ReadOnlySpan<Hash32> row)
    {
        Span<Hash32> scratch = stackalloc Hash32[row.Length];
        row.CopyTo(scratch);
        for (var width = row.Length; width > 1; width /= 2)
        {
            for (var pair = 0; pair < width / 2; pair++)
                scratch[pair] = Node(scratch[2 * pair], scratch[(2 * pair) + 1]);
        }

        return scratch[0];
    }
}
