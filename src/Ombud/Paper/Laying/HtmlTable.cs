using AngleSharp.Dom;
using Ombud.Paper.Pdf;

namespace Ombud.Paper.Laying;

/// <summary>
/// A table: as one while it has few columns, its heads again on each page; with more, each row as a block of its own in which every
/// value stands beside its head.
/// </summary>
internal sealed class HtmlTable(PdfDocument document, PaperFlow flow, IElement table, Look look, CancellationToken cancel)
{
    private const int ColumnsMax = 4, RowsMeasured = 100;
    private const double Gutter = 10, NarrowMin = 36;

    private readonly List<IElement> _heads =
        [.. table.QuerySelectorAll("thead tr").Take(1).SelectMany(row => row.Children).Where(cell => !HtmlContent.IsLeftOut(cell))];

    private readonly List<IElement> _rows =
        [.. table.QuerySelectorAll("tr").Where(row => row.Closest("thead") is null && row.ChildElementCount > 0)];

    /// <summary>Puts it on paper.</summary>
    /// <param name="parent">What it is part of.</param>
    /// <param name="isCaptionSaid">Whether a heading has just said what its caption says.</param>
    public void Put(StructureElement parent, bool isCaptionSaid)
    {
        var isNarrow = _heads.Count <= ColumnsMax;
        var whole = isNarrow ? parent.Part("Table") : parent.Part("L", "/A<</O/List/ListNumbering/None>>");
        if (!isCaptionSaid && table.QuerySelector("caption") is { } caption && !HtmlContent.IsLeftOut(caption))
        {
            flow.Keep(60);
            flow.Put(HtmlContent.Lines(document, caption, whole.Part("Caption"), look with { IsBold = true }, PaperFlow.Width));
            flow.Space(4);
        }
        if (isNarrow)
            PutRows(whole);
        else
            PutBlocks(whole);
        whole.Close(document.File);
    }

    private void PutRows(StructureElement whole)
    {
        var widths = Widths();
        Action heads = () => PutRow(_heads, widths, row: null, scope: "Column");
        if (_heads.Count > 0)
        {
            var head = whole.Part("THead").Open(document.File);
            PutRow(_heads, widths, head.Part("TR"), "Column");
            head.Close(document.File);
        }
        var body = whole.Part("TBody").Open(document.File);
        foreach (var row in _rows)
        {
            cancel.ThrowIfCancellationRequested();
            PutRow([.. row.Children], widths, body.Part("TR"), "Row", heads);
        }
    }

    private void PutRow(
        List<IElement> cells, List<double> widths, StructureElement? row, string scope, Action? onNextPage = null)
    {
        row?.Open(document.File);
        var (columns, x) = (new List<Column>(), 0.0);
        for (var index = 0; index < Math.Min(cells.Count, widths.Count); index++)
        {
            var isHead = cells[index].LocalName is "th";
            var element = isHead ? row?.Part("TH", $"/A<</O/Table/Scope/{scope}>>") : row?.Part("TD");
            element?.Open(document.File);
            var lines = HtmlContent.Lines(document, cells[index], element, look with { IsBold = isHead }, widths[index]);
            columns.Add(new Column(x, lines));
            x += widths[index] + Gutter;
        }
        if (columns.Count > 0)
            flow.Put(columns, onNextPage);
        row?.Close(document.File);
        flow.Space(3);
        flow.Rule();
        flow.Space(3);
    }

    private void PutBlocks(StructureElement whole)
    {
        foreach (var row in _rows)
        {
            cancel.ThrowIfCancellationRequested();
            var item = whole.Part("LI").Part("LBody");
            item.Open(document.File);
            var cells = row.Children.ToList();
            flow.Space(5);
            flow.Keep(54);
            flow.Rule();
            flow.Space(3);
            flow.Put(HtmlContent.Lines(document, cells[0], item.Part("P"), look with { IsBold = true }, PaperFlow.Width));
            var parts = item.Part("L", "/A<</O/List/ListNumbering/None>>");
            for (var index = 1; index < Math.Min(cells.Count, _heads.Count); index++)
                new Definition(document, flow, look).Put(parts, _heads[index], cells[index], isTermBold: false);
            item.Close(document.File);
        }
        flow.Space(3);
        flow.Rule();
        flow.Space(3);
    }

    // Each column as wide as its widest text where all fit; otherwise between its widest word and that, in proportion.
    private List<double> Widths()
    {
        var rows = _rows.Take(RowsMeasured).Select(row => row.Children.ToList()).Append(_heads).ToList();
        var count = Math.Max(1, rows.Max(row => row.Count));
        var room = PaperFlow.Width - (Gutter * (count - 1));
        var (least, most) = (new double[count], new double[count]);
        foreach (var (index, cell) in rows.SelectMany(row => row.Index()))
        {
            var lines = HtmlContent.Lines(document, cell, null, look with { IsBold = cell.LocalName is "th" }, double.MaxValue);
            least[index] = Math.Max(least[index], Math.Min(room / count, Math.Max(NarrowMin, LineBreaker.WidestWord(lines) + 1)));
            most[index] = Math.Max(most[index], lines.Select(line => line.Right + 1).DefaultIfEmpty(0).Max());
        }
        var wish = Enumerable.Range(0, count).Sum(index => Math.Max(0, most[index] - least[index]));
        var spare = room - least.Sum();
        return [.. Enumerable.Range(0, count).Select(index => least[index]
            + (wish > 0 ? spare * Math.Max(0, most[index] - least[index]) / wish : spare / count))];
    }
}
