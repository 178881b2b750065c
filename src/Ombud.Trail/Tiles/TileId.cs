namespace Ombud.Trail.Tiles;

/// <summary>
/// Names a tile of hashes or a bundle of entries (C2SP tlog-tiles). At level 0 a tile holds leaf hashes; above, each
/// hash is the root of a full tile one level below. A bundle holds the entries of the level 0 tile with its index.
/// </summary>
/// <param name="Level">0 to 63 for hashes, <see cref="EntriesLevel"/> for entries.</param>
/// <param name="Index">Number of the tile within its level, from 0.</param>
/// <param name="Width">How many hashes or entries it holds: 1 to 256; fewer than 256 is a partial tile.</param>
public readonly record struct TileId(int Level, long Index, int Width)
{
    /// <summary>Levels of the tree between a tile's hashes and its root.</summary>
    public const int Height = 8;

    /// <summary>Hashes or entries in a full tile.</summary>
    public const int WidthMax = 256;

    /// <summary>The level that stands for entry bundles.</summary>
    public const int EntriesLevel = -1;

    /// <summary>True for an entry bundle, false for a tile of hashes.</summary>
    public bool IsEntries => Level == EntriesLevel;

    /// <summary>True when the tile holds 256 hashes or entries and will never change again.</summary>
    public bool IsFull => Width == WidthMax;

    /// <summary>Number of hashes that a tree of the given size has at a level, over all its tiles.</summary>
    /// <param name="level">0 to 63, or <see cref="EntriesLevel"/>.</param>
    /// <param name="size">Number of leaves in the tree.</param>
    public static long RowLength(int level, long size) => level switch
    {
        EntriesLevel => size,
        >= 0 and < 8 => size >> (Height * level),
        _ => 0,
    };

    /// <summary>The partial tiles at the right edge of a tree of the given size, one a level at most.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    public static IReadOnlyList<TileId> RightEdge(long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);

        var edge = new List<TileId>();
        for (var level = 0; RowLength(level, size) > 0; level++)
        {
            var row = RowLength(level, size);
            if (row % WidthMax != 0)
                edge.Add(new TileId(level, row / WidthMax, (int)(row % WidthMax)));
        }

        return edge;
    }

    /// <summary>
    /// The tile that holds the given hash of a level in a tree of the given size, as wide as that tree has it.
    /// </summary>
    internal static TileId Covering(int level, long hashIndex, long size)
    {
        var index = hashIndex / WidthMax;
        var width = Math.Min(WidthMax, RowLength(level, size) - (index * WidthMax));
        return new TileId(level, index, (int)width);
    }
}

/// <summary>A tile or an entry bundle with its bytes, to be stored under <see cref="TilePath.Format"/>.</summary>
/// <param name="Id">Which tile it is.</param>
/// <param name="Bytes">32 bytes a hash; for entries, each with its length as two bytes, the higher first.</param>
public sealed record Tile(TileId Id, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// Gives the bytes of a stored tile of hashes. A wider tile of the same level and index serves as well, because a tile
/// only grows at its end. Throw when there is none: a proof cannot be computed without it.
/// </summary>
/// <param name="tile">The tile wanted, as wide as the tree in question has it.</param>
public delegate ReadOnlyMemory<byte> TileReader(TileId tile);
