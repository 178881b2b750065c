using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ombud.Database;
using Ombud.Notices;

namespace Ombud.Tests.Collection;

public sealed class PageTests
{
    private static readonly string[] Points =
    [
        "job-seeker-account", "contact-message", "event-registration", "webinar-registration", "mailing-list", "referee", "forum-post",
    ];

    public static TheoryData<string, string> Forms()
    {
        var forms = new TheoryData<string, string>();
        foreach (var point in Points)
        {
            forms.Add("sv", point);
            forms.Add("en", point);
        }
        return forms;
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Every_point_tells_before_each_input_whether_it_is_compulsory_and_what_declining_means(string language)
    {
        await using var app = await CollectionApp.StartAsync(Engine.Sqlite);
        var staff = await app.BrowserOfStaffAsync();
        var (person, _) = await app.BrowserOfAsync("anna@jobs.example");
        foreach (var point in app.App.Get<NoticeBook>().InForce()!.CollectionPoints)
        {
            var page = await (point.Offline
                ? CollectionApp.PageAsync(staff, $"/{language}/console/collect/{point.Id}")
                : CollectionApp.PageAsync(person, $"/{language}/collect/{point.Id}"));

            foreach (var field in point.Fields)
            {
                var input = page.GetElementById($"field-{field.Id}");
                Assert.NotNull(input);
                var told = page.GetElementById($"field-{field.Id}-requirement");
                var consequence = page.GetElementById($"field-{field.Id}-consequence");
                Assert.Contains(field.Consequence.In(language), consequence!.TextContent, StringComparison.Ordinal);
                Assert.NotEqual("", told!.TextContent.Trim());
                Assert.True(told.CompareDocumentPosition(input).HasFlag(DocumentPositions.Following));
                Assert.True(consequence.CompareDocumentPosition(input).HasFlag(DocumentPositions.Following));
                Assert.Contains($"field-{field.Id}-consequence", input.GetAttribute("aria-describedby"), StringComparison.Ordinal);
            }
            Assert.All(page.QuerySelectorAll<IHtmlInputElement>("input[type=checkbox]"), box => Assert.False(box.IsChecked));
            Assert.Equal(point.Choices.Count, page.QuerySelectorAll("input[name^='choice-']").Length);
            Assert.Equal(point.OtherSubject is not null, page.QuerySelector("input[name=confirm]") is not null);
            Assert.Equal(point.Public ? 2 : 1, page.QuerySelectorAll("aside.warning").Length);
            Assert.Empty(page.QuerySelectorAll("script"));
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Forms_are_taken_in_both_languages_and_answered_with_receipts(string language, string point)
    {
        await using var app = await CollectionApp.StartAsync(Engine.Sqlite);
        var (browser, _) = await app.BrowserOfAsync("anna@jobs.example");
        (string, byte[])? file = point is "job-seeker-account" ? ("field-cv", "%PDF-1.7 hello"u8.ToArray()) : null;

        var (response, _) = await CollectionApp.FillInAsync(browser, $"/{language}/collect/{point}", ValuesFor(point), file);

        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode is HttpStatusCode.SeeOther, text);
        Assert.Equal($"/{language}/collect/{point}/received", response.Headers.Location!.ToString());
        var received = await CollectionApp.PageAsync(browser, response.Headers.Location.ToString());
        Assert.NotEmpty(received.QuerySelectorAll("td code"));
        using var receipts = JsonDocument.Parse(await browser.GetStringAsync($"/{language}/collect/{point}/receipts.json"));
        Assert.Equal(received.QuerySelectorAll("td code").Length, receipts.RootElement.GetArrayLength());
        Assert.Equal("submission.received", receipts.RootElement[0].GetProperty("kind").GetString());
        if (file is not null)
            Assert.Equal(1, await StoredRows.CountAsync(app.App, "record_chunk"));
    }

    [Theory]
    [InlineData("sv", "Något i formuläret behöver rättas")]
    [InlineData("en", "Something in the form needs correcting")]
    public async Task What_is_wrong_is_told_above_and_beside_and_the_values_stay(string language, string title)
    {
        await using var app = await CollectionApp.StartAsync(Engine.Sqlite);
        var browser = app.Browser();

        var (response, page) = await CollectionApp.FillInAsync(browser, $"/{language}/collect/contact-message",
            new Dictionary<string, string>
            {
                ["field-name"] = "Anna <Exempel>", ["field-email"] = "nowhere", ["choice-newsletters"] = "true",
            });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        var summary = page.QuerySelector("#errors")!;
        Assert.Contains(title, summary.TextContent, StringComparison.Ordinal);
        Assert.True(summary.HasAttribute("autofocus"));
        Assert.Equal(["#field-email", "#field-message"], summary.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!));
        Assert.Equal("Anna <Exempel>", page.QuerySelector<IHtmlInputElement>("#field-name")!.Value);
        Assert.True(page.QuerySelector<IHtmlInputElement>("#choice-newsletters")!.IsChecked);
        Assert.NotNull(page.QuerySelector("#field-email-error"));
        Assert.Equal(0, await StoredRows.CountAsync(app.App, "subject"));
    }

    [Fact]
    public async Task A_child_gets_a_kind_page_and_leaves_no_row()
    {
        await using var app = await CollectionApp.StartAsync(Engine.Sqlite);
        var browser = app.Browser();
        var values = new Dictionary<string, string>(ValuesFor("event-registration")) { ["field-birth-date"] = "2020-05-05" };
        var before = await StoredRows.CountAsync(app.App);

        var (response, page) = await CollectionApp.FillInAsync(browser, "/sv/collect/event-registration", values);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("Vi har inte sparat något", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, await StoredRows.CountAsync(app.App));
    }

    [Fact]
    public async Task A_form_sent_twice_happens_once()
    {
        await using var app = await CollectionApp.StartAsync(Engine.Sqlite);
        var browser = app.Browser();
        var page = await CollectionApp.PageAsync(browser, "/en/collect/contact-message");
        var values = page.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").ToDictionary(input => input.Name!,
            input => input.Value);
        foreach (var (name, value) in ValuesFor("contact-message"))
            values[name] = value;

        var first = await browser.PostAsync("/en/collect/contact-message", new FormUrlEncodedContent(values));
        var second = await browser.PostAsync("/en/collect/contact-message", new FormUrlEncodedContent(values));
        values["field-message"] = "Something else";
        var altered = await browser.PostAsync("/en/collect/contact-message", new FormUrlEncodedContent(values));
        values.Remove("__RequestVerificationToken");
        var forged = await browser.PostAsync("/en/collect/contact-message", new FormUrlEncodedContent(values));

        Assert.Equal(
            (HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.UnprocessableEntity, HttpStatusCode.BadRequest),
            (first.StatusCode, second.StatusCode, altered.StatusCode, forged.StatusCode));
        Assert.Equal(1, await StoredRows.CountAsync(app.App, "submission"));
    }

    [Fact]
    public async Task The_list_has_what_people_fill_in_and_nothing_else()
    {
        await using var app = await CollectionApp.StartAsync(Engine.Sqlite);

        var page = await CollectionApp.PageAsync(app.App.Http, "/en/collect");

        var listed = page.QuerySelectorAll("main li h2 a").Select(link => link.GetAttribute("href")!).ToList();
        Assert.Contains("/en/collect/contact-message", listed);
        Assert.DoesNotContain("/en/collect/site-visit", listed);
        Assert.DoesNotContain("/en/collect/phone-offline", listed);
        Assert.Equal(HttpStatusCode.NotFound, (await app.App.Http.GetAsync("/en/collect/phone-offline")).StatusCode);
    }

    internal static IReadOnlyDictionary<string, string> ValuesFor(string point) => point switch
    {
        "job-seeker-account" => new Dictionary<string, string>
        {
            ["field-name"] = "Anna Exempel", ["field-email"] = "anna@jobs.example", ["field-birth-date"] = "1990-02-28",
            ["field-country"] = "SE", ["field-work-permit"] = "citizen", ["choice-talent-pool"] = "true",
        },
        "contact-message" => new Dictionary<string, string>
        {
            ["field-email"] = "anna@jobs.example",
            ["field-message"] = "Hej!\nEn fråga."
        },
        "event-registration" => new Dictionary<string, string>
        {
            ["field-name"] = "Anna Exempel", ["field-email"] = "anna@jobs.example", ["field-birth-date"] = "1990-02-28",
            ["field-event"] = "Mässan",
        },
        "webinar-registration" => new Dictionary<string, string>
        {
            ["field-email"] = "anna@jobs.example", ["field-birth-date"] = "1990-02-28", ["field-webinar"] = "Löner 2027",
        },
        "mailing-list" => new Dictionary<string, string> { ["field-email"] = "anna@jobs.example", ["choice-newsletters"] = "true" },
        "referee" => new Dictionary<string, string>
        {
            ["field-referee-name"] = "Rut Referent", ["field-referee-email"] = "rut@referee.example", ["confirm"] = "true",
            ["field-relation"] = "Chef",
        },
        "forum-post" => new Dictionary<string, string>
        {
            ["field-display-name"] = "annan", ["field-email"] = "anna@jobs.example", ["field-post"] = "Hej alla",
        },
        _ => throw new ArgumentOutOfRangeException(nameof(point)),
    };
}
