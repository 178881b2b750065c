using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Tokens;

namespace Ombud.Tests.Paper;

/// <summary>A tagged PDF as a screen reader takes it: by its elements, in their order.</summary>
internal sealed class ReadPaper : IDisposable
{
    private readonly Dictionary<(long Page, int Mark), string> _marks = [];

    public ReadPaper(byte[] bytes)
    {
        Pdf = PdfDocument.Open(bytes);
        var pages = Take<DictionaryToken>(Catalog.Data["Pages"]);
        foreach (var (index, id) in Take<ArrayToken>(pages.Data["Kids"]).Data.Cast<IndirectReferenceToken>().Index())
        {
            var page = Pdf.GetPage(index + 1);
            foreach (var mark in page.GetMarkedContents())
            {
                if (mark.IsArtifact)
                    Artifacts.Append(TextOf(mark.Letters)).Append('\n');
                else
                    _marks.Add((id.Data.ObjectNumber, mark.MarkedContentIdentifier), mark.ActualText ?? TextOf(mark.Letters));
            }
        }
        Root = Read(Take<DictionaryToken>(Take<ArrayToken>(Tree.Data["K"]).Data[0]), page: 0);
    }

    public PdfDocument Pdf { get; }

    public DictionaryToken Catalog => Pdf.Structure.Catalog.CatalogDictionary;

    /// <summary>All that is said.</summary>
    public Element Root { get; }

    /// <summary>What only helps the eye.</summary>
    public StringBuilder Artifacts { get; } = new();

    private DictionaryToken Tree => Take<DictionaryToken>(Catalog.Data["StructTreeRoot"]);

    /// <summary>How many marks no element holds: what is on a page and said by nothing.</summary>
    public int UnsaidMarks => _marks.Count - Root.All.Sum(element => element.Marks);

    /// <summary>Elements of a role, in their order.</summary>
    public IReadOnlyList<Element> Of(string role) => [.. Root.All.Where(element => element.Role == role)];

    public void Dispose() => Pdf.Dispose();

    public T Take<T>(IToken token)
        where T : IToken
    {
        while (token is IndirectReferenceToken reference)
            token = Pdf.Structure.GetObject(reference.Data).Data;
        return (T)token;
    }

    private Element Read(DictionaryToken element, long page)
    {
        if (element.Data.TryGetValue("Pg", out var on))
            page = ((IndirectReferenceToken)on).Data.ObjectNumber;
        var (text, parts, marks) = (new StringBuilder(), new List<Element>(), 0);
        foreach (var kid in Take<ArrayToken>(element.Data["K"]).Data)
        {
            if (kid is NumericToken number)
            {
                text.Append(_marks[(page, number.Int)]);
                marks++;
                continue;
            }
            var part = Take<DictionaryToken>(kid);
            if (part.Data.TryGetValue("MCID", out var mark))
            {
                text.Append(_marks[(((IndirectReferenceToken)part.Data["Pg"]).Data.ObjectNumber, ((NumericToken)mark).Int)]);
                marks++;
            }
            else if (part.Data.ContainsKey("S"))
            {
                parts.Add(Read(part, page));
                text.Append(parts[^1].Text);
            }
        }
        return new Element(((NameToken)element.Data["S"]).Data, text.ToString(), ScopeOf(element), marks, parts);
    }

    private string? ScopeOf(DictionaryToken element) => element.Data.TryGetValue("A", out var attributes)
        && Take<DictionaryToken>(attributes).Data.TryGetValue("Scope", out var scope) ? ((NameToken)scope).Data : null;

    private static string TextOf(IEnumerable<Letter> letters) => string.Concat(letters.Select(letter => letter.Value));

    /// <summary>An element with what stands within it.</summary>
    public sealed record Element(string Role, string Text, string? Scope, int Marks, IReadOnlyList<Element> Parts)
    {
        public IEnumerable<Element> All => Parts.SelectMany(part => part.All).Prepend(this);
    }
}
