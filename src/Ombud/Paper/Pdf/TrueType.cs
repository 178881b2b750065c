using System.Buffers.Binary;
using System.Text;

namespace Ombud.Paper.Pdf;

/// <summary>A TrueType font as far as drawing needs it: which glyph a character has and how wide it is.</summary>
internal sealed class TrueType
{
    private const int SubtableOfUnicode = 12;
    private readonly byte[] _bytes;
    private readonly Dictionary<string, (int Start, int Length)> _tables = new(StringComparer.Ordinal);
    private readonly List<(uint First, uint Last, uint Glyph)> _characters = [];
    private readonly int _unitsPerEm;
    private readonly int _widths;

    private TrueType(string name, byte[] bytes)
    {
        (Name, _bytes) = (name, bytes);
        for (var index = 0; index < U16(4); index++)
        {
            var entry = 12 + (index * 16);
            _tables[Encoding.ASCII.GetString(bytes, entry, 4)] = ((int)U32(entry + 8), (int)U32(entry + 12));
        }
        _unitsPerEm = U16(Start("head") + 18);
        Box = [.. Enumerable.Range(0, 4).Select(side => PerThousand(I16(Start("head") + 36 + (side * 2))))];
        Ascent = PerThousand(I16(Start("hhea") + 4));
        Descent = PerThousand(I16(Start("hhea") + 6));
        CapHeight = PerThousand(I16(Start("OS/2") + 88));
        _widths = U16(Start("hhea") + 34);
        GlyphCount = U16(Start("maxp") + 4);
        ReadCharacters();
    }

    public static TrueType Regular => LazyRegular.Value;

    public static TrueType Bold => LazyBold.Value;

    // One copy in memory, from the first document on.
    private static readonly Lazy<TrueType> LazyRegular = new(() => Load("DejaVuSans"));
    private static readonly Lazy<TrueType> LazyBold = new(() => Load("DejaVuSans-Bold"));

    /// <summary>Its PostScript name.</summary>
    public string Name { get; }

    public int GlyphCount { get; }

    /// <summary>What encloses every glyph, in thousandths of the size, as the other measures.</summary>
    public IReadOnlyList<int> Box { get; }

    public int Ascent { get; }

    public int Descent { get; }

    public int CapHeight { get; }

    /// <summary>The glyph of a character; 0 where the font has none.</summary>
    public ushort GlyphOf(Rune character)
    {
        var (low, high) = (0, _characters.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last, glyph) = _characters[middle];
            if (character.Value > last)
                low = middle + 1;
            else if (character.Value < first)
                high = middle - 1;
            else
                return (ushort)(glyph + ((uint)character.Value - first));
        }
        return 0;
    }

    /// <summary>A glyph's width in thousandths of the size.</summary>
    public int WidthOf(ushort glyph) => PerThousand(U16(Start("hmtx") + (Math.Min(glyph, _widths - 1) * 4)));

    /// <summary>A table; empty where the font has none.</summary>
    public ReadOnlySpan<byte> Table(string name) =>
        _tables.TryGetValue(name, out var table) ? _bytes.AsSpan(table.Start, table.Length) : default;

    /// <summary>Where a glyph's outline lies in the table <c>glyf</c>.</summary>
    public (int Start, int Length) OutlineOf(int glyph)
    {
        var isLong = I16(Start("head") + 50) != 0;
        var (from, to) = (Place(glyph), Place(glyph + 1));
        return (from, to - from);

        int Place(int index) => isLong ? (int)U32(Start("loca") + (index * 4)) : U16(Start("loca") + (index * 2)) * 2;
    }

    private static TrueType Load(string name)
    {
        using var stream = typeof(TrueType).Assembly.GetManifestResourceStream($"Ombud.Paper.Fonts.{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not in the program.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new TrueType(name, bytes);
    }

    private void ReadCharacters()
    {
        var cmap = Start("cmap");
        for (var index = 0; index < U16(cmap + 2); index++)
        {
            var subtable = cmap + (int)U32(cmap + 4 + (index * 8) + 4);
            if (U16(subtable) != SubtableOfUnicode)
                continue;
            for (var group = 0; group < U32(subtable + 12); group++)
            {
                var at = subtable + 16 + (group * 12);
                _characters.Add((U32(at), U32(at + 4), U32(at + 8)));
            }
            return;
        }
        throw new InvalidOperationException($"The font {Name} does not say which characters it has.");
    }

    private int PerThousand(int units) => (int)Math.Round(units * 1000.0 / _unitsPerEm);

    private int Start(string table) => _tables[table].Start;

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_bytes.AsSpan(at));

    private short I16(int at) => BinaryPrimitives.ReadInt16BigEndian(_bytes.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(_bytes.AsSpan(at));
}
