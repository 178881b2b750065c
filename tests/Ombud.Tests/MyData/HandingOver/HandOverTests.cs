using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Ombud.Consents;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.MyData.HandingOver;
using Ombud.SignIn.People;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.MyData.HandingOver;

/// <summary>Data that goes directly to another controller.</summary>
[Trait("Promise", "rights.portability")]
public sealed partial class HandOverTests
{
    private const string Page = "/en" + MakeHandOver.Path;
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_receiver_fetches_data_and_files_once(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.GiveAsync("skills", "cv-skills", "Svetsning");
        await anna.GiveAsync("cv", "cv-document", """{"name":"cv.pdf"}""", file: "%PDF-1.7 the whole CV"u8.ToArray());

        var secret = await MakeAsync(browser, "Nästa Bemanning AB");

        // A mail program looks, and so does its reader; it is still there.
        using var receiver = new Browser(app);
        for (var look = 0; look < 2; look++)
            Assert.Equal(HttpStatusCode.OK, (await receiver.GetAsync("/sv/hand-over/" + secret)).StatusCode);
        using var answer = await app.Http.PostAsync(ApiOf(secret), null);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var records = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["records"]!.AsArray();
        Assert.Equal("Svetsning", (string?)records.Single(one => (string?)one!["field"] is "skills")!["value"]);
        var cv = records.Single(one => (string?)one!["field"] is "cv")!;
        Assert.Equal("%PDF-1.7 the whole CV", Encoding.UTF8.GetString(Convert.FromBase64String((string)cv["content"]!)));
        Assert.Null(cv["file"]);

        await GoneAsync(app, secret);
        var history = WebUtility.HtmlDecode(await (await browser.GetAsync("/sv/my-data")).Content.ReadAsStringAsync());
        Assert.Contains("Uppgifter hämtade av mottagaren", history, StringComparison.Ordinal);
        Assert.Contains("Nästa Bemanning AB", history, StringComparison.Ordinal);
        Assert.Contains("Fetched", await (await browser.GetAsync(Page)).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_button_of_the_page_gives_the_same_file_once()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.GiveAsync("skills", "cv-skills", "Svetsning");
        var secret = await MakeAsync(browser, "Elsewhere");
        using var receiver = new Browser(app);

        using var file = await receiver.SendFormToAsync("/en/hand-over/" + secret, secret);

        Assert.Equal("portable.json", file.Content.Headers.ContentDisposition?.FileName);
        Assert.Contains("Svetsning", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await GoneAsync(app, secret);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Of_many_who_fetch_at_once_from_two_processes_one_gets_it(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var other = await OmbudApp.StartAsync(app.Storage);
        try
        {
            var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
            using var _ = browser;
            await anna.GiveAsync("skills", "cv-skills", "Svetsning");
            for (var round = 0; round < 6; round++)
            {
                var secret = await MakeAsync(browser, "Elsewhere");

                var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(
                    one => (one % 2 == 0 ? app : other).Http.PostAsync(ApiOf(secret), null)));

                Assert.Equal(1, answers.Count(answer => answer.StatusCode is HttpStatusCode.OK));
                Assert.Equal(7, answers.Count(answer => answer.StatusCode is HttpStatusCode.NotFound));
            }
        }
        finally
        {
            await other.StopAsync();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Whoever_chooses_meanwhile_holds_up_no_receiver(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.GiveAsync("skills", "cv-skills", "Svetsning");
        var secret = await MakeAsync(browser, "Elsewhere");
        var moved = 0;

        // The standing moves once between the reading and the handing over.
        app.Get<HandOver>().Read = async () =>
        {
            if (moved++ == 0)
                await app.Get<PersonalWill>().ObjectAsync(anna.Id, "*", None);
        };
        using var answer = await app.Http.PostAsync(ApiOf(secret), null);

        Assert.Equal((HttpStatusCode.OK, 2), (answer.StatusCode, moved));
        await GoneAsync(app, secret);
    }

    [Fact]
    public async Task What_is_closed_too_old_erased_or_nobodys_is_gone_and_all_of_it_alike()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        var handOver = app.Get<HandOver>();
        var (anna, first) = await Person.SignInAsync(app, "anna@jobs.example");
        var (bo, second) = await Person.SignInAsync(app, "bo@jobs.example");
        using var _ = first;
        using var __ = second;
        await anna.GiveAsync("skills", "cv-skills", "Svetsning");
        var closed = (await handOver.OpenAsync(anna.Id, "Elsewhere", None))!;
        var id = (await handOver.ListAsync(anna.Id, None))[0].Id;

        // Only its own person closes it.
        await handOver.CloseAsync(bo.Id, id, None);
        Assert.True(await handOver.IsOpenAsync(closed, None));
        await handOver.CloseAsync(anna.Id, id, None);
        var bodies = new HashSet<string> { await GoneAsync(app, closed) };

        // After a break-in nobody knows who made it.
        clock.Advance(TimeSpan.FromSeconds(1));
        var stolen = (await handOver.OpenAsync(anna.Id, "Elsewhere", None))!;
        Assert.True(await app.Get<EndSessions>().RunAsync(anna.Id, null, "officer", None));
        bodies.Add(await GoneAsync(app, stolen));

        clock.Advance(TimeSpan.FromSeconds(1));
        var old = (await handOver.OpenAsync(anna.Id, "Elsewhere", None))!;
        clock.Advance(TimeSpan.FromDays(HandOver.DaysMax));
        bodies.Add(await GoneAsync(app, old));

        var left = (await handOver.OpenAsync(anna.Id, "Elsewhere", None))!;
        await app.Get<EraseSubject>().AskAsync(anna.Id, ErasureReason.Asked, "self", None);
        bodies.Add(await GoneAsync(app, left));

        foreach (var guess in new[] { "x", left[..^1], "CfDJ8", new string('A', 300), "%00", "åäö" })
            bodies.Add(await GoneAsync(app, Uri.EscapeDataString(guess)));
        Assert.Single(bodies);
    }

    [Fact]
    public async Task A_form_says_what_is_wrong_and_no_more_than_ten_are_open()
    {
        await using var app = await OmbudApp.StartAsync();
        using var nobody = new Browser(app);
        Assert.DoesNotContain("<h1>Send your data directly", await (await nobody.GetAsync(Page)).Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.MeetAsync("job-seeker");

        foreach (var wrong in new[] { "", "  ", new string('x', 201), "a\u0001b" })
        {
            using var refused = await browser.SendFormAsync(Page, ("recipient", wrong));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains("in at most 200 characters", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        for (var made = 0; made < HandOver.OpenMax; made++)
            await MakeAsync(browser, "Elsewhere");
        using var eleventh = await browser.SendFormAsync(Page, ("recipient", "Elsewhere"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, eleventh.StatusCode);
        Assert.Contains("at most 10 open", await eleventh.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string ApiOf(string secret) => "/api/v1/hand-overs/" + secret;

    private static async Task<string> MakeAsync(Browser browser, string recipient)
    {
        using var made = await browser.SendFormAsync(Page, ("recipient", recipient));
        var page = await made.Content.ReadAsStringAsync();
        Assert.True(made.StatusCode is HttpStatusCode.OK, page);
        return Address.Match(page).Groups["secret"].Value;
    }

    // The same answer whatever it was; only the request's own id differs.
    private static async Task<string> GoneAsync(OmbudApp app, string secret)
    {
        using var page = await app.Http.GetAsync("/en/hand-over/" + secret);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        using var answer = await app.Http.PostAsync(ApiOf(secret), null);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var json = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        Assert.Equal("/problems/hand-over-gone", (string?)json["type"]);
        json.Remove("traceId");
        return json.ToJsonString();
    }

    [GeneratedRegex("/en/hand-over/(?<secret>[A-Za-z0-9_-]+)</code>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address { get; }
}
