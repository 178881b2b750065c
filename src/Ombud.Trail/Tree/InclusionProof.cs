using Ombud.Trail.Tiles;

namespace Ombud.Trail.Tree;

/// <summary>Shows that a leaf is in a tree (RFC 6962 section 2.1.1, RFC 9162 section 2.1.3).</summary>
public static class InclusionProof
{
    /// <summary>The tiles that <see cref="Compute"/> will ask for, so that a store can fetch them beforehand.</summary>
    /// <param name="index">Number of the leaf, from 0.</param>
    /// <param name="size">Number of leaves in the tree.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tree of that size has no such leaf.</exception>
    public static IReadOnlyList<TileId> TilesFor(long index, long size) => LeafRange.Tiles(Path(index, size), size);

    /// <summary>
    /// Computes the proof: the siblings on the way from the leaf up to the root, the leaf's own first.
    /// </summary>
    /// <param name="index">Number of the leaf, from 0.</param>
    /// <param name="size">Number of leaves in the tree.</param>
    /// <param name="read">Gives the tiles of that tree, or of a larger one that continues it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tree of that size has no such leaf.</exception>
    /// <exception cref="InvalidDataException">A tile holds fewer hashes than asked for.</exception>
    public static Hash32[] Compute(long index, long size, TileReader read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return LeafRange.Roots(Path(index, size), size, read);
    }

    /// <summary>
    /// Whether the proof leads from the leaf to the root. False, never an exception, for whatever was handed in.
    /// </summary>
    /// <param name="leafHash">Hash of the leaf, as by <see cref="TreeHash.Leaf"/>.</param>
    /// <param name="index">Number of the leaf, from 0.</param>
    /// <param name="size">Number of leaves in the tree.</param>
    /// <param name="proof">The siblings, the leaf's own first.</param>
    /// <param name="root">The root that a signed checkpoint names for that size.</param>
    public static bool Verify(in Hash32 leafHash, long index, long size, ReadOnlySpan<Hash32> proof, in Hash32 root)
    {
        if (index < 0 || index >= size)
            return false;

        var hash = leafHash;
        var node = index;
        var last = size - 1;
        foreach (var sibling in proof)
        {
            if (last == 0)
                return false;

            if (node % 2 == 1 || node == last)
            {
                hash = TreeHash.Node(sibling, hash);

                // At the right edge a node without a sibling is carried up unchanged: those levels have no proof step.
                while (node % 2 == 0 && node != 0)
                    (node, last) = (node / 2, last / 2);
            }
            else
            {
                hash = TreeHash.Node(hash, sibling);
            }

            (node, last) = (node / 2, last / 2);
        }

        return last == 0 && hash == root;
    }

    private static List<LeafRange> Path(long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);

        var siblings = new List<LeafRange>();
        var subtree = new LeafRange(0, size);
        while (subtree.End - subtree.Start > 1)
        {
            var (left, right) = (subtree with { End = subtree.Split }, subtree with { Start = subtree.Split });
            (subtree, var sibling) = index < left.End ? (left, right) : (right, left);
            siblings.Add(sibling);
        }

        siblings.Reverse();
        return siblings;
    }
}
