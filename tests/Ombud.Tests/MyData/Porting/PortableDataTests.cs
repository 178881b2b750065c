using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.MyData.HandingOver;
using Ombud.MyData.Porting;
using Ombud.Policies.Deciding;
using Ombud.Tests.Consents;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.MyData.Porting;

/// <summary>What comes along and what stays, over HTTP.</summary>
[Trait("Promise", "rights.portability")]
public sealed class PortableDataTests
{
    private const string Json = "/en" + DownloadPortable.Json;
    private static readonly string[] Files = [DownloadPortable.Json, DownloadPortable.Csv, DownloadPortable.Resume];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_a_person_gave_under_a_contract_comes_along_and_the_rest_stays_with_its_reason(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.GiveAsync("skills", "cv-skills", "Svetsning");
        await anna.GiveAsync("employment", "cv-employment", "Hörsägen",
            alter: record => record with { GivenBy = SubjectId.New(TimeProvider.System) });
        await anna.GiveAsync("education", "cv-education", "Ryktesvis", alter: record => record with { Source = "third-party" });
        await anna.GiveAsync("role", "professional-role", "Offentlig", "public-profile",
            alter: record => record with { Source = "public" });
        await anna.GiveAsync("interview-notes", "assessment", "Bedömd", "office-offline", "teksystems-ch");
        await anna.GiveAsync("message", "messages", "Undran", "contact-message");
        await anna.GiveAsync("gone", "messages", "Urgammal", "a-point-of-old");

        foreach (var language in new[] { "sv", "en" })
        {
            var json = await JsonAsync(browser, "/" + language + DownloadPortable.Json);

            var record = Assert.Single(json["records"]!.AsArray())!;
            Assert.Equal(("Svetsning", "skills", "job-seeker-account"),
                ((string?)record["value"], (string?)record["field"], (string?)record["point"]));
            Assert.Equal(language is "sv" ? "Kunskaper och språk" : "Skills and languages", (string?)record["fieldName"]);
            Assert.All(record["bases"]!.AsArray(), basis => Assert.Equal(("contract", language is "sv" ? "Avtal med dig"
                : "A contract with you"), ((string?)basis!["basis"], (string?)basis["says"])));
            Assert.Equal(
                new Dictionary<string, string>
                {
                    ["employment"] = "given-by-another", ["education"] = "given-by-another", ["role"] = "from-public-source",
                    ["interview-notes"] = "derived", ["message"] = "other-basis", ["gone"] = "other-basis",
                },
                json["notPortable"]!.AsArray().ToDictionary(one => (string)one!["field"]!, one => (string)one!["reason"]!));
            var text = json.ToJsonString();
            foreach (var value in new[] { "Ryktesvis", "Offentlig", "Undran", "Urgammal" })
                Assert.DoesNotContain(value, text, StringComparison.Ordinal);
            Assert.All(json["notPortable"]!.AsArray(), one => Assert.StartsWith(
                ((string)one!["reason"]!, language) switch
                {
                    ("given-by-another", "sv") => "Någon annan",
                    ("given-by-another", _) => "Somebody else",
                    ("from-public-source", "sv") => "Uppgiften är hämtad",
                    ("from-public-source", _) => "It comes from",
                    ("derived", "sv") => "Uppgiften är vår egen",
                    ("derived", _) => "It is our own",
                    (_, "sv") => "Uppgiften används varken",
                    _ => "It is used neither",
                },
                (string)one["says"]!, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_consent_carries_what_was_given_under_it_also_when_taken_back_but_not_where_it_was_refused()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.GiveAsync("browser", "technical-visit", "Firefox", "site-visit", alter: record => record with { Kind = "visitor" });
        await anna.GiveAsync("occupations", "marketing-settings", "Svetsare", "mailing-list");
        var site = await ConsentCaller.OfAsync(app);

        Assert.Empty((await JsonAsync(browser, Json))["records"]!.AsArray());
        await AnswerAsync("measure-usage", "refused", isTopic: false);
        Assert.Empty((await JsonAsync(browser, Json))["records"]!.AsArray());

        await AnswerAsync("measure-usage", "given", isTopic: false);
        await AnswerAsync("job-alerts", "given", isTopic: true);
        Assert.Equal(["Firefox given", "Svetsare given"], await ValuesAsync());

        await AnswerAsync("measure-usage", "withdrawn", isTopic: false);
        await AnswerAsync("job-alerts", "withdrawn", isTopic: true);
        Assert.Equal(["Firefox withdrawn", "Svetsare withdrawn"], await ValuesAsync());

        async Task AnswerAsync(string key, string answer, bool isTopic)
        {
            var (response, said) = await site.PostAsync(ConsentCaller.Body(key, answer, anna.Id.Value, isTopic));
            Assert.True(response.StatusCode is HttpStatusCode.Created, said.ToString());
        }

        async Task<IEnumerable<string>> ValuesAsync() => (await JsonAsync(browser, Json))["records"]!.AsArray()
            .Select(record => $"{record!["value"]} {record["bases"]![0]!["consent"]}").Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_consent_chosen_beside_a_form_carries_what_it_uses_and_no_more()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.GiveAsync("email", "contact-details", "anna@jobs.example", "contact-message");
        await anna.GiveAsync("message", "messages", "Undran", "contact-message");
        await anna.GiveAsync("email", "contact-details", "anna@jobs.example", "business-contact", "allegis-group-limited",
            alter: record => record with { Kind = "contact" });
        Assert.Empty((await JsonAsync(browser, Json))["records"]!.AsArray());

        var site = await ConsentCaller.OfAsync(app);
        var (response, said) = await site.PostAsync(ConsentCaller.Body("newsletters", "given", anna.Id.Value));
        Assert.True(response.StatusCode is HttpStatusCode.Created, said.ToString());

        var json = await JsonAsync(browser, Json);
        var record = Assert.Single(json["records"]!.AsArray(), one => (string?)one!["point"] is "contact-message")!;
        var basis = Assert.Single(record["bases"]!.AsArray())!;
        Assert.Equal(("email", "marketing", "consent"), ((string?)record["field"], (string?)basis["purpose"], (string?)basis["basis"]));
        Assert.Equal("other-basis", (string?)json["notPortable"]!.AsArray().Single(one => (string?)one!["field"] is "message")!["reason"]);
    }

    [Fact]
    public async Task Who_is_of_two_kinds_has_a_contract_as_the_one_alone()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.GiveAsync("skills", "cv-skills", "Svetsning");
        await anna.GiveAsync("matter", "business-dealings", "Leverans", "business-contact", "allegis-group-limited",
            alter: record => record with { Kind = "contact" });
        await anna.MeetAsync("contact");

        var json = await JsonAsync(browser, Json);

        Assert.Equal("Svetsning", (string?)Assert.Single(json["records"]!.AsArray())!["value"]);
        Assert.Equal("other-basis", (string?)Assert.Single(json["notPortable"]!.AsArray())!["reason"]);
    }

    [Fact]
    public async Task A_choice_comes_with_its_name_and_a_file_with_where_it_is_fetched()
    {
        await using var app = await OmbudApp.StartAsync();
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.GiveAsync("work-permit", "citizenship-and-permit", "permit");
        await anna.GiveAsync("cv", "cv-document", """{"name":"cv.pdf","type":"application/pdf","length":6}""", file: "secret"u8.ToArray());

        var records = (await JsonAsync(browser, Json))["records"]!.AsArray().ToDictionary(record => (string)record!["field"]!);

        Assert.Equal(("permit", "Have a work permit"),
            ((string?)records["work-permit"]!["value"], (string?)records["work-permit"]!["valueName"]));
        Assert.Equal("cv.pdf", (string?)records["cv"]!["value"]);
        Assert.Equal("secret", await OwnDataTests.TextAsync(browser, (string)records["cv"]!["file"]!));
        Assert.DoesNotContain("cv.pdf", await OwnDataTests.TextAsync(browser, "/en" + DownloadPortable.Resume), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_has_nothing_gets_files_that_say_so()
    {
        await using var app = await OmbudApp.StartAsync();
        var (_, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;

        var json = await JsonAsync(browser, Json);

        Assert.Equal("ombud.portable/1", (string?)json["format"]);
        foreach (var list in new[] { "records", "notPortable", "withheld" })
            Assert.Empty(json[list]!.AsArray());
        Assert.Empty(PortableCsv.Read(await OwnDataTests.TextAsync(browser, "/en" + DownloadPortable.Csv)));
        Assert.Equal(["$schema"], (await JsonAsync(browser, "/en" + DownloadPortable.Resume)).Select(pair => pair.Key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Who_asked_to_be_erased_takes_nothing_along(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var (anna, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;
        await anna.GiveAsync("skills", "cv-skills", "Svetsning");
        foreach (var file in Files)
            Assert.Contains("Svetsning", await OwnDataTests.TextAsync(browser, "/sv" + file), StringComparison.Ordinal);

        await app.Get<EraseSubject>().AskAsync(anna.Id, ErasureReason.Asked, "self", CancellationToken.None);

        foreach (var file in Files)
            Assert.DoesNotContain("Svetsning", await OwnDataTests.TextAsync(browser, "/sv" + file), StringComparison.Ordinal);
        var withheld = Assert.Single((await JsonAsync(browser, Json))["withheld"]!.AsArray())!;
        Assert.Equal(("subject-isolated", 1), ((string?)withheld["reason"], (int)withheld["records"]!));
        Assert.NotEmpty((string)withheld["says"]!);
    }

    [Fact]
    public async Task Nobody_takes_along_what_is_another_persons_or_without_a_fresh_code()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        var (anna, annas) = await Person.SignInAsync(app, "anna@jobs.example");
        var (_, bosses) = await Person.SignInAsync(app, "bo@jobs.example");
        using var one = annas;
        using var two = bosses;
        await anna.GiveAsync("skills", "cv-skills", "Svetsning");

        foreach (var file in Files)
        {
            Assert.Contains("Svetsning", await OwnDataTests.TextAsync(annas, "/en" + file), StringComparison.Ordinal);
            Assert.DoesNotContain("Svetsning", await OwnDataTests.TextAsync(bosses, "/en" + file), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Redirect, (await app.Http.GetAsync("/en" + file, CancellationToken.None)).StatusCode);
        }
        clock.Advance(TimeSpan.FromMinutes(11));
        foreach (var file in Files)
        {
            using var answer = await annas.GetAsync("/en" + file);
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.StartsWith("/en/sign-in?return=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("sv", "Ta med dig uppgifterna")]
    [InlineData("en", "Take your data with you")]
    public async Task My_data_leads_to_the_files(string language, string title)
    {
        await using var app = await OmbudApp.StartAsync();
        var (_, browser) = await Person.SignInAsync(app, "anna@jobs.example");
        using var _ = browser;

        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(
            await OwnDataTests.TextAsync(browser, $"/{language}/my-data"));

        var part = page.QuerySelector("section[aria-labelledby='take-along']")!;
        Assert.Equal(title, part.QuerySelector("h2")!.TextContent);
        Assert.Equal(
            Files.Append(MakeHandOver.Path).Select(path => $"/{language}{path}"),
            part.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
    }

    private static async Task<JsonObject> JsonAsync(Browser browser, string path) =>
        JsonNode.Parse(await OwnDataTests.TextAsync(browser, path))!.AsObject();
}
