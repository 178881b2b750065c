using System.Globalization;
using System.Text;

namespace Ombud.Paper.Pdf;

/// <summary>A page of A4 as it is drawn, in points. All that stands on it belongs to an element or is said to be nobody's.</summary>
internal sealed class PdfPage(PdfDocument document, int id, int key)
{
    public const double Width = 595.28, Height = 841.89;

    private readonly StringBuilder _content = new();
    private readonly List<int> _marks = [];
    private readonly List<int> _links = [];
    private StructureElement? _element;
    private bool _isMarked;

    public int Id => id;

    /// <summary>Draws a text.</summary>
    /// <param name="element">What it belongs to; null for what only helps the eye.</param>
    /// <param name="look">How it looks.</param>
    /// <param name="x">From the left.</param>
    /// <param name="y">Of its base line, from the top.</param>
    /// <param name="clusters">The text.</param>
    public void Draw(StructureElement? element, Look look, double x, double y, IReadOnlyList<Cluster> clusters)
    {
        var places = Cluster.Places(clusters);
        for (var start = 0; start < clusters.Count;)
        {
            var end = start + 1;
            while (end < clusters.Count && clusters[end].IsExact == clusters[start].IsExact)
                end++;
            // What the glyphs do not say is said beside them, under a mark of its own.
            var says = clusters[start].IsExact ? null : string.Concat(clusters.Take(start..end).Select(cluster => cluster.Text));
            Mark(element, says);
            Show(look, x, y, clusters, places, start..end);
            if (says is not null)
                Unmark();
            start = end;
        }
    }

    // In the order in which it is read, wherever that stands.
    private void Show(Look look, double x, double y, IReadOnlyList<Cluster> clusters, int[] places, Range range)
    {
        var (first, count) = range.GetOffsetAndLength(clusters.Count);
        var (font, slant, pen) = (document.FontOf(look), look.IsSlanted ? ".2" : "0", places[first]);
        var left = PdfSyntax.Number(x + (pen * look.Size / 1000));
        _content.Append(CultureInfo.InvariantCulture,
            $"BT /{font.Resource} {PdfSyntax.Number(look.Size)} Tf 1 0 {slant} 1 {left} {PdfSyntax.Number(Height - y)} Tm [<");
        for (var index = first; index < first + count; index++)
        {
            if (pen != places[index])
                _content.Append(CultureInfo.InvariantCulture, $">{pen - places[index]}<");
            foreach (var glyph in clusters[index].Glyphs)
                _content.Append(CultureInfo.InvariantCulture, $"{glyph:X4}");
            pen = places[index] + clusters[index].Width;
        }
        _content.Append(">]TJ ET\n");
    }

    /// <summary>A thin line across.</summary>
    public void Rule(double from, double to, double y)
    {
        Mark(null);
        var height = PdfSyntax.Number(Height - y);
        _content.Append(
            CultureInfo.InvariantCulture, $"q .6 G .5 w {PdfSyntax.Number(from)} {height} m {PdfSyntax.Number(to)} {height} l S Q\n");
    }

    /// <summary>Makes a place lead to an address.</summary>
    public void Link(StructureElement element, string address, double left, double top, double right, double bottom)
    {
        var (link, parent) = (document.File.Reserve(), document.NextKey());
        document.File.Write(link,
            $"<</Type/Annot/Subtype/Link/Rect[{PdfSyntax.Number(left)} {PdfSyntax.Number(Height - bottom)} {PdfSyntax.Number(right)} "
            + $"{PdfSyntax.Number(Height - top)}]/A<</S/URI/URI{PdfSyntax.Ascii(address)}>>/Contents{PdfSyntax.Text(address)}"
            + $"/F 4/Border[0 0 0]/StructParent {parent}>>");
        element.AddObject(document.File, id, link);
        document.Belongs(parent, element.Id);
        _links.Add(link);
    }

    /// <summary>Puts the title and the number below and writes it.</summary>
    public void Finish(Look look, string footer, double x, double y)
    {
        Unmark();
        _content.Append("/Artifact<</Type/Pagination/Subtype/Footer>>BDC\n");
        _isMarked = true;
        var clusters = document.FontOf(look).Clusters(footer);
        Draw(null, look, x, y, clusters);
        var end = x + (clusters.Sum(cluster => cluster.Width) * look.Size / 1000);
        _content.Append(
            CultureInfo.InvariantCulture, $"q 1 0 0 1 {PdfSyntax.Number(end)} {PdfSyntax.Number(Height - y)} cm /Total Do Q\n");
        Unmark();
        var contents = document.File.Reserve();
        document.File.WriteStream(contents, "", Encoding.Latin1.GetBytes(_content.ToString()));
        document.Belongs(key, _marks);
        var links = _links.Count == 0 ? "" : $"/Annots[{string.Join(' ', _links.Select(PdfSyntax.Reference))}]";
        document.Write(this, contents, string.Create(CultureInfo.InvariantCulture, $"/StructParents {key}{links}"));
    }

    private void Mark(StructureElement? element, string? says = null)
    {
        if (_isMarked && element == _element && says is null)
            return;
        Unmark();
        if (element is null)
        {
            _content.Append("/Artifact BMC\n");
        }
        else
        {
            element.AddMark(document.File, id, _marks.Count);
            var text = says is null ? "" : $"/ActualText{PdfSyntax.Text(says)}";
            _content.Append(CultureInfo.InvariantCulture, $"/Span<</MCID {_marks.Count}{text}>>BDC\n");
            _marks.Add(element.Id);
        }
        (_element, _isMarked) = (element, true);
    }

    private void Unmark()
    {
        if (_isMarked)
            _content.Append("EMC\n");
        (_element, _isMarked) = (null, false);
    }
}
