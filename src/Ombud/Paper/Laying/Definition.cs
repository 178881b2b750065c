using AngleSharp.Dom;
using Ombud.Paper.Pdf;

namespace Ombud.Paper.Laying;

/// <summary>A term with what it means beside it.</summary>
internal sealed class Definition(PdfDocument document, PaperFlow flow, Look look)
{
    private const double TermWidth = 120, Gutter = 12;

    /// <summary>Puts both on paper, as an item of a list.</summary>
    public void Put(StructureElement list, IElement? term, IElement? meaning, bool isTermBold)
    {
        var item = list.Part("LI").Open(document.File);
        // Opened in their order, whichever has something to draw.
        var label = term is null ? null : item.Part("Lbl").Open(document.File);
        var body = item.Part("LBody").Open(document.File);
        flow.Put(
        [
            new Column(0, term is null ? [] : HtmlContent.Lines(document, term, label, look with { IsBold = isTermBold }, TermWidth)),
            new Column(TermWidth + Gutter,
                meaning is null ? [] : HtmlContent.Lines(document, meaning, body, look, PaperFlow.Width - TermWidth - Gutter)),
        ]);
        flow.Space(3);
        item.Close(document.File);
    }
}
