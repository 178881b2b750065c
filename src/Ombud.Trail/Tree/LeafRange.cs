using System.Numerics;
using Ombud.Trail.Tiles;

namespace Ombud.Trail.Tree;

/// <summary>
/// The leaves from <paramref name="Start"/> up to but not including <paramref name="End"/>, as one subtree of some
/// tree.
/// A proof is a list of such ranges; each is answered from tiles.
/// </summary>
internal readonly record struct LeafRange(long Start, long End)
{
    private long Count => End - Start;

    /// <summary>Leaves left of the place where a subtree of two or more leaves parts (RFC 6962 section 2.1).</summary>
    internal long Split => Start + (1L << BitOperations.Log2((ulong)(Count - 1)));

    /// <summary>The complete subtrees that make up the range, from left to right, the largest first.</summary>
    internal List<NodeId> Nodes()
    {
        var nodes = new List<NodeId>();
        for (var at = Start; at < End;)
        {
            var aligned = at == 0 ? 62 : BitOperations.TrailingZeroCount(at);
            var level = Math.Min(aligned, BitOperations.Log2((ulong)(End - at)));
            nodes.Add(new NodeId(level, at >> level));
            at += 1L << level;
        }

        return nodes;
    }

    /// <summary>Root of the range in the tree of the given size, from that tree's tiles.</summary>
    internal Hash32 Root(long size, TileReader read)
    {
        var nodes = Nodes();
        var root = nodes[^1].Read(size, read);
        for (var i = nodes.Count - 2; i >= 0; i--)
            root = TreeHash.Node(nodes[i].Read(size, read), root);

        return root;
    }

    /// <summary>Roots of all ranges, in their order.</summary>
    internal static Hash32[] Roots(List<LeafRange> ranges, long size, TileReader read) =>
        [.. ranges.Select(range => range.Root(size, read))];

    /// <summary>The tiles, each once, that answering the ranges reads.</summary>
    internal static IReadOnlyList<TileId> Tiles(IEnumerable<LeafRange> ranges, long size) =>
        [.. ranges.SelectMany(range => range.Nodes()).Select(node => node.Tile(size)).Distinct()];
}

/// <summary>A complete subtree of 2^level leaves, the index-th of its level from the left.</summary>
internal readonly record struct NodeId(int Level, long Index)
{
    private int BelowTile => Level % TileId.Height;

    private long FirstInRow => Index << BelowTile;

    internal TileId Tile(long size) => TileId.Covering(Level / TileId.Height, FirstInRow, size);

    internal Hash32 Read(long size, TileReader read)
    {
        var tile = Tile(size);
        var bytes = read(tile);
        if (bytes.Length < tile.Width * Hash32.Length)
            throw new InvalidDataException("A stored tile is narrower than the tree it belongs to.");

        var offset = (int)(FirstInRow % TileId.WidthMax);
        return TreeHash.Complete(Hash32.Row(bytes.Span).Slice(offset, 1 << BelowTile));
    }
}
