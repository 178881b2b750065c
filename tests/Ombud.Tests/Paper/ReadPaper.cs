using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Tokens;

namespace Ombud.Tests.Paper;

/// <summary>A tagged PDF as a screen reader takes it: by its elements, in their order.</summary>
internal sealed class ReadPaper : IDisposable
{
    private readonly Dictionary<(long Page, int Mark), string> _marks = [];
    private readonly HashSet<(long Page, int Mark, long Element)> _said = [];

    public ReadPaper(byte[] bytes)
    {
        Pdf = PdfDocument.Open(bytes);
        foreach (var (index, id) in Pages.Index())
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
        Root = Read((IndirectReferenceToken)Take<ArrayToken>(Tree.Data["K"]).Data[0], page: 0);
        Strays = _marks.Count - _said.Count + _said.Except(Backwards()).Count();
    }

    public PdfDocument Pdf { get; }

    public DictionaryToken Catalog => Pdf.Structure.Catalog.CatalogDictionary;

    /// <summary>All that is said.</summary>
    public Element Root { get; }

    /// <summary>What only helps the eye.</summary>
    public StringBuilder Artifacts { get; } = new();

    private IEnumerable<IndirectReferenceToken> Pages =>
        Take<ArrayToken>(Take<DictionaryToken>(Catalog.Data["Pages"]).Data["Kids"]).Data.Cast<IndirectReferenceToken>();

    private DictionaryToken Tree => Take<DictionaryToken>(Catalog.Data["StructTreeRoot"]);

    /// <summary>What is on a page and said by no element, or does not lead back to the one that says it.</summary>
    public int Strays { get; }

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

    private Element Read(IndirectReferenceToken id, long page)
    {
        var element = Take<DictionaryToken>(id);
        if (element.Data.TryGetValue("Pg", out var on))
            page = ((IndirectReferenceToken)on).Data.ObjectNumber;
        var (text, parts) = (new StringBuilder(), new List<Element>());
        foreach (var kid in Take<ArrayToken>(element.Data["K"]).Data)
        {
            if (kid is NumericToken number)
            {
                Say(page, number);
                continue;
            }
            var part = Take<DictionaryToken>(kid);
            if (part.Data.TryGetValue("MCID", out var mark))
            {
                Say(((IndirectReferenceToken)part.Data["Pg"]).Data.ObjectNumber, (NumericToken)mark);
            }
            else if (part.Data.ContainsKey("S"))
            {
                parts.Add(Read((IndirectReferenceToken)kid, page));
                text.Append(parts[^1].Text);
            }
        }
        return new Element(((NameToken)element.Data["S"]).Data, text.ToString(), ScopeOf(element), parts);

        void Say(long on, NumericToken mark)
        {
            text.Append(_marks[(on, mark.Int)]);
            Assert.True(_said.Add((on, mark.Int, id.Data.ObjectNumber)));
        }
    }

    // The way back, from what is drawn to what says it.
    private IEnumerable<(long Page, int Mark, long Element)> Backwards()
    {
        var parents = Take<ArrayToken>(Take<DictionaryToken>(Tree.Data["ParentTree"]).Data["Nums"]).Data.Chunk(2)
            .ToDictionary(pair => ((NumericToken)pair[0]).Int, pair => pair[1]);
        foreach (var page in Pages)
        {
            var key = ((NumericToken)Take<DictionaryToken>(page).Data["StructParents"]).Int;
            foreach (var (mark, element) in Take<ArrayToken>(parents[key]).Data.Cast<IndirectReferenceToken>().Index())
                yield return (page.Data.ObjectNumber, mark, element.Data.ObjectNumber);
        }
    }

    private string? ScopeOf(DictionaryToken element) => element.Data.TryGetValue("A", out var attributes)
        && Take<DictionaryToken>(attributes).Data.TryGetValue("Scope", out var scope) ? ((NameToken)scope).Data : null;

    private static string TextOf(IEnumerable<Letter> letters) => string.Concat(letters.Select(letter => letter.Value));

    /// <summary>An element with what stands within it.</summary>
    public sealed record Element(string Role, string Text, string? Scope, IReadOnlyList<Element> Parts)
    {
        public IEnumerable<Element> All => Parts.SelectMany(part => part.All).Prepend(this);
    }
}
