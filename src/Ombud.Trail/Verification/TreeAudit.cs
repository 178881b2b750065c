using System.Runtime.InteropServices;
using Ombud.Trail.Tiles;
using Ombud.Trail.Tree;

namespace Ombud.Trail.Verification;

/// <summary>
/// Builds the tree anew from an export's entries, once through and a bundle at a time, and sets every stored tile
/// against it. Of the roots only those of sizes that somebody asked for are remembered.
/// </summary>
internal sealed class TreeAudit(TrailExport export, ExportIndex index, long size, List<Finding> findings)
{
    private const int EntryLength = EntryBundle.PrefixLength + Hash32.Length;

    private readonly Frontier _frontier = new();
    private readonly HashSet<long> _wantedSizes = [];
    private readonly Dictionary<long, Hash32> _roots = new() { [0] = TreeHash.Empty };

    internal long EntriesRead { get; private set; }

    internal long TilesCompared { get; private set; }

    internal void WantRoot(long treeSize) => _wantedSizes.Add(treeSize);

    /// <summary>Root at a wanted size; null when a gap or the end came before it.</summary>
    internal Hash32? Root(long treeSize) => _roots.TryGetValue(treeSize, out var root) ? root : null;

    internal void Run()
    {
        var levels = Enumerable.Range(TileId.EntriesLevel, 9).Union(index.Levels).Order()
            .ToDictionary(level => level, level => LevelFiles.Of(level, size, index.At(level), findings));

        var roots = AuditLeaves(levels[TileId.EntriesLevel], levels[0]);
        for (var level = 1; TileId.RowLength(level, size) > 0; level++)
            roots = AuditRow(level, levels[level], roots);
    }

    /// <summary>
    /// Goes through bundles and level 0 tiles; gives the root of each full tile, the hashes of level 1.
    /// </summary>
    private Dictionary<long, Hash32> AuditLeaves(LevelFiles bundles, LevelFiles tiles)
    {
        var roots = new Dictionary<long, Hash32>();
        foreach (var at in bundles.ByIndex.Concat(tiles.ByIndex).Select(each => each.Key).Distinct().Order())
        {
            var bundle = bundles.Has(at) ? ReadBundle(bundles.Wanted(at)) : null;
            foreach (var narrower in bundles.Stored(at).Where(each => each != bundles.Wanted(at)))
                Compare(narrower, bundle, EntryLength);

            var leaves = bundle is null ? null : HashLeaves(bundle);
            foreach (var tile in tiles.Stored(at))
                Compare(tile, leaves, Hash32.Length);

            // Without its bundle a stored tile still lets the rest of the tree be checked; the gap itself is reported.
            leaves ??= tiles.Has(at) ? ReadTile(tiles.Wanted(at)) : null;
            if (leaves is null)
                continue;

            Extend(at, Hash32.Row(leaves));
            if (tiles.Wanted(at).IsFull)
                roots.Add(at, TreeHash.Complete(Hash32.Row(leaves)));
        }

        return roots;
    }

    /// <summary>
    /// Checks a level's tiles against the hashes known for it; gives those known for the level above.
    /// </summary>
    private Dictionary<long, Hash32> AuditRow(int level, LevelFiles tiles, Dictionary<long, Hash32> row)
    {
        foreach (var tile in tiles.ByIndex.SelectMany(each => each.Value))
            Compare(tile, Known(row, tile), Hash32.Length);

        return row.Keys.GroupBy(at => at / TileId.WidthMax)
            .Where(group => group.Count() == TileId.WidthMax)
            .ToDictionary(
                group => group.Key,
                group => TreeHash.Complete(Hash32.Row(Known(row, new TileId(level, group.Key, TileId.WidthMax)))));
    }

    private static byte[]? Known(Dictionary<long, Hash32> row, TileId tile)
    {
        var hashes = new Hash32[tile.Width];
        for (var i = 0; i < tile.Width; i++)
        {
            if (!row.TryGetValue((tile.Index * TileId.WidthMax) + i, out hashes[i]))
                return null;
        }

        return MemoryMarshal.AsBytes<Hash32>(hashes).ToArray();
    }

    private byte[]? ReadBundle(TileId id)
    {
        var path = TilePath.Format(id);
        var file = export.Read(path);
        if (!file.IsOk)
        {
            findings.Add(new Finding(FindingKind.Unreadable, path, file.Reason));
            return null;
        }

        var entries = EntryBundle.Parse(file.Value);
        var fault = entries.Reason;
        if (entries.IsOk && entries.Value.Count != id.Width)
            fault = "The bundle does not hold as many entries as its name says.";
        else if (entries.IsOk && entries.Value.Any(entry => entry.Length != Hash32.Length))
            fault = "An entry is not a commitment of 32 bytes.";

        if (fault is null)
            return file.Value;

        findings.Add(new Finding(FindingKind.BundleMalformed, path, fault));
        return null;
    }

    private byte[] HashLeaves(byte[] bundle)
    {
        var leaves = new Hash32[bundle.Length / EntryLength];
        for (var i = 0; i < leaves.Length; i++)
        {
            var entry = bundle.AsSpan((i * EntryLength) + EntryBundle.PrefixLength, Hash32.Length);
            leaves[i] = TreeHash.Leaf(entry);
        }

        EntriesRead += leaves.Length;
        return MemoryMarshal.AsBytes<Hash32>(leaves).ToArray();
    }

    private byte[]? ReadTile(TileId id) =>
        export.Read(TilePath.Format(id)) is { IsOk: true, Value: { } bytes } && bytes.Length == id.Width * Hash32.Length
            ? bytes
            : null;

    private void Extend(long at, ReadOnlySpan<Hash32> leaves)
    {
        if (at * TileId.WidthMax != _frontier.Size)
            return;

        foreach (ref readonly var leaf in leaves)
        {
            _frontier.Append(leaf);
            if (_wantedSizes.Contains(_frontier.Size))
                _roots[_frontier.Size] = _frontier.Root();
        }
    }

    /// <summary>Sets a stored file against the beginning of what was computed, as many units as it is wide.</summary>
    private void Compare(TileId id, byte[]? computed, int unitLength)
    {
        var path = TilePath.Format(id);
        var file = export.Read(path);
        if (!file.IsOk)
            findings.Add(new Finding(FindingKind.Unreadable, path, file.Reason));
        else if (computed is null)
            findings.Add(new Finding(FindingKind.NotChecked, path, "The entries below it are not all known."));
        else if (!file.Value.AsSpan().SequenceEqual(computed.AsSpan(0, id.Width * unitLength)))
            findings.Add(new Finding(FindingKind.TileDiffers, path, "The file is not what the entries give."));

        if (file.IsOk && computed is not null)
            TilesCompared++;
    }
}
