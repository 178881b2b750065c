using System.Globalization;
using System.Net;
using System.Text;

namespace Ombud.Paper.Pdf;

/// <summary>A tagged document (PDF/UA-1, ISO 14289-1): pages in their order, what they say, and what a reader finds by.</summary>
internal sealed class PdfDocument
{
    private readonly PdfFile _file;
    private readonly int _catalog, _pages, _resources, _total, _tree;
    private readonly List<int> _pageIds = [];
    private readonly SortedDictionary<int, int> _parents = [];
    private readonly PdfOutline _outline = new();
    private readonly EmbeddedFont _regular, _bold;

    public PdfDocument(Stream output)
    {
        _file = new PdfFile(output);
        (_catalog, _pages, _resources, _total, _tree) =
            (_file.Reserve(), _file.Reserve(), _file.Reserve(), _file.Reserve(), _file.Reserve());
        _regular = new EmbeddedFont(TrueType.Regular, "F1", _file.Reserve());
        _bold = new EmbeddedFont(TrueType.Bold, "F2", _file.Reserve());
    }

    public PdfFile File => _file;

    /// <summary>The whole of what it says.</summary>
    public StructureElement Root { get; } = new(null, "Document");

    /// <summary>How many pages there are so far.</summary>
    public int PageCount => _pageIds.Count;

    /// <summary>The font of a look.</summary>
    public EmbeddedFont FontOf(Look look) => look.IsBold ? _bold : _regular;

    /// <summary>A new page, to be written before the next.</summary>
    public PdfPage AddPage()
    {
        _pageIds.Add(_file.Reserve());
        return new PdfPage(this, _pageIds[^1], NextKey());
    }

    /// <summary>A line of the table that readers jump by.</summary>
    public void Bookmark(int level, string title, int page, double top) => _outline.Add(level, title, page, top);

    /// <summary>A key for what has to find its element.</summary>
    public int NextKey()
    {
        _parents.Add(_parents.Count, 0);
        return _parents.Count - 1;
    }

    /// <summary>Says which elements what is on a page belongs to, in the order of its marks.</summary>
    public void Belongs(int key, IReadOnlyList<int> elements)
    {
        _parents[key] = _file.Reserve();
        _file.Write(_parents[key], $"[{string.Join(' ', elements.Select(PdfSyntax.Reference))}]");
    }

    /// <summary>Says which element an object of a page belongs to.</summary>
    public void Belongs(int key, int element) => _parents[key] = element;

    /// <summary>Writes a page.</summary>
    public void Write(PdfPage page, int contents, string entries) => _file.Write(page.Id,
        $"<</Type/Page/Parent {_pages} 0 R/MediaBox[0 0 {PdfSyntax.Number(PdfPage.Width)} {PdfSyntax.Number(PdfPage.Height)}]"
        + $"/Resources {_resources} 0 R/Contents {contents} 0 R/Tabs/S{entries}>>");

    /// <summary>Writes all that stands for the whole.</summary>
    public void Finish(string title, string language, DateTimeOffset at, Look footer)
    {
        Root.Open(_file).Close(_file, _tree);
        var (information, metadata) = (_file.Reserve(), _file.Reserve());
        WriteTotal(footer);
        _regular.WriteTo(_file);
        _bold.WriteTo(_file);
        _file.Write(_resources,
            $"<</Font<</F1 {_regular.Id} 0 R/F2 {_bold.Id} 0 R>>/XObject<</Total {_total} 0 R>>>>");
        _file.Write(_pages, $"<</Type/Pages/Count {PageCount}/Kids[{string.Join(' ', _pageIds.Select(PdfSyntax.Reference))}]>>");
        var parents = string.Join(
            ' ', _parents.Select(pair => $"{pair.Key} {PdfSyntax.Reference(pair.Value)}"));
        _file.Write(_tree,
            $"<</Type/StructTreeRoot/K[{Root.Id} 0 R]/ParentTree<</Nums[{parents}]>>/ParentTreeNextKey {_parents.Count}>>");
        var outlines = _outline.WriteTo(_file) is > 0 and var id ? $"/Outlines {id} 0 R/PageMode/UseOutlines" : "";
        _file.Write(information, $"<</Title{PdfSyntax.Text(title)}/CreationDate{PdfSyntax.Moment(at)}/Producer(Ombud)>>");
        _file.WritePlainStream(metadata, "/Type/Metadata/Subtype/XML", Encoding.UTF8.GetBytes(Metadata(title, language, at)));
        _file.Write(_catalog,
            $"<</Type/Catalog/Pages {_pages} 0 R/StructTreeRoot {_tree} 0 R/MarkInfo<</Marked true>>/Lang{PdfSyntax.Ascii(language)}"
            + $"/ViewerPreferences<</DisplayDocTitle true>>/Metadata {metadata} 0 R{outlines}>>");
        _file.Finish(_catalog, information);
    }

    // How many pages there are is known at the end; each page's foot shows this.
    private void WriteTotal(Look footer)
    {
        var font = FontOf(footer);
        var glyphs = font.Clusters(PageCount.ToString(CultureInfo.InvariantCulture)).SelectMany(cluster => cluster.Glyphs);
        var text = $"BT /{font.Resource} {PdfSyntax.Number(footer.Size)} Tf <{string.Concat(glyphs.Select(glyph => $"{glyph:X4}"))}>Tj ET";
        var entries = $"/Type/XObject/Subtype/Form/BBox[0 -5 80 15]/Resources<</Font<</{font.Resource} {font.Id} 0 R>>>>";
        _file.WriteStream(_total, entries, Encoding.ASCII.GetBytes(text));
    }

    private static string Metadata(string title, string language, DateTimeOffset at) => $"""
        <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
          xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
        <dc:format>application/pdf</dc:format>
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{WebUtility.HtmlEncode(title)}</rdf:li></rdf:Alt></dc:title>
        <dc:language><rdf:Bag><rdf:li>{WebUtility.HtmlEncode(language)}</rdf:li></rdf:Bag></dc:language>
        <xmp:CreateDate>{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}</xmp:CreateDate>
        <pdf:Producer>Ombud</pdf:Producer><pdfuaid:part>1</pdfuaid:part>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="r"?>
        """;
}
