using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ombud.Cases;
using Ombud.Database;
using Ombud.Incidents;
using Ombud.Policies.Cases;
using Ombud.Policies.Incidents;
using Ombud.Tests.Cases;
using Ombud.Tests.Decisions;
using Ombud.Tests.Running;

namespace Ombud.Tests.Incidents;

public sealed class IncidentPagesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static (string, string)[] Form(string day = "2026-11-25", string time = "08:30") =>
    [
        ("controller-aerotek-se", "true"), ("category-contact-details", "true"), ("nature-Confidentiality", "true"),
        ("aware-day", day), ("aware-time", time), ("from-day", "2026-11-24"), ("from-time", "22:00"), ("what", IncidentCaller.Canary),
        ("measures", "The key was revoked."),
    ];

    [Theory]
    [InlineData(0, "sv", "72 timmar kvar", "GDPR article 33(1)")]
    [InlineData(1, "en", "72 hours left", "GDPR article 33(1)")]
    [Trait("Promise", "security.report")]
    public async Task A_report_opens_an_incident_whose_clock_runs_until_the_authority_is_notified(
        int engine, string language, string left, string cite)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock());
        var report = await app.FileAsync(CaseKind.SuspectedBreakIn);
        await app.StepAsync(report, CaseStep.Begin);
        using var staff = await MayITests.SignedInAsync(app);

        Assert.Equal(CaseRefusal.IncidentMissing, await app.StepAsync(report, CaseStep.Answer));
        Assert.Contains($"/console/new-incident?case={report:D}", await staff.TextAsync($"/{language}/console/cases/{report:D}"),
            StringComparison.Ordinal);
        using var opened = await staff.SendFormToAsync($"/{language}/console/new-incident?case={report:D}", "/new-incident", Form());
        using var again = await staff.SendFormToAsync($"/{language}/console/new-incident?case={report:D}", "/new-incident", Form());

        Assert.Equal(HttpStatusCode.Redirect, opened.StatusCode);
        Assert.Equal(opened.Headers.Location, again.Headers.Location);
        var path = opened.Headers.Location!.OriginalString;
        var id = Guid.Parse(path.Split('/')[^1]);
        var file = await app.IncidentAsync(id);
        Assert.Equal((report, new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.Zero)), (file.Case, file.State.DueAt));
        Assert.Equal([id.ToString("D")], (await app.FileOfAsync(report)).NotedAbout(CaseNote.IncidentOpened));
        Assert.Equal(CaseRefusal.None, await app.StepAsync(report, CaseStep.Answer));
        var page = WebUtility.HtmlDecode(await staff.TextAsync(path));
        Assert.Contains(left, page, StringComparison.Ordinal);
        Assert.Contains(cite, page, StringComparison.Ordinal);
        Assert.Contains("2026-11-28 09:00 UTC", page, StringComparison.Ordinal);
        Assert.Contains(id.ToString("D"), await staff.TextAsync($"/{language}/console/incidents"), StringComparison.Ordinal);
        Assert.Contains($"/console/incidents/{id:D}", await staff.TextAsync($"/{language}/console/cases/{report:D}"),
            StringComparison.Ordinal);

        using var assessed = await staff.SendStepAsync(path, IncidentStep.Assess, ("risk", "Risk"), ("reason-Assess", "Names and phones."));
        using var notified = await staff.SendStepAsync(path, IncidentStep.NotifyAuthority, ("authority", "se"));
        Assert.All([assessed, notified], answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        var state = (await app.IncidentAsync(id)).State;
        Assert.Equal((BreachRisk.Risk, AuthorityStanding.Notified, false), (state.Risk, state.Authority, state.IsLate));
        Assert.Equal(
            ["incident.moved", "incident.moved", "incident.opened", "incident.read", "incident.read", "incident.read"],
            await app.FactsAsync(id));
    }

    [Fact]
    public async Task A_report_that_is_no_breach_is_noted_so_with_its_reason_and_may_then_be_answered()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var report = await app.FileAsync(CaseKind.SuspectedBreakIn);
        await app.StepAsync(report, CaseStep.Begin);
        using var staff = await MayITests.SignedInAsync(app);
        var path = $"/en/console/new-incident?case={report:D}";

        using var empty = await staff.SendFormToAsync(path, "/none", ("why", " "));
        using var noted = await staff.SendFormToAsync(path, "/none", ("why", "A wrong password, nothing more."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, noted.StatusCode);
        Assert.Empty(await app.Get<IncidentBook>().ListAsync(None));
        Assert.Equal(CaseRefusal.None, await app.StepAsync(report, CaseStep.Answer));
        Assert.Contains("case.breach-judged", await app.FactsAsync(report));
    }

    [Theory]
    [InlineData("aware-day", "2026-11-26", "aware-day")]
    [InlineData("aware-day", "2026-11-23", "aware-day")]
    [InlineData("aware-time", "25:00", "aware-day")]
    [InlineData("from-day", "2026-11-26", "from-day")]
    [InlineData("to-day", "2026-11-23", "to-day")]
    [InlineData("what", " ", "what")]
    public async Task A_wrong_form_names_field_and_rule_and_opens_nothing(string field, string value, string names)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        using var staff = await MayITests.SignedInAsync(app);
        (string, string)[] form = [.. Form().Where(one => one.Item1 != field), ("to-time", "10:00"), (field, value)];
        if (field is not "to-day")
            form = [.. form.Where(one => one.Item1 != "to-time")];

        using var answer = await staff.SendFormToAsync("/en/console/new-incident", "/new-incident", form);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(None);
        Assert.Contains($"href=\"#{names}\"", page, StringComparison.Ordinal);
        // Nothing that was filled in is lost.
        Assert.Contains("The key was revoked.", page, StringComparison.Ordinal);
        Assert.Empty(await app.Get<IncidentBook>().ListAsync(None));
    }

    [Theory]
    [InlineData(IncidentStep.NotNotify, "reason-NotNotify", "It was encrypted.", "reason-NotNotify")]
    [InlineData(IncidentStep.Assess, "risk", "3", "risk")]
    [InlineData(IncidentStep.NotifyAuthority, "authority", "xx", "authority")]
    [InlineData(IncidentStep.Tell, "nature-sv", "Halv", "nature-en")]
    [InlineData(IncidentStep.NotTell, "ground", "NoHighRisk", "reason-NotTell")]
    [InlineData(IncidentStep.Close, "risk", "", "close")]
    public async Task A_step_that_cannot_be_taken_says_why_and_changes_nothing(IncidentStep step, string field, string value, string names)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var id = await app.OpenIncidentAsync();
        using var staff = await MayITests.SignedInAsync(app);

        using var answer = await staff.SendStepAsync($"/en/console/incidents/{id:D}", step, (field, value));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"href=\"#{names}\"", await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Equal(["incident.opened", "incident.read"], await app.FactsAsync(id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_notification_says_what_the_law_asks_for_with_the_reasons_for_a_delay_and_what_came_later(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock());
        var id = await app.OpenIncidentAsync(hours: 80);
        var subject = await SamplePeople.JobSeekerAsync(app);
        using var staff = await MayITests.SignedInAsync(app);
        var path = $"/en/console/incidents/{id:D}";
        using var withoutReasons = await staff.SendStepAsync(path, IncidentStep.NotifyAuthority, ("authority", "se"));
        using var late = await staff.SendStepAsync(
            path, IncidentStep.NotifyAuthority, ("authority", "se"), ("reason-NotifyAuthority", "Nobody was at work."));
        await app.SearchAsync(id, Ombud.Incidents.Affected.SearchKind.Held, IncidentCaller.Controller);
        using var more = await staff.SendStepAsync(path, IncidentStep.Supplement, ("reason-Supplement", "One person is affected."));
        using var added = await staff.SendFormToAsync(path, "/add", ("part", "Consequences"), ("text", "Spam may follow."));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, withoutReasons.StatusCode);
        Assert.All([late, more, added], answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        var json = JsonDocument.Parse(await staff.TextAsync(path + "/notification.json")).RootElement;
        Assert.Equal(
            (1, 3, "Nobody was at work.", "Spam may follow.", "One person is affected.", IncidentCaller.Canary),
            (json.GetProperty("approximatePeople").GetInt32(), json.GetProperty("approximateRecords").GetInt32(),
                Text("reasonsForDelay"), Text("likelyConsequences"), Text("supplements"), Text("facts")));
        Assert.Equal(1, json.GetProperty("peopleByResidence").GetProperty("SE").GetInt32());
        Assert.NotEqual(0, json.GetProperty("contactPoints").GetArrayLength());
        var page = await staff.TextAsync(path + "/notification");
        Assert.All(
            (string[])["Nobody was at work.", "Spam may follow.", "One person is affected.", IncidentCaller.Canary],
            said => Assert.Contains(said, page, StringComparison.Ordinal));
        Assert.DoesNotContain(subject.Value.ToString("D"), page, StringComparison.Ordinal);
        await AssertSealedAsync(app);

        string? Text(string part) => json.GetProperty(part)[0].GetProperty("text").GetString();
    }

    // What somebody wrote is in no table as they wrote it.
    private static async Task AssertSealedAsync(OmbudApp app)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        var texts = await context.Set<IncidentEntryRow>().Select(row => row.Sealed).ToListAsync(None);
        Assert.Contains(texts, text => text.Length > 0);
        Assert.All(texts, text => Assert.DoesNotContain(
            IncidentCaller.Canary, System.Text.Encoding.UTF8.GetString(text), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_but_staff_opens_the_register()
    {
        await using var app = await OmbudApp.StartAsync();
        var id = await app.OpenIncidentAsync();

        foreach (var path in new[]
        {
            "/en/console/incidents", "/en/console/new-incident", $"/en/console/incidents/{id:D}",
            $"/en/console/incidents/{id:D}/notification", $"/en/console/incidents/{id:D}/notification.json",
        })
        {
            using var refused = await app.Http.GetAsync(path, None);
            Assert.Equal("/en/console/sign-in", refused.Headers.Location!.OriginalString.Split('?')[0]);
        }
        Assert.Equal(["incident.opened"], await app.FactsAsync(id));
    }
}
