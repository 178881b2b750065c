using System.Globalization;
using AngleSharp.Html.Parser;
using Ombud.Layout;
using Ombud.Paper;
using UglyToad.PdfPig.Tokens;

namespace Ombud.Tests.Paper;

public sealed class HtmlToPaperTests
{
    private const string Unbroken = "https://somewhere.example/";

    private static readonly PaperSubject Subject = new(
        new Text(sv: "Ett papper", en: "A paper"), Language.Swedish, DateTimeOffset.UnixEpoch,
        new Text(sv: "De finns annorstädes.", en: "Elsewhere."));

    [Fact]
    public void The_document_says_its_title_its_language_and_that_it_is_tagged()
    {
        using var paper = Print("<h1>Rubrik</h1><p>Text</p>");

        Assert.Equal("Ett papper", paper.Pdf.Information.Title);
        Assert.Equal("sv", ((HexToken)paper.Catalog.Data["Lang"]).Data);
        Assert.Equal(BooleanToken.True, paper.Take<DictionaryToken>(paper.Catalog.Data["MarkInfo"]).Data["Marked"]);
        Assert.Equal(BooleanToken.True, paper.Take<DictionaryToken>(paper.Catalog.Data["ViewerPreferences"]).Data["DisplayDocTitle"]);
        Assert.True(paper.Pdf.TryGetXmpMetadata(out var metadata));
        var xml = metadata.GetXDocument().ToString();
        Assert.Contains("<pdfuaid:part>1</pdfuaid:part>", xml, StringComparison.Ordinal);
        Assert.Contains("Ett papper", xml, StringComparison.Ordinal);
    }

    [Fact]
    public void Headings_texts_lists_and_terms_are_elements_and_what_is_hidden_is_left_out()
    {
        using var paper = Print(
            "<h1>Ett</h1><p>Först <i>lutande</i>\n och <a href='https://somewhere.example/x'>dit</a>.</p><h2>Två</h2>"
            + "<ul><li>en<br>rad</li><li>till</li></ul><dl><dt>Ord</dt><dd>Mening</dd></dl>"
            + "<p>Syns <span aria-hidden='true'>ej</span><span class='unseen'>heller</span></p><script>nej</script>");

        Assert.Equal(["Ett", "Två"], [.. paper.Root.Parts.Where(part => part.Role[0] == 'H').Select(part => part.Text)]);
        Assert.Equal("Först lutande och dit.", paper.Of("P")[0].Text);
        Assert.Equal("dit", Assert.Single(paper.Of("Link")).Text);
        Assert.Equal("https://somewhere.example/x", Assert.Single(paper.Pdf.GetPage(1).GetHyperlinks()).Uri);
        Assert.Equal(["enrad", "till", "Mening"], [.. paper.Of("LBody").Select(body => body.Text)]);
        Assert.Equal(["•", "•", "Ord"], [.. paper.Of("Lbl").Select(label => label.Text)]);
        Assert.Equal("Syns", paper.Of("P")[^1].Text.Trim());
        Assert.True(paper.Pdf.TryGetBookmarks(out var bookmarks));
        Assert.Equal(["Ett", "Två"], [.. bookmarks.GetNodes().Select(node => node.Title)]);
        Assert.Equal(0, paper.Strays);
    }

    [Fact]
    public void A_table_over_several_pages_says_its_heads_once_and_shows_them_on_each()
    {
        using var paper = Print(Table(columns: 3, rows: 120));

        var heads = paper.Of("TH");
        Assert.Equal(["Kolumn0", "Kolumn1", "Kolumn2"], [.. heads.Where(head => head.Scope == "Column").Select(head => head.Text.Trim())]);
        Assert.Equal(120, heads.Count(head => head.Scope == "Row"));
        Assert.Equal(121, paper.Of("TR").Count);
        Assert.Equal("Tabellen", Assert.Single(paper.Of("Caption")).Text);
        Assert.InRange(paper.Pdf.NumberOfPages, 2, 9);
        Assert.All(paper.Pdf.GetPages(), page => Assert.Contains("Kolumn1", page.Text, StringComparison.Ordinal));
        for (var page = 1; page <= paper.Pdf.NumberOfPages; page++)
            Assert.Contains($"sida {page} av {paper.Pdf.NumberOfPages}", paper.Pdf.GetPage(page).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("sida", paper.Root.Text, StringComparison.Ordinal);
        Assert.Equal(0, paper.Strays);
    }

    [Fact]
    public void A_wide_table_is_a_list_in_which_each_value_stands_beside_its_head()
    {
        using var paper = Print(Table(columns: 6, rows: 40));

        Assert.Empty(paper.Of("Table"));
        Assert.Equal(40, paper.Of("P").Count(part => part.Text.StartsWith("rad", StringComparison.Ordinal)));
        Assert.Equal(40, paper.Of("LI").Count(item => item.Parts is [{ Role: "Lbl", Text: "Kolumn5" }, { Role: "LBody" }]));
    }

    [Fact]
    public void A_row_that_is_taller_than_a_page_goes_on_over_the_next_and_nothing_of_it_is_lost()
    {
        var words = string.Join(' ', Enumerable.Range(0, 3000));
        using var paper = Print($"<table><thead><tr><th>A</th><th>B</th></tr></thead><tr><th>{words}</th><td>{words}</td></tr></table>");

        Assert.Equal(words, paper.Of("TH")[^1].Text);
        Assert.Equal(words, Assert.Single(paper.Of("TD")).Text);
        Assert.True(paper.Pdf.NumberOfPages > 2);
        Assert.Equal(0, paper.Strays);
        InsideThePage(paper);
    }

    [Fact]
    public void A_word_without_end_is_broken_within_the_page()
    {
        var letters = new string('x', 10_000);
        var address = Unbroken + string.Concat(Enumerable.Repeat("en-del-av-den/", 100));
        using var paper = Print(
            $"<p>{letters}</p><p>{address}</p><table><tr><td>kort</td><td>{letters}</td><td>{address}</td></tr></table>");

        Assert.Equal(letters, paper.Of("P")[0].Text);
        Assert.Equal(address, paper.Of("P")[1].Text);
        Assert.Equal(["kort", letters, address], [.. paper.Of("TD").Select(cell => cell.Text)]);
        InsideThePage(paper);
    }

    [Theory]
    [InlineData("Åsa Ödmjuk, Łódź, Ελλάδα, Україна, café")]
    [InlineData("שלום עולם 123 och مرحبا بالعالم")]
    [InlineData("<b>inte fet</b> & \"citat\" \\ ) ( >> endobj EMC %")]
    public void What_the_fonts_have_is_told_as_it_was_written(string text)
    {
        using var paper = Print($"<p>{System.Net.WebUtility.HtmlEncode(text)}</p>");

        Assert.Equal(text, Assert.Single(paper.Of("P")).Text);
    }

    [Fact]
    public void Two_letters_of_the_other_direction_stand_from_right_to_left()
    {
        using var paper = Print("<p>a \u05D0\u05D1 b</p>");

        var letters = paper.Pdf.GetPage(1).Letters;
        Assert.Equal(["a", "\u05D1", "\u05D0", "b"], [.. new[] { "a", "b", "\u05D0", "\u05D1" }
            .OrderBy(sign => letters.First(letter => letter.Value == sign).StartBaseLine.X)]);
    }

    [Fact]
    public void What_the_fonts_lack_has_a_sign_in_its_place_and_is_told_and_counted()
    {
        using var paper = Print("<p>漢字 a&#x1;b \U0001F9D1\u200D\U0001F4BB &#x202E;baklänges</p>");

        var text = paper.Of("P")[0].Text;
        Assert.Equal("漢字 a\u0001b \U0001F9D1\u200D\U0001F4BB \u202Ebaklänges", text);
        Assert.Equal(5, paper.Pdf.GetPage(1).Letters.Count(letter => letter.Value == "\uFFFD" && letter.StartBaseLine.Y > 770));
        Assert.Contains("ritas i det här dokumentet: 5.", paper.Of("P")[1].Text, StringComparison.Ordinal);
        Assert.EndsWith("De finns annorstädes.", paper.Of("P")[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_page_makes_the_same_bytes_wherever_the_server_stands()
    {
        var html = Table(columns: 5, rows: 30) + "<p>\u05D0\u05D1</p>";
        var here = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            var bytes = Bytes(html);
            // Where a comma parts numbers and minus is a sign of its own.
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
            Assert.Equal(bytes, Bytes(html));
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }

    private static void InsideThePage(ReadPaper paper) =>
        Assert.All(paper.Pdf.GetPages().SelectMany(page => page.Letters), letter =>
        {
            Assert.InRange(letter.StartBaseLine.X, 50, 545);
            Assert.InRange(letter.EndBaseLine.X, 50, 545);
            Assert.InRange(letter.StartBaseLine.Y, 30, 800);
        });

    private static string Table(int columns, int rows)
    {
        var heads = string.Concat(Enumerable.Range(0, columns).Select(column => $"<th scope='col'>Kolumn{column}</th>"));
        var cells = string.Concat(Enumerable.Range(1, columns - 1).Select(column => $"<td>värde {column}</td>"));
        return $"<table><caption>Tabellen</caption><thead><tr>{heads}</tr></thead><tbody>"
            + string.Concat(Enumerable.Range(0, rows).Select(row => $"<tr><th scope='row'>rad {row}</th>{cells}</tr>"))
            + "</tbody></table>";
    }

    private static ReadPaper Print(string html) => new(Bytes(html));

    private static byte[] Bytes(string html)
    {
        using var page = new HtmlParser().ParseDocument($"<html><body><main>{html}</main></body></html>");
        using var output = new MemoryStream();
        HtmlToPaper.Write(page, Subject, output, CancellationToken.None);
        return output.ToArray();
    }
}
