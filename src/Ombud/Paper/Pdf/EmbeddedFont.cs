using System.Globalization;
using System.Text;

namespace Ombud.Paper.Pdf;

/// <summary>A font within one document: what was drawn with it, and what each glyph of it says.</summary>
/// <param name="font">The font.</param>
/// <param name="resource">Its name on the pages.</param>
/// <param name="id">The number of its object.</param>
internal sealed class EmbeddedFont(TrueType font, string resource, int id)
{
    private const int MappingsPerBlock = 100;
    private static readonly Rune Placeholder = Rune.ReplacementChar;

    private readonly Dictionary<string, Cluster> _clusters = new(StringComparer.Ordinal);
    private readonly SortedDictionary<ushort, Rune> _said = [];

    public TrueType Font => font;

    public string Resource => resource;

    public int Id => id;

    /// <summary>A text as clusters. Letters and marks that have one character together are put together.</summary>
    public List<Cluster> Clusters(string text)
    {
        var whole = Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text)).Normalize(NormalizationForm.FormC);
        var (clusters, known) = (new List<Cluster>(whole.Length), _clusters.GetAlternateLookup<ReadOnlySpan<char>>());
        var rest = whole.AsSpan();
        while (rest.Length > 0)
        {
            var length = StringInfo.GetNextTextElementLength(rest);
            if (!known.TryGetValue(rest[..length], out var cluster))
                known[rest[..length]] = cluster = ClusterOf(rest[..length].ToString());
            clusters.Add(cluster);
            rest = rest[length..];
        }
        return clusters;
    }

    /// <summary>Writes the font with the glyphs that were used.</summary>
    public void WriteTo(PdfFile file)
    {
        var (descendant, descriptor, program, says) = (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        var bytes = FontSubset.Of(font, _said.Keys);
        // Six capitals tell that it is not the whole font.
        var name = $"OMBUD{(char)('A' + resource[^1] - '1')}+{font.Name}";
        file.Write(id,
            $"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {says} 0 R>>");
        file.Write(descendant,
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            + $"/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/DW 600/W[{Widths()}]>>");
        var box = string.Join(' ', font.Box.Select(side => PdfSyntax.Number(side)));
        file.Write(descriptor,
            $"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]/ItalicAngle 0/Ascent {PdfSyntax.Number(font.Ascent)}"
            + $"/Descent {PdfSyntax.Number(font.Descent)}/CapHeight {PdfSyntax.Number(font.CapHeight)}/StemV 80/FontFile2 {program} 0 R>>");
        file.WriteStream(program, string.Create(CultureInfo.InvariantCulture, $"/Length1 {bytes.Length}"), bytes);
        file.WriteStream(says, "", Encoding.ASCII.GetBytes(Mapping()));
    }

    private Cluster ClusterOf(string text)
    {
        var shown = text.EnumerateRunes().Where(rune => !HasNoShape(rune)).ToList();
        if (shown.Exists(rune => IsControl(rune) || font.GlyphOf(rune) == 0))
        {
            var placeholder = font.GlyphOf(Placeholder);
            _said.TryAdd(placeholder, Placeholder);
            return new Cluster(text, [placeholder], font.WidthOf(placeholder), IsExact: false, IsMissing: true);
        }
        var glyphs = shown.ConvertAll(font.GlyphOf);
        // A glyph may serve several characters but can say one of them.
        var isExact = shown.Count == text.EnumerateRunes().Count();
        for (var index = 0; index < glyphs.Count; index++)
            isExact &= _said.TryAdd(glyphs[index], shown[index]) || _said[glyphs[index]] == shown[index];
        return new Cluster(text, glyphs, glyphs.Sum(glyph => font.WidthOf(glyph)), isExact, IsMissing: false);
    }

    // Where a word may be parted, how neighbours join, how an emoji is drawn.
    private static bool HasNoShape(Rune rune) =>
        rune.Value is 0xAD or (>= 0x200B and <= 0x200D) or 0x2060 or 0xFEFF or (>= 0xFE00 and <= 0xFE0F);

    private static bool IsControl(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private string Widths() => string.Concat(_said.Keys.Select(glyph =>
        string.Create(CultureInfo.InvariantCulture, $"{glyph}[{font.WidthOf(glyph)}]")));

    private string Mapping()
    {
        var text = new StringBuilder(
            "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            + "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
            + "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
        foreach (var block in _said.Chunk(MappingsPerBlock))
        {
            text.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, rune) in block)
            {
                var code = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(rune.ToString()));
                text.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}><{code}>\n");
            }
            text.Append("endbfchar\n");
        }
        return text.Append("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n").ToString();
    }
}
