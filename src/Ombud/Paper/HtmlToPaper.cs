using AngleSharp.Dom;
using Ombud.Paper.Laying;
using Ombud.Paper.Pdf;

namespace Ombud.Paper;

/// <summary>Puts a page of ours on paper: what one sees of it, with headings, lists and tables as a screen reader meets them.</summary>
internal sealed class HtmlToPaper
{
    private const double Body = 9.5;
    private static readonly double[] HeadingSizes = [18, 13.5, 11, 10, Body, Body];

    private readonly PdfDocument _document;
    private readonly PaperFlow _flow;
    private readonly CancellationToken _cancel;
    private string _lastHeading = "";

    private HtmlToPaper(Stream output, PaperSubject subject, CancellationToken cancel)
    {
        _document = new PdfDocument(output);
        _flow = new PaperFlow(_document, number => PaperTexts.Page.In(subject.Language, subject.Title.In(subject.Language), number));
        _cancel = cancel;
    }

    /// <summary>Writes a page as a PDF.</summary>
    /// <param name="page">The page.</param>
    /// <param name="subject">What the document says of itself.</param>
    /// <param name="output">Where it goes; it stays open.</param>
    /// <param name="cancel">Stops it between two rows.</param>
    public static void Write(IDocument page, PaperSubject subject, Stream output, CancellationToken cancel)
    {
        var paper = new HtmlToPaper(output, subject, cancel);
        paper.Walk((page.QuerySelector("main") ?? page.Body!).ChildNodes, paper._document.Root);
        var language = subject.Language;
        if (paper._flow.Missing > 0)
        {
            var says = PaperTexts.Missing.In(language, paper._flow.Missing, subject.WholeIn.In(language));
            paper.PutText([page.CreateTextNode(says)]);
        }
        paper._flow.Finish();
        paper._document.Finish(subject.Title.In(language), language.Code, subject.At, PaperFlow.FooterLook);
    }

    private void Walk(IEnumerable<INode> nodes, StructureElement parent)
    {
        List<INode> loose = [];
        foreach (var node in nodes.Where(node => !HtmlContent.IsLeftOut(node)))
        {
            _cancel.ThrowIfCancellationRequested();
            if (!HtmlContent.IsBlock(node))
            {
                loose.Add(node);
                continue;
            }
            PutText(loose);
            loose.Clear();
            PutBlock((IElement)node, parent);
        }
        PutText(loose);
    }

    private void PutBlock(IElement block, StructureElement parent)
    {
        switch (block.LocalName)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                PutHeading(block, block.LocalName[1] - '0');
                break;
            case "table":
                new HtmlTable(_document, _flow, block, new Look(Body - 0.5), _cancel)
                    .Put(parent, block.QuerySelector("caption") is { } caption && caption.TextContent.Trim() == _lastHeading);
                _flow.Space(8);
                break;
            case "dl":
                PutDefinitions(block, parent);
                break;
            case "ul" or "ol":
                PutLines(HtmlContent.Lines(_document, [block], parent, new Look(Body), PaperFlow.Width), gap: 6);
                break;
            case "p" or "pre":
                PutText(block.ChildNodes);
                break;
            case "hr":
                _flow.Rule();
                _flow.Space(6);
                break;
            default:
                Walk(block.ChildNodes, parent);
                break;
        }
    }

    private void PutHeading(IElement heading, int level)
    {
        var (element, look) = (_document.Root.Part($"H{level}"), new Look(HeadingSizes[level - 1], IsBold: true));
        var lines = HtmlContent.Lines(_document, heading, element, look, PaperFlow.Width);
        _flow.Space(level == 1 ? 0 : 10);
        _flow.Keep(lines.Sum(line => line.Height) + 48);
        _lastHeading = heading.TextContent.Trim();
        _flow.Bookmark(level, _lastHeading);
        PutLines(lines, gap: 5);
        element.Close(_document.File);
    }

    private void PutText(IEnumerable<INode> nodes)
    {
        var element = _document.Root.Part("P");
        PutLines(HtmlContent.Lines(_document, nodes, element, new Look(Body), PaperFlow.Width), gap: 6);
        element.Close(_document.File);
    }

    private void PutDefinitions(IElement list, StructureElement parent)
    {
        var (whole, definition) = (parent.Part("L", "/A<</O/List/ListNumbering/None>>"), new Definition(_document, _flow, new Look(Body)));
        IElement? term = null;
        foreach (var child in list.Children.Where(child => child.LocalName is "dt" or "dd"))
        {
            if (child.LocalName is "dd" || term is not null)
                definition.Put(whole, term, child.LocalName is "dd" ? child : null, isTermBold: true);
            term = child.LocalName is "dt" ? child : null;
        }
        if (term is not null)
            definition.Put(whole, term, meaning: null, isTermBold: true);
        whole.Close(_document.File);
        _flow.Space(4);
    }

    private void PutLines(List<Line> lines, double gap)
    {
        if (lines.Count == 0)
            return;
        _flow.Put(lines);
        _flow.Space(gap);
    }
}
