using System.Globalization;
using Ombud.Trail.Tiles;

namespace Ombud.Trail.Verification;

/// <summary>The stored tiles of one level, set against those that a tree of the given size has there.</summary>
internal sealed class LevelFiles
{
    private readonly SortedSet<long> _exact = [];
    private readonly SortedDictionary<long, List<TileId>> _byIndex = [];
    private readonly int _level;
    private readonly long _size;

    private LevelFiles(int level, long size) => (_level, _size) = (level, size);

    /// <summary>
    /// Every index of which some tile of this tree is stored, in order, with the tiles from narrow to wide.
    /// </summary>
    internal IEnumerable<KeyValuePair<long, List<TileId>>> ByIndex => _byIndex;

    /// <summary>Number of tiles that the tree has at this level.</summary>
    private long Count => (TileId.RowLength(_level, _size) + TileId.WidthMax - 1) / TileId.WidthMax;

    /// <summary>Sorts the tiles of a level and reports those too many and those that are missing.</summary>
    internal static LevelFiles Of(int level, long size, IEnumerable<TileId> stored, List<Finding> findings)
    {
        var files = new LevelFiles(level, size);
        foreach (var tile in stored)
        {
            if (tile.Index >= files.Count || tile.Width > files.Wanted(tile.Index).Width)
            {
                findings.Add(new Finding(
                    FindingKind.Unexpected, TilePath.Format(tile), "The tree of this checkpoint is too small for it."));
                continue;
            }

            // A narrower tile is what the log served at a smaller size; it may stay and must be a beginning of this
            // one.
            if (tile == files.Wanted(tile.Index))
                files._exact.Add(tile.Index);

            if (!files._byIndex.TryGetValue(tile.Index, out var ofIndex))
                files._byIndex.Add(tile.Index, ofIndex = []);

            ofIndex.Add(tile);
        }

        files.ReportMissing(findings);
        return files;
    }

    /// <summary>The tile of an index, as wide as the tree has it.</summary>
    internal TileId Wanted(long index) => TileId.Covering(_level, index * TileId.WidthMax, _size);

    /// <summary>Whether the tile of an index is stored as wide as the tree has it.</summary>
    internal bool Has(long index) => _exact.Contains(index);

    /// <summary>The tiles stored of an index, the wanted one and narrower ones.</summary>
    internal IEnumerable<TileId> Stored(long index) => _byIndex.TryGetValue(index, out var tiles) ? tiles : [];

    // In runs, because a forged size may ask for more tiles than could ever be listed one by one.
    private void ReportMissing(List<Finding> findings)
    {
        var next = 0L;
        foreach (var present in _exact)
        {
            ReportRun(next, present - 1, findings);
            next = present + 1;
        }

        ReportRun(next, Count - 1, findings);
    }

    private void ReportRun(long first, long last, List<Finding> findings)
    {
        if (first > last)
            return;

        var from = TilePath.Format(Wanted(first));
        var where = first == last ? from : $"{from} to {TilePath.Format(Wanted(last))}";
        var detail = string.Create(
            CultureInfo.InvariantCulture, $"A tree of {_size} entries has {last - first + 1} more files here.");
        findings.Add(new Finding(FindingKind.Missing, where, detail));
    }
}
