using AngleSharp.Html.Parser;
using Ombud.Cases;
using Ombud.Cases.Working;
using Ombud.Database;
using Ombud.Layout;
using Ombud.Policies.Cases;
using Ombud.Tests.Decisions;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Cases;

public sealed class CasePagesTests
{
    [Theory]
    [InlineData("sv", "Alla", "Allt")]
    [InlineData("en", "Everybody", "Everything")]
    public async Task The_filters_say_everybody_of_people_and_everything_of_things(string language, string people, string things)
    {
        await using var app = await OmbudApp.StartAsync();
        using var staff = await MayITests.SignedInAsync(app);

        using var page = await new HtmlParser().ParseDocumentAsync(await staff.TextAsync($"/{language}/console/cases"));

        Assert.Equal(people, page.QuerySelector("#owner option[value='']")!.TextContent);
        Assert.Equal(things, page.QuerySelector("#kind option[value='']")!.TextContent);
    }

    [Fact]
    public async Task A_caption_that_repeats_its_heading_is_there_for_those_who_cannot_see_the_heading_alone()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        await app.FileAsync(CaseKind.Access, "anna@person.example");
        var (_, browser) = await Person.SignInAsync(app, "anna@person.example");
        using var own = browser;
        using var filed = await browser.SendFormToAsync("/en/request", "/request", CaseCaller.Request(CaseKind.Complaint, address: ""));

        foreach (var path in new[] { "/en/my-cases", filed.Headers.Location!.OriginalString })
        {
            using var page = await new HtmlParser().ParseDocumentAsync(await browser.TextAsync(path));
            var headings = page.QuerySelectorAll("h2").Select(heading => heading.TextContent).ToList();
            var repeated = page.QuerySelectorAll("caption").Where(caption => headings.Contains(caption.TextContent)).ToList();
            Assert.NotEmpty(repeated);
            Assert.All(repeated, caption => Assert.Equal("unseen", caption.ClassName));
        }
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("SuspectedChild", false)]
    [InlineData("SuspectedBreakIn", false)]
    [InlineData("Access", true)]
    public async Task The_address_is_compulsory_for_requests_and_never_for_reports(string kind, bool isCompulsory)
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);

        // Sent without a company, the form comes back with what was chosen.
        using var answer = await browser.SendFormToAsync("/en/request", "/request", ("kind", kind));
        using var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(CancellationToken.None));

        Assert.Equal(isCompulsory, page.QuerySelector("#address")!.HasAttribute("required"));
    }

    [Fact]
    public void A_count_that_reached_its_end_says_so()
    {
        Assert.Equal("499 open, 2 overdue, 3 within a week", QueueCounts.Say(499, 2, 3, Language.English));
        Assert.StartsWith("500 open or more", QueueCounts.Say(CaseBook.ListMax, 2, 3, Language.English), StringComparison.Ordinal);
    }
}
