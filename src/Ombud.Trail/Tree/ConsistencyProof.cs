using System.Numerics;
using Ombud.Trail.Tiles;

namespace Ombud.Trail.Tree;

/// <summary>
/// Shows that a tree continues an earlier one: nothing taken out, nothing changed, only leaves added at the end
/// (RFC 6962 section 2.1.2, RFC 9162 section 2.1.4).
/// </summary>
public static class ConsistencyProof
{
    /// <summary>The tiles that <see cref="Compute"/> will ask for, so that a store can fetch them beforehand.</summary>
    /// <param name="from">Number of leaves in the earlier tree.</param>
    /// <param name="size">Number of leaves in the later tree.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the earlier one is the larger.</exception>
    public static IReadOnlyList<TileId> TilesFor(long from, long size) => LeafRange.Tiles(Path(from, size), size);

    /// <summary>Computes the proof. It is empty when the trees are the same or the earlier one has no leaf.</summary>
    /// <param name="from">Number of leaves in the earlier tree.</param>
    /// <param name="size">Number of leaves in the later tree.</param>
    /// <param name="read">Gives the tiles of the later tree, or of a larger one that continues it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or the earlier one is the larger.</exception>
    /// <exception cref="InvalidDataException">A tile holds fewer hashes than asked for.</exception>
    public static Hash32[] Compute(long from, long size, TileReader read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return LeafRange.Roots(Path(from, size), size, read);
    }

    /// <summary>
    /// Whether the later tree continues the earlier one. False, never an exception, for whatever was handed in.
    /// The RFCs leave an earlier size of 0 open; here every tree continues the empty one, with an empty proof.
    /// </summary>
    /// <param name="from">Number of leaves in the earlier tree.</param>
    /// <param name="size">Number of leaves in the later tree.</param>
    /// <param name="proof">The proof's hashes.</param>
    /// <param name="fromRoot">Root of the earlier tree.</param>
    /// <param name="root">Root of the later tree.</param>
    public static bool Verify(
        long from, long size, ReadOnlySpan<Hash32> proof, in Hash32 fromRoot, in Hash32 root)
    {
        if (from < 0 || from > size)
            return false;

        if (from == 0 && fromRoot != TreeHash.Empty)
            return false;

        if (from == size)
            return proof.IsEmpty && fromRoot == root;

        if (from == 0)
            return proof.IsEmpty;

        return Climb(from, size, proof, fromRoot, root);
    }

    private static bool Climb(
        long from, long size, ReadOnlySpan<Hash32> proof, in Hash32 fromRoot, in Hash32 root)
    {
        // A complete earlier tree is itself a node of the later one, so the proof need not repeat its root.
        var startsAtRoot = BitOperations.IsPow2(from);
        if (!startsAtRoot && proof.IsEmpty)
            return false;

        var (node, last) = (from - 1, size - 1);
        while (node % 2 == 1)
            (node, last) = (node / 2, last / 2);

        var earlier = startsAtRoot ? fromRoot : proof[0];
        var later = earlier;
        foreach (var hash in startsAtRoot ? proof : proof[1..])
        {
            if (last == 0)
                return false;

            if (node % 2 == 1 || node == last)
            {
                earlier = TreeHash.Node(hash, earlier);
                later = TreeHash.Node(hash, later);
                while (node % 2 == 0 && node != 0)
                    (node, last) = (node / 2, last / 2);
            }
            else
            {
                later = TreeHash.Node(later, hash);
            }

            (node, last) = (node / 2, last / 2);
        }

        return last == 0 && earlier == fromRoot && later == root;
    }

    private static List<LeafRange> Path(long from, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, size);

        var parts = new List<LeafRange>();
        if (from == 0 || from == size)
            return parts;

        var subtree = new LeafRange(0, size);
        while (subtree.End != from)
        {
            var (left, right) = (subtree with { End = subtree.Split }, subtree with { Start = subtree.Split });
            (subtree, var other) = from <= left.End ? (left, right) : (right, left);
            parts.Add(other);
        }

        // What remains is the earlier tree's last part; when it is the whole earlier tree, its root is known already.
        if (subtree.Start != 0)
            parts.Add(subtree);

        parts.Reverse();
        return parts;
    }
}
