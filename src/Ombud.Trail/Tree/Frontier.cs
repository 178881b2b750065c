using System.Numerics;
using Ombud.Trail.Tiles;

namespace Ombud.Trail.Tree;

/// <summary>
/// The right edge of a growing tree: the root of each complete subtree, one for each bit set in the size. It is all
/// that appending and the root need. Adding a leaf costs one node hash on average and allocates nothing.
/// Not safe for use by several threads at once.
/// </summary>
public sealed class Frontier
{
    private readonly Hash32[] _atLevel = new Hash32[63];

    /// <summary>Number of leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>The tiles that <see cref="FromTiles"/> will ask for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public static IReadOnlyList<TileId> TilesFor(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return LeafRange.Tiles([new LeafRange(0, size)], size);
    }

    /// <summary>Continues a tree that is stored as tiles.</summary>
    /// <param name="size">Number of leaves in the tree.</param>
    /// <param name="read">Gives the tiles of that tree, or of a larger one that continues it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    /// <exception cref="InvalidDataException">A tile holds fewer hashes than asked for.</exception>
    public static Frontier FromTiles(long size, TileReader read)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentNullException.ThrowIfNull(read);

        var frontier = new Frontier { Size = size };
        foreach (var node in new LeafRange(0, size).Nodes())
            frontier._atLevel[node.Level] = node.Read(size, read);

        return frontier;
    }

    /// <summary>Adds one leaf at the end.</summary>
    /// <param name="leafHash">Hash of the leaf, as by <see cref="TreeHash.Leaf"/>.</param>
    public void Append(in Hash32 leafHash)
    {
        var hash = leafHash;
        var level = 0;
        for (; (Size >> level) % 2 == 1; level++)
            hash = TreeHash.Node(_atLevel[level], hash);

        _atLevel[level] = hash;
        Size = checked(Size + 1);
    }

    /// <summary>Adds leaves at the end, in their order.</summary>
    /// <param name="leafHashes">Hashes of the leaves.</param>
    public void Append(ReadOnlySpan<Hash32> leafHashes)
    {
        foreach (ref readonly var leafHash in leafHashes)
            Append(leafHash);
    }

    /// <summary>
    /// Root of the tree so far (RFC 6962 section 2.1). At most one node hash for each bit of the size.
    /// </summary>
    public Hash32 Root()
    {
        if (Size == 0)
            return TreeHash.Empty;

        var lowest = BitOperations.TrailingZeroCount(Size);
        var root = _atLevel[lowest];
        for (var level = lowest + 1; Size >> level > 0; level++)
        {
            if ((Size >> level) % 2 == 1)
                root = TreeHash.Node(_atLevel[level], root);
        }

        return root;
    }
}
