using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Ombud.Cases;
using Ombud.Cases.Moving;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.Policies.Model;
using Ombud.Tests.Decisions;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Cases;

public sealed class RecourseTests
{
    private const string Body = "bbbprograms.org";
    private const string Panel = "ANNEX-I-introduction";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0, "sv", "oberoende organ", "sista utväg", "Det går bara i vissa fall")]
    [InlineData(1, "en", "independent body", "last resort", "It is possible in some cases only")]
    public async Task After_a_refusal_the_body_is_shown_and_arbitration_once_every_step_before_it_is_noted(
        int engine, string language, string body, string panel, string condition)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock());
        var (id, browser, page) = await FiledAsync(app, language);
        using var own = browser;
        Assert.DoesNotContain(Body, await browser.TextAsync(page), StringComparison.Ordinal);
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Refuse, "nothing-held"));

        var refused = await browser.TextAsync(page);
        using var atBody = await SendAsync(browser, page, "dispute-body");
        var halfWay = await browser.TextAsync(page);
        using var atAuthority = await SendAsync(browser, page, RecourseStep.Authority);
        var after = WebUtility.HtmlDecode(await browser.TextAsync(page));

        Assert.Contains(Body, refused, StringComparison.Ordinal);
        Assert.Contains(body, refused, StringComparison.Ordinal);
        Assert.DoesNotContain(Panel, refused, StringComparison.Ordinal);
        Assert.DoesNotContain(Panel, halfWay, StringComparison.Ordinal);
        Assert.All([Panel, panel, condition], text => Assert.Contains(text, after, StringComparison.Ordinal));
        Assert.DoesNotContain("/been-to", after, StringComparison.Ordinal);
        Assert.Equal([RecourseStep.Authority, "dispute-body"], (await app.FileOfAsync(id)).Taken.Order(StringComparer.Ordinal));
        Assert.Equal(2, (await app.FactsAsync(id)).Count(fact => fact is "case.recourse-taken"));
    }

    [Fact]
    public async Task The_letter_of_a_refusal_names_the_body_and_says_that_the_old_one_is_no_more()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var complaint = await app.FileAsync(CaseKind.Complaint);
        await app.StepAsync(complaint, CaseStep.Refuse, "nothing-held");
        var objection = await app.FileAsync(CaseKind.Objection, "bo@person.example");
        await app.StepAsync(objection, CaseStep.Refuse, "compelling-grounds");

        var letter = Assert.Single(await app.LettersAsync("anna@person.example"),
            one => one.Subject.StartsWith("We cannot", StringComparison.Ordinal)).Body;

        Assert.Contains(Body, letter, StringComparison.Ordinal);
        Assert.Contains("BBB EU Privacy Shield, which is no more", letter, StringComparison.Ordinal);
        Assert.DoesNotContain(Panel, letter, StringComparison.Ordinal);
        Assert.DoesNotContain("bbb.org/EU-privacy-shield", letter, StringComparison.Ordinal);
        Assert.All(await app.LettersAsync("bo@person.example"), one => Assert.DoesNotContain(Body, one.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_missed_last_day_shows_the_body()
    {
        var clock = CaseCaller.Clock();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        var id = await app.FileAsync(CaseKind.Complaint);
        await app.StepAsync(id, CaseStep.Begin);
        var lastDay = (await app.FileOfAsync(id)).State.Clock!.LastDay;

        Advance(clock, lastDay);
        var onTheDay = await app.NextOfAsync(id);
        Advance(clock, lastDay.AddDays(1));
        var after = await app.NextOfAsync(id);

        Assert.DoesNotContain("dispute-body", onTheDay);
        Assert.Contains("dispute-body", after);
    }

    [Fact]
    public async Task Staff_see_the_steps_beside_the_case_note_them_and_hand_them_over_with_the_dossier()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var id = await app.FileAsync(CaseKind.Complaint);
        await app.StepAsync(id, CaseStep.Refuse, "nothing-held");
        await app.StepAsync(id, CaseStep.Close);
        using var staff = await MayITests.SignedInAsync(app);
        var path = $"/en/console/cases/{id:D}";

        using var noted = await SendAsync(staff, path, "dispute-body");
        using var again = await SendAsync(staff, path, RecourseStep.Authority);
        var page = await staff.TextAsync(path);
        var steps = JsonDocument.Parse(await staff.TextAsync(path + "/dossier.json")).RootElement.GetProperty("nextSteps");

        Assert.Contains("Noted: the person has been to Data Privacy Framework Services", page, StringComparison.Ordinal);
        Assert.Contains("Noted: the person has been to the supervisory authority", page, StringComparison.Ordinal);
        Assert.Equal(
            ["dispute-body True", "authority True", "arbitration False"],
            steps.EnumerateArray().Select(step => $"{step.GetProperty("id").GetString()} {step.GetProperty("taken").GetBoolean()}"));
        Assert.Equal(2, steps[2].GetProperty("conditions").GetArrayLength());
        Assert.StartsWith("https://bbbprograms.org", steps[0].GetProperty("link").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("arbitration")]
    [InlineData("no-such-step")]
    [InlineData("")]
    public async Task Only_a_step_that_the_case_has_and_another_waits_for_is_noted(string step)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var (id, browser, page) = await FiledAsync(app, "en");
        using var own = browser;

        // Before the answer the authority is open, and the body is not.
        var form = await browser.OpenFormAsync(page, "form[action$='/been-to']");
        using var refused = await browser.SendAsync(form, ("step", step));
        using var early = await browser.SendAsync(form, ("step", "dispute-body"));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (refused.StatusCode, early.StatusCode));
        Assert.Empty((await app.FileOfAsync(id)).Taken);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_step_is_noted_once_however_often_it_is_sent(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock());
        var id = await app.FileAsync(CaseKind.Complaint);
        await app.StepAsync(id, CaseStep.Refuse, "nothing-held");

        for (var i = 0; i < 2; i++)
            Assert.True(await app.Get<WriteInCase>().NoteTakenAsync(id, CaseAuthor.Staff, "staff-one", "dispute-body", None));

        Assert.Equal(["dispute-body"], (await app.FileOfAsync(id)).Taken);
    }

    private static async Task<(Guid Id, Browser Browser, string Page)> FiledAsync(OmbudApp app, string language)
    {
        var (_, browser) = await Person.SignInAsync(app, "anna@person.example");
        using var filed = await browser.SendFormToAsync(
            $"/{language}/request", "/request", CaseCaller.Request(CaseKind.Complaint, address: ""));
        return (Assert.Single(await app.RowsAsync()).CaseId, browser, filed.Headers.Location!.OriginalString);
    }

    private static async Task<HttpResponseMessage> SendAsync(Browser browser, string page, string step)
    {
        var answer = await browser.SendFormToAsync(page, "/been-to", ("step", step));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer;
    }

    private static void Advance(FakeTimeProvider clock, DateOnly day) =>
        clock.SetUtcNow(new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero));
}
