using System.Net;
using AngleSharp.Html.Parser;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Decisions;

public sealed class MayITests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task The_console_is_for_staff_alone()
    {
        await using var app = await OmbudApp.StartAsync();
        foreach (var page in new[] { "/en/console", "/en/console/may-i" })
        {
            using var answer = await app.Http.GetAsync(page, None);
            Assert.Equal("/en/console/sign-in", answer.Headers.Location!.PathOf());
        }
    }

    [Theory]
    [InlineData("en", "Yes", "No")]
    [InlineData("sv", "Ja", "Nej")]
    public async Task Staff_ask_for_a_person_and_see_every_purpose_with_its_reason_and_nothing_of_the_person(
        string language, string yes, string no)
    {
        await using var app = await OmbudApp.StartAsync();
        var subject = await SamplePeople.JobSeekerAsync(app);
        using var browser = await SignedInAsync(app);
        Assert.Contains("/console/may-i", await (await browser.GetAsync($"/{language}/console")).Content.ReadAsStringAsync(None));

        using var answer = await browser.SendFormAsync(
            $"/{language}/console/may-i", ("person", subject.Value.ToString()), ("controller", "aerotek-se"),
            ("category", "contact-details"), ("purpose", "marketing"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(None);
        using var page = new HtmlParser().ParseDocument(text);
        Assert.Equal(yes, page.QuerySelector("#help-job-seekers .tag")!.TextContent);
        Assert.Equal(no, page.QuerySelector("#marketing .tag")!.TextContent);
        Assert.Contains($"/{language}/notice#use.purposes", text, StringComparison.Ordinal);
        Assert.Equal(11, page.QuerySelectorAll("table")[0].QuerySelectorAll("tbody tr").Length);
        Assert.DoesNotContain("Canary", text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("en", "inform the person by ")]
    [InlineData("sv", "informera personen senast ")]
    public async Task A_collection_from_elsewhere_names_the_day_by_which_the_person_is_told(string language, string told)
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = await SignedInAsync(app);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var point = app.Get<Policy>().VersionInForce(today)!.CollectionPoints
            .First(one => one.Channel is Channel.Public or Channel.ThirdParty);

        using var answer = await browser.SendFormAsync(
            $"/{language}/console/may-i", ("person", ""), ("controller", point.Controller), ("point", point.Id),
            ("category", point.Fields.Select(field => field.Category).First(one => one is not null)!), ("purpose", point.Purposes[0]));

        var text = await answer.Content.ReadAsStringAsync(None);
        Assert.Contains(told, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_is_not_known_and_a_form_half_filled_are_told_so()
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = await SignedInAsync(app);

        using var unknown = await browser.SendFormAsync(
            "/en/console/may-i", ("person", "canary.nobody@person.example"), ("controller", "aerotek-se"), ("category", "contact-details"));
        using var half = await browser.SendFormAsync("/en/console/may-i", ("person", ""));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, half.StatusCode);
        Assert.Contains("Choose the controller.", await half.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("canary.nobody", StringComparison.Ordinal));
    }

    internal static async Task<Browser> SignedInAsync(OmbudApp app)
    {
        var told = await File.ReadAllLinesAsync(Path.Combine(app.Storage.DataFolder, "first-start.txt"), None);
        var password = told.Single(line => line.StartsWith("Console", StringComparison.Ordinal)).Split(": ")[1];
        var browser = new Browser(app);
        using var entered = await browser.SendFormAsync("/en/console/sign-in", ("name", "officer"), ("password", password));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        return browser;
    }
}
