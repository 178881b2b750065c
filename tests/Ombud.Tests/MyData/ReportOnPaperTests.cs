using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Tests.Paper;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.MyData;

public sealed class ReportOnPaperTests
{
    private const string Hostile = "<script>alert(1)</script> ) >> endobj שלום 漢字 \u202E\u0007 \U0001F600";
    private static readonly HtmlParser Html = new();

    [Theory]
    [Trait("Promise", "rights.access")]
    [InlineData("sv", "Rapport om dina uppgifter", 0)]
    [InlineData("en", "Report on your data", 1)]
    public async Task A_person_takes_all_that_the_report_shows_as_a_tagged_document(string language, string title, int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.GiveAsync("skills", "cv-skills", "Fjällklättring; Łódź, Ελλάδα, Україна");
        await anna.GiveAsync("experience", "cv-skills", Hostile);
        await anna.GiveAsync("summary", "cv-skills", new string('x', 10_000));
        await anna.GiveAsync("email", "contact-details", "anna@jobs.example");
        await anna.GiveAsync("disability", "health", "Nedsatt hörsel", "equal-opportunity", "aerotek");

        using var page = Html.ParseDocument(await OwnDataTests.TextAsync(browser, $"/{language}/my-data/report"));
        using var answer = await browser.GetAsync($"/{language}/my-data/report.pdf");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment; filename=my-data.pdf", answer.Content.Headers.ContentDisposition!.ToString().Split("; filename*")[0]);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        using var paper = new ReadPaper(bytes);
        var said = Plain(paper.Root.Text);
        // Of a table that is wide the first column is the title of each block, which needs no head.
        var shown = page.QuerySelectorAll("h1, h2, h3, p, li, dt, dd, td, th:not(thead th:first-child:nth-last-child(n + 5))")
            .Select(Shown).Where(text => text.Length > 0).ToList();
        Assert.Contains(Plain(Hostile), shown);
        Assert.Contains(shown, text => text.Contains("Nedsatthörsel", StringComparison.Ordinal));
        Assert.All(shown, text => Assert.Contains(text, said, StringComparison.Ordinal));
        Assert.Equal(
            [.. page.QuerySelectorAll("h1, h2, h3").Select(Shown)],
            [.. paper.Root.All.Where(part => part.Role is "H1" or "H2" or "H3").Select(part => Plain(part.Text))]);
        Assert.NotEmpty(paper.Of("L"));
        Assert.Equal(["Column"], [.. paper.Of("TH").Select(head => head.Scope).Distinct().Where(scope => scope is not "Row")]);
        Assert.Equal(title, paper.Pdf.Information.Title);
        Assert.Equal(0, paper.Strays);

        // What a list of files or a search shows of it tells nobody whose it is.
        Assert.True(paper.Pdf.TryGetXmpMetadata(out var metadata));
        Assert.DoesNotContain("anna", metadata.GetXDocument().ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("anna", Encoding.Latin1.GetString(bytes), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task It_takes_a_fresh_code_as_the_report_does()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        var (_, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        using var fresh = await browser.GetAsync("/sv/my-data/report.pdf");
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);

        clock.Advance(TimeSpan.FromMinutes(11));

        using var stale = await browser.GetAsync("/sv/my-data/report.pdf");
        Assert.Equal("/sv/sign-in?return=%2Fsv%2Fmy-data%2Freport.pdf", stale.Headers.Location!.ToString());
        using var report = await browser.GetAsync("/sv/my-data/report");
        Assert.Equal("/sv/sign-in?return=%2Fsv%2Fmy-data%2Freport", report.Headers.Location!.ToString());
        using var stranger = await app.Http.GetAsync("/sv/my-data/report.pdf", CancellationToken.None);
        Assert.Equal(HttpStatusCode.Redirect, stranger.StatusCode);
        using var bare = await browser.GetAsync("/my-data/report.pdf");
        Assert.EndsWith("/my-data/report.pdf", bare.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_gets_anothers_and_who_asked_to_be_erased_gets_no_value()
    {
        await using var app = await OmbudApp.StartAsync(
            Engine.Sqlite, new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        var (anna, annas) = await Person.SignInAsync(app, "anna@jobs.example");
        var (_, bosses) = await Person.SignInAsync(app, "bo@jobs.example");
        using var one = annas;
        using var two = bosses;
        await anna.GiveAsync("skills", "cv-skills", "Fjällklättring");

        Assert.Contains("Fjällklättring", await SaidAsync(annas), StringComparison.Ordinal);
        Assert.DoesNotContain("Fjällklättring", await SaidAsync(bosses), StringComparison.Ordinal);

        await app.Get<EraseSubject>().AskAsync(anna.Id, ErasureReason.Asked, "self", CancellationToken.None);
        using var after = await annas.GetAsync("/sv/my-data/report.pdf");
        if (after.StatusCode == HttpStatusCode.OK)
            Assert.DoesNotContain("Fjällklättring", await SaidAsync(annas), StringComparison.Ordinal);
        else
            Assert.True((int)after.StatusCode is >= 300 and < 500, after.StatusCode.ToString());
    }

    [Fact]
    public async Task My_data_leads_to_it()
    {
        await using var app = await OmbudApp.StartAsync();
        var (_, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;

        using var page = Html.ParseDocument(await OwnDataTests.TextAsync(browser, "/sv/my-data"));

        Assert.Equal("Rapporten som PDF", page.QuerySelector("a[href='/sv/my-data/report.pdf']")!.TextContent);
    }

    private static async Task<string> SaidAsync(Browser browser)
    {
        using var answer = await browser.GetAsync("/sv/my-data/report.pdf");
        using var paper = new ReadPaper(await answer.Content.ReadAsByteArrayAsync());
        return paper.Root.Text;
    }

    // As one sees it, but for spaces: where a line ends is the paper's business.
    private static string Shown(IElement element)
    {
        var copy = (IElement)element.Clone();
        foreach (var hidden in copy.QuerySelectorAll("[aria-hidden=true]"))
            hidden.Remove();
        return copy.QuerySelector("ul") is null ? Plain(copy.TextContent) : "";
    }

    private static string Plain(string text) => string.Concat(text.Where(sign => !char.IsWhiteSpace(sign)));
}
