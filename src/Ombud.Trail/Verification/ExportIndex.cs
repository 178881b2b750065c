using Ombud.Trail.Tiles;

namespace Ombud.Trail.Verification;

/// <summary>An export's files, sorted by what their paths say they are.</summary>
internal sealed class ExportIndex
{
    internal const string CheckpointPath = "checkpoint";

    private const string ReceiptFolder = "receipts/";
    private const string ReceiptSuffix = ".json";

    private readonly Dictionary<int, SortedSet<TileId>> _tiles = [];

    internal List<string> Receipts { get; } = [];

    internal bool HasCheckpoint { get; private set; }

    internal IEnumerable<int> Levels => _tiles.Keys.Order();

    /// <summary>
    /// Entries that the stored bundles could hold at most: what is left to go by without a checkpoint.
    /// </summary>
    internal long Extent => At(TileId.EntriesLevel) is { Count: > 0 } bundles && bundles.Max is var last
        && last.Index < long.MaxValue / TileId.WidthMax
            ? (last.Index * TileId.WidthMax) + (last.IsFull ? TileId.WidthMax : last.Width)
            : 0;

    internal static ExportIndex Of(IReadOnlyList<string> paths, List<Finding> findings)
    {
        var index = new ExportIndex();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths.Order(StringComparer.Ordinal))
        {
            if (!seen.Add(path))
                findings.Add(new Finding(FindingKind.Unexpected, path, "The path is in the export more than once."));
            else if (!index.Take(path))
                findings.Add(new Finding(FindingKind.Unexpected, path, "An export has no file of this name."));
        }

        return index;
    }

    /// <summary>The tiles stored at a level, by index and then by width.</summary>
    internal SortedSet<TileId> At(int level) => _tiles.TryGetValue(level, out var tiles) ? tiles : [];

    internal static string ReceiptPath(Guid factId) => $"{ReceiptFolder}{factId:D}{ReceiptSuffix}";

    private bool Take(string path)
    {
        if (string.Equals(path, CheckpointPath, StringComparison.Ordinal))
            return HasCheckpoint = true;

        if (path.StartsWith(ReceiptFolder, StringComparison.Ordinal)
            && path.EndsWith(ReceiptSuffix, StringComparison.Ordinal))
        {
            Receipts.Add(path);
            return true;
        }

        var tile = TilePath.Parse(path);
        if (!tile.IsOk)
            return false;

        if (!_tiles.TryGetValue(tile.Value.Level, out var tiles))
        {
            tiles = new SortedSet<TileId>(
                Comparer<TileId>.Create((a, b) => (a.Index, a.Width).CompareTo((b.Index, b.Width))));
            _tiles.Add(tile.Value.Level, tiles);
        }

        return tiles.Add(tile.Value);
    }
}
