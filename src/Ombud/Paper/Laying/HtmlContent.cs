using System.Globalization;
using AngleSharp.Dom;
using Ombud.Paper.Pdf;

namespace Ombud.Paper.Laying;

/// <summary>Turns what stands within an element of a page into lines of a given width.</summary>
internal sealed class HtmlContent
{
    private const double ListIndent = 13, BlockGap = 2;

    private static readonly HashSet<string> Unread = new(StringComparer.Ordinal)
    {
        "head", "script", "style", "template", "noscript", "svg", "nav", "form", "button", "input", "select", "textarea", "iframe",
    };

    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "div", "section", "article", "main", "header", "footer", "aside", "figure", "figcaption", "blockquote", "address",
        "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "dt", "dd", "table", "thead", "tbody", "tr",
        "pre", "hr", "details", "summary",
    };

    private readonly PdfDocument _document;
    private readonly double _width;
    private readonly List<Line> _lines = [];
    private readonly List<Inline> _inlines = [];

    private HtmlContent(PdfDocument document, double width) => (_document, _width) = (document, width);

    /// <summary>What stands within an element.</summary>
    /// <param name="document">The document that it comes into.</param>
    /// <param name="of">The element.</param>
    /// <param name="element">What it belongs to; null for what only helps the eye.</param>
    /// <param name="look">How it looks.</param>
    /// <param name="width">How wide lines may be.</param>
    public static List<Line> Lines(PdfDocument document, IElement of, StructureElement? element, Look look, double width) =>
        Lines(document, of.ChildNodes, element, look, width);

    /// <summary>The same of nodes beside each other.</summary>
    public static List<Line> Lines(
        PdfDocument document, IEnumerable<INode> nodes, StructureElement? element, Look look, double width)
    {
        var content = new HtmlContent(document, width);
        content.Read(nodes, element, look, address: null);
        content.EndLines();
        return content._lines;
    }

    /// <summary>Whether it is not for the eye: hidden, or there for those alone who do not see the page.</summary>
    public static bool IsLeftOut(INode node) => node is not (IText or IElement) || (node is IElement element
        && (Unread.Contains(element.LocalName) || element.HasAttribute("hidden") || element.ClassList.Contains("unseen")
            || element.GetAttribute("aria-hidden") is "true"));

    /// <summary>Whether it stands on lines of its own.</summary>
    public static bool IsBlock(INode node) => node is IElement element && Blocks.Contains(element.LocalName);

    private void Read(IEnumerable<INode> nodes, StructureElement? element, Look look, string? address)
    {
        foreach (var node in nodes.Where(node => !IsLeftOut(node)))
        {
            if (node is IText text)
                Add(text.Data, look, element, address);
            else if (node is IElement { LocalName: "br" })
                _inlines.Add(new Inline("\n", look, element));
            else if (node is IElement { LocalName: "ul" or "ol" } list)
                ReadList(list, element, look);
            else if (IsBlock(node))
                ReadBlock((IElement)node, element, look);
            else
                ReadInline((IElement)node, element, look, address);
        }
    }

    private void ReadInline(IElement inline, StructureElement? element, Look look, string? address)
    {
        if (inline.LocalName is "a" && AddressOf(inline) is { } leads)
            (element, address) = (element?.Part("Link"), leads);
        look = inline.LocalName switch
        {
            "b" or "strong" or "th" => look with { IsBold = true },
            "i" or "em" => look with { IsSlanted = true },
            _ when inline.ClassList.Contains("tag") => look with { IsSlanted = true },
            _ => look,
        };
        Read(inline.ChildNodes, element, look, address);
    }

    private void ReadBlock(IElement block, StructureElement? element, Look look)
    {
        EndLines();
        var before = _lines.Count;
        var isBold = look.IsBold || block.LocalName is "dt" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "summary";
        Read(block.ChildNodes, block.LocalName is "p" or "dt" or "dd" ? element?.Part("P") : element, look with { IsBold = isBold }, null);
        EndLines();
        Gap(before);
    }

    private void ReadList(IElement list, StructureElement? element, Look look)
    {
        EndLines();
        var number = 0;
        var isOrdered = list.LocalName is "ol";
        var whole = element?.Part("L", $"/A<</O/List/ListNumbering/{(isOrdered ? "Decimal" : "Disc")}>>");
        foreach (var item in list.Children.Where(child => !IsLeftOut(child)))
        {
            var before = _lines.Count;
            var (part, sign) = (whole?.Part("LI"), isOrdered ? $"{(++number).ToString(CultureInfo.InvariantCulture)}." : "•");
            var lines = Lines(_document, item, part?.Part("LBody"), look, _width - ListIndent);
            var mark = LineBreaker.Break(_document, [new Inline(sign, look, part?.Part("Lbl"))], ListIndent);
            lines = lines.ConvertAll(line => line.Indented(ListIndent));
            if (lines.Count > 0)
                lines[0] = lines[0] with { Stretches = [.. mark[0].Stretches, .. lines[0].Stretches] };
            _lines.AddRange(lines);
            Gap(before);
        }
    }

    // As a browser has it: one space for any number of white characters, none where a line begins.
    private void Add(string text, Look look, StructureElement? element, string? address)
    {
        var words = string.Join(' ', text.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries));
        var isAfterSpace = _inlines.Count == 0 || _inlines[^1].Text[^1] is ' ' or '\n';
        if (text.Length > 0 && IsWhite(text[0]) && !isAfterSpace && words.Length > 0)
            words = " " + words;
        else if (words.Length == 0 && text.Length > 0 && !isAfterSpace)
            words = " ";
        if (words.Trim(' ').Length > 0 && IsWhite(text[^1]))
            words += " ";
        if (words.Length > 0)
            _inlines.Add(new Inline(words, look, element, address));
    }

    private void EndLines()
    {
        if (_inlines.Exists(inline => inline.Text is not (" " or "\n")))
            _lines.AddRange(LineBreaker.Break(_document, _inlines, _width));
        _inlines.Clear();
    }

    private void Gap(int first)
    {
        if (first > 0 && first < _lines.Count)
            _lines[first] = _lines[first] with { Before = BlockGap };
    }

    private static bool IsWhite(char sign) => sign is ' ' or '\t' or '\n' or '\r' or '\f';

    // What leads away from the paper, and nothing that the program alone could answer.
    private static string? AddressOf(IElement link) =>
        Uri.TryCreate(link.GetAttribute("href"), UriKind.Absolute, out var address)
            && address.Scheme is "https" or "http" or "mailto" ? address.AbsoluteUri : null;
}
