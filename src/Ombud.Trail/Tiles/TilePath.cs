using System.Globalization;

namespace Ombud.Trail.Tiles;

/// <summary>
/// The path of a tile below a log's prefix (C2SP tlog-tiles): <c>tile/LEVEL/INDEX</c> or <c>tile/entries/INDEX</c>,
/// the index
/// in groups of three digits of which all but the last begin with x, and <c>.p/WIDTH</c> after a partial tile.
/// </summary>
public static class TilePath
{
    private const string Root = "tile/";
    private const string Entries = "entries";
    private const string Partial = ".p/";
    private const int LevelMax = 63;
    private const int PathLengthMax = 64;

    /// <summary>The path, such as <c>tile/0/x001/x234/067.p/12</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The level, index or width is outside what the format
    /// allows.</exception>
    public static string Format(TileId tile)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tile.Level, TileId.EntriesLevel, nameof(tile));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tile.Level, LevelMax, nameof(tile));
        ArgumentOutOfRangeException.ThrowIfNegative(tile.Index, nameof(tile));
        ArgumentOutOfRangeException.ThrowIfLessThan(tile.Width, 1, nameof(tile));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tile.Width, TileId.WidthMax, nameof(tile));

        var level = tile.IsEntries ? Entries : tile.Level.ToString(CultureInfo.InvariantCulture);
        var index = Group(tile.Index % 1000);
        for (var rest = tile.Index / 1000; rest > 0; rest /= 1000)
            index = $"x{Group(rest % 1000)}/{index}";

        var suffix = tile.IsFull ? "" : string.Create(CultureInfo.InvariantCulture, $"{Partial}{tile.Width}");
        return $"{Root}{level}/{index}{suffix}";
    }

    /// <summary>Reads a path. Only the one spelling that <see cref="Format"/> gives is accepted.</summary>
    public static Parsed<TileId> Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length > PathLengthMax || !path.StartsWith(Root, StringComparison.Ordinal))
            return Parsed<TileId>.Failed("A tile's path begins with tile/ and is at most 64 characters long.");

        var rest = path.AsSpan(Root.Length);
        var slash = rest.IndexOf('/');
        if (slash < 0 || Level(rest[..slash]) is not { } level)
            return Parsed<TileId>.Failed("A tile's level is a number from 0 to 63, or the word entries.");

        rest = rest[(slash + 1)..];
        var width = TileId.WidthMax;
        var partial = rest.IndexOf(Partial, StringComparison.Ordinal);
        if (partial >= 0)
        {
            if (!Number(rest[(partial + Partial.Length)..], out width) || width is < 1 or >= TileId.WidthMax)
                return Parsed<TileId>.Failed("A partial tile's width is a number from 1 to 255.");

            rest = rest[..partial];
        }

        if (Index(rest) is not { } index)
            return Parsed<TileId>.Failed("A tile's index is written in groups of three digits.");

        // Other spellings of the same tile would let two files claim to be one.
        var tile = new TileId(level, index, width);
        return string.Equals(Format(tile), path, StringComparison.Ordinal)
            ? Parsed<TileId>.Ok(tile)
            : Parsed<TileId>.Failed("The path is not the shortest spelling of its tile.");
    }

    private static int? Level(ReadOnlySpan<char> text)
    {
        if (text.SequenceEqual(Entries))
            return TileId.EntriesLevel;

        return Number(text, out var level) && level <= LevelMax ? level : null;
    }

    private static long? Index(ReadOnlySpan<char> text)
    {
        Int128 index = 0;
        foreach (var part in text.Split('/'))
        {
            var group = text[part].TrimStart('x');
            if (group.Length != 3 || !Number(group, out var digits))
                return null;

            index = (index * 1000) + digits;
        }

        return index <= long.MaxValue ? (long)index : null;
    }

    private static string Group(long digits) => digits.ToString("D3", CultureInfo.InvariantCulture);

    private static bool Number(ReadOnlySpan<char> text, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
