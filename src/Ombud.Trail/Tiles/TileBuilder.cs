using System.Runtime.InteropServices;
using Ombud.Trail.Tree;

namespace Ombud.Trail.Tiles;

/// <summary>
/// Turns new leaves into the tiles that change because of them, so that a sequencer can store a batch's tiles together.
/// Holds at most 255 hashes for each level. Not safe for use by several threads at once.
/// </summary>
public sealed class TileBuilder
{
    private readonly List<Edge> _edges = [];

    /// <summary>Number of leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>Continues a stored tree; reads the tiles named by <see cref="TileId.RightEdge"/>.</summary>
    /// <param name="size">Number of leaves in the tree.</param>
    /// <param name="read">Gives the tiles of that tree.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    /// <exception cref="InvalidDataException">A tile holds fewer hashes than asked for.</exception>
    public static TileBuilder Resume(long size, TileReader read)
    {
        ArgumentNullException.ThrowIfNull(read);

        var builder = new TileBuilder { Size = size };
        foreach (var tile in TileId.RightEdge(size))
        {
            var bytes = read(tile);
            if (bytes.Length < tile.Width * Hash32.Length)
                throw new InvalidDataException("A stored tile is narrower than the tree it belongs to.");

            var edge = builder.EdgeAt(tile.Level);
            Hash32.Row(bytes.Span)[..tile.Width].CopyTo(edge.Hashes);
            edge.Width = tile.Width;
        }

        return builder;
    }

    /// <summary>
    /// Adds leaves at the end and gives every tile that is new or wider than before: full ones first, then the partial
    /// ones of the right edge. Full tiles never change again; a partial tile makes narrower ones of its index obsolete.
    /// </summary>
    /// <param name="leafHashes">Hashes of the leaves, as by <see cref="TreeHash.Leaf"/>.</param>
    public IReadOnlyList<Tile> Append(ReadOnlySpan<Hash32> leafHashes)
    {
        var before = Size;
        var changed = new List<Tile>();
        foreach (ref readonly var leafHash in leafHashes)
        {
            Add(level: 0, leafHash, changed);
            Size = checked(Size + 1);
        }

        foreach (var tile in TileId.RightEdge(Size))
        {
            if (TileId.RowLength(tile.Level, before) != TileId.RowLength(tile.Level, Size))
                changed.Add(new Tile(tile, _edges[tile.Level].Bytes()));
        }

        return changed;
    }

    /// <summary>Root of the tree so far, from the partial tiles: at most 255 node hashes for each level.</summary>
    public Hash32 Root() => Frontier.FromTiles(Size, tile => _edges[tile.Level].Bytes()).Root();

    private void Add(int level, in Hash32 hash, List<Tile> changed)
    {
        var edge = EdgeAt(level);
        edge.Hashes[edge.Width++] = hash;
        if (edge.Width < TileId.WidthMax)
            return;

        // The leaf being added is not counted yet, so the tile that fills up now is still the row's last one.
        var index = Size >> (TileId.Height * (level + 1));
        changed.Add(new Tile(new TileId(level, index, TileId.WidthMax), edge.Bytes()));
        edge.Width = 0;
        Add(level + 1, TreeHash.Complete(edge.Hashes), changed);
    }

    private Edge EdgeAt(int level)
    {
        while (_edges.Count <= level)
            _edges.Add(new Edge());

        return _edges[level];
    }

    private sealed class Edge
    {
        public Hash32[] Hashes { get; } = new Hash32[TileId.WidthMax];

        public int Width { get; set; }

        public byte[] Bytes() => MemoryMarshal.AsBytes(Hashes.AsSpan(0, Width)).ToArray();
    }
}
