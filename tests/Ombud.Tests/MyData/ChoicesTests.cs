using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.MyData;

public sealed class ChoicesTests
{
    private const string Page = "/en/my-data/choices";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_decision_beside_a_choice_changes_with_one_click(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.MeetAsync("job-seeker");

        Assert.Equal("May not be used", await StateAsync(browser, "newsletters"));
        await ClickAsync(browser, "newsletters", "give");
        Assert.Equal("May be used", await StateAsync(browser, "newsletters"));
        await ClickAsync(browser, "newsletters", "withdraw");
        Assert.Equal("May not be used", await StateAsync(browser, "newsletters"));

        Assert.Equal("May be used", await StateAsync(browser, "protect-services"));
        await ClickAsync(browser, "protect-services", "object");
        Assert.Equal("May not be used", await StateAsync(browser, "protect-services"));
        await ClickAsync(browser, "protect-services", "take-back");
        Assert.Equal("May be used", await StateAsync(browser, "protect-services"));

        await ClickAsync(browser, "job-alerts", "give");
        await ClickAsync(browser, "*", "object");
        Assert.Equal("May not be used", await StateAsync(browser, "job-alerts"));

        await ClickAsync(browser, "-", "restrict");
        Assert.Equal("May not be used", await StateAsync(browser, "help-job-seekers"));
        Assert.True((await app.Get<Standings>().FindAsync(anna.Id, CancellationToken.None))!.IsRestricted);
        await ClickAsync(browser, "-", "lift");
        Assert.Equal("May be used", await StateAsync(browser, "help-job-seekers"));
        Assert.False((await app.Get<Standings>().FindAsync(anna.Id, CancellationToken.None))!.IsRestricted);
    }

    [Fact]
    public async Task A_choice_that_is_not_offered_changes_nothing_and_says_so()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;

        using var response = await browser.SendFormAsync(Page, ("key", "tax"), ("act", "give"), ("controller", "aerotek-se"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Null(await app.Get<Standings>().FindAsync(anna.Id, CancellationToken.None));
    }

    [Fact]
    public async Task A_consent_given_here_names_version_and_language_that_were_shown()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await ClickAsync(browser, "newsletters", "give");

        var standing = await app.Get<Standings>().FindAsync(anna.Id, CancellationToken.None);
        Assert.Equal(ConsentAnswer.Given, standing!.Consents["newsletters"].Answer);
        Assert.Equal("2026-01-01", standing.Consents["newsletters"].NoticeVersion);
    }

    private static async Task<string> StateAsync(Browser browser, string key)
    {
        using var document = await new HtmlParser().ParseDocumentAsync(await OwnDataTests.TextAsync(browser, Page));
        return document.GetElementById($"choice-{key}")!.QuerySelector(".decision .tag")!.Text().Trim();
    }

    private static async Task ClickAsync(Browser browser, string key, string act)
    {
        using var document = await new HtmlParser().ParseDocumentAsync(await OwnDataTests.TextAsync(browser, Page));
        var form = document.QuerySelectorAll("form").Single(form =>
            form.QuerySelector("[name=key]")?.GetAttribute("value") == key && form
                .QuerySelector("[name=act]")?.GetAttribute("value") == act);
        using var response = await browser.SendFormAsync(
            Page, ("key", key), ("act", act), ("controller", form.QuerySelector("[name=controller]")!.GetAttribute("value") ?? ""));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
