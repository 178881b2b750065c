using System.Security.Cryptography;
using Ombud.Trail.Tiles;
using Ombud.Trail.Tree;

namespace Ombud.Trail.Tests;

/// <summary>The tree as RFC 6962 defines it: recursive, over byte arrays, sharing no code with the library.</summary>
internal static class Oracle
{
    public static byte[] Root(IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count == 0)
            return SHA256.HashData([]);

        if (leaves.Count == 1)
            return SHA256.HashData([0, .. leaves[0]]);

        var k = Split(leaves.Count);
        return SHA256.HashData([1, .. Root([.. leaves.Take(k)]), .. Root([.. leaves.Skip(k)])]);
    }

    public static List<byte[]> Path(int m, IReadOnlyList<byte[]> leaves)
    {
        if (leaves.Count == 1)
            return [];

        var k = Split(leaves.Count);
        var (left, right) = (leaves.Take(k).ToArray(), leaves.Skip(k).ToArray());
        return m < k ? [.. Path(m, left), Root(right)] : [.. Path(m - k, right), Root(left)];
    }

    public static List<byte[]> Consistency(int m, IReadOnlyList<byte[]> leaves) => SubProof(m, leaves, whole: true);

    private static List<byte[]> SubProof(int m, IReadOnlyList<byte[]> leaves, bool whole)
    {
        if (m == leaves.Count)
            return whole ? [] : [Root(leaves)];

        var k = Split(leaves.Count);
        var (left, right) = (leaves.Take(k).ToArray(), leaves.Skip(k).ToArray());
        return m <= k
            ? [.. SubProof(m, left, whole), Root(right)]
            : [.. SubProof(m - k, right, whole: false), Root(left)];
    }

    private static int Split(int n)
    {
        var k = 1;
        while (2 * k < n)
            k *= 2;

        return k;
    }
}

/// <summary>Made-up leaves and the tiles of their trees, kept as a store would keep them.</summary>
internal sealed class SampleLog
{
    private readonly TileBuilder _tiles = new();

    public SampleLog(int size)
    {
        Commitments = [.. Enumerable.Range(0, size).Select(CommitmentOf)];
        LeafHashes = [.. Commitments.Select(commitment => commitment.LeafHash())];
        Store(_tiles.Append(LeafHashes));
    }

    public Commitment[] Commitments { get; }

    public Hash32[] LeafHashes { get; }

    public Dictionary<TileId, ReadOnlyMemory<byte>> Tiles { get; } = [];

    public byte[][] LeafData => [.. Commitments.Select(commitment => commitment.Value.ToArray())];

    // Like a database that keeps only the widest tile of each index.
    public ReadOnlyMemory<byte> Read(TileId tile) =>
        Tiles.First(each => each.Key.Level == tile.Level && each.Key.Index == tile.Index
            && each.Key.Width >= tile.Width).Value;

    public Hash32 Root(int size)
    {
        var frontier = new Frontier();
        frontier.Append(LeafHashes.AsSpan(0, size));
        return frontier.Root();
    }

    public static byte[] Salt(int i) => SHA256.HashData([.. "salt"u8, (byte)i, (byte)(i >> 8)]);

    public static byte[] Body(int i) => System.Text.Encoding.UTF8.GetBytes($$"""{"fact":{{i}},"what":"agreed"}""");

    private static Commitment CommitmentOf(int i) => Commitment.Of(Salt(i), Body(i));

    private void Store(IEnumerable<Tile> tiles)
    {
        foreach (var tile in tiles)
            Tiles[tile.Id] = tile.Bytes;
    }
}
