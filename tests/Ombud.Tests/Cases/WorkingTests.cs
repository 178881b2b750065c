using System.Net;
using System.Text.Json;
using Ombud.Cases;
using Ombud.Cases.Moving;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.Tests.Decisions;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases;

public sealed class WorkingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0, "sv")]
    [InlineData(1, "en")]
    public async Task Staff_take_a_case_on_lengthen_it_and_refuse_it_with_its_reason(int engine, string language)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock());
        var id = await app.FileAsync(CaseKind.Objection);
        using var staff = await MayITests.SignedInAsync(app);
        var path = $"/{language}/console/cases/{id:D}";

        Assert.Contains(id.ToString("D"), await staff.TextAsync($"/{language}/console/cases"), StringComparison.Ordinal);
        using var taken = await staff.SendFormToAsync(path, "/take-on");
        using var extended = await staff.SendFormToAsync(
            path, "/step", ("step", "Extend"), ("reason", "complex"), ("until", "2027-02-01"));
        using var proposed = await staff.SendFormToAsync(path, "/step", ("step", "Refuse"), ("reason", "compelling-grounds"));
        using var second = await app.SecondStaffAsync();
        using var refused = await second.SendFormToAsync(path, "/approve");

        HttpResponseMessage[] answers = [taken, extended, proposed, refused];
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        var file = await app.FileOfAsync(id);
        Assert.Equal((CaseStage.Refused, true, new DateOnly(2027, 2, 1)),
            (file.State.Stage, file.State.IsExtended, file.State.Clock!.LastDay));
        Assert.NotNull(file.Owner);
        var letters = await app.LettersAsync("anna@person.example");
        Assert.Single(letters, letter => letter.Body.Contains("imy.se", StringComparison.Ordinal)
            && letter.Body.Contains("article 21(1)", StringComparison.Ordinal));
        Assert.Single(letters, letter => letter.Body.Contains("1 February 2027", StringComparison.Ordinal));
        Assert.DoesNotContain(id.ToString("D"), await staff.TextAsync($"/{language}/console/cases"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Answer", "", "", "step")]
    [InlineData("Refuse", "", "", "reason")]
    [InlineData("Extend", "complex", "", "until")]
    [InlineData("Extend", "complex", "2027-04-01", "until")]
    [InlineData("Extend", "compelling-grounds", "2027-02-01", "reason")]
    [InlineData("AskPerson", "", "", "step")]
    [InlineData("TakeBack", "", "", "step")]
    [InlineData("7", "", "", "step")]
    public async Task A_step_that_cannot_be_taken_says_why_and_changes_nothing(string step, string reason, string until, string field)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        var id = await app.FileAsync(CaseKind.Access);
        using var staff = await MayITests.SignedInAsync(app);
        var before = await app.FactsAsync(id);

        using var answer = await staff.SendFormToAsync(
            $"/en/console/cases/{id:D}", "/step", ("step", step), ("reason", reason), ("until", until));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($"href=\"#{field}\"", await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Equal(CaseStage.IdentityWanted, (await app.FileOfAsync(id)).State.Stage);
        Assert.Equal([.. before.Append("case.read").Order(StringComparer.Ordinal)], await app.FactsAsync(id));
        Assert.Single(await app.LettersAsync("anna@person.example"));
    }

    [Fact]
    public async Task Before_identity_is_shown_nobody_gets_an_answer()
    {
        await using var app = await OmbudApp.StartAsync();
        var id = await app.FileAsync(CaseKind.Access);

        Assert.Equal(CaseRefusal.NotHere, await app.StepAsync(id, CaseStep.Answer));
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.ProveIdentity));
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.AskIdentity));
        Assert.Equal(CaseRefusal.NotHere, await app.StepAsync(id, CaseStep.Answer));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Of_two_answers_at_once_one_counts(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var id = await app.FileAsync(CaseKind.Question);
        await app.StepAsync(id, CaseStep.Begin);

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => app.Get<TakeStep>().RunAsync(
            id, new StepOrder(CaseStep.Answer, CaseAuthor.Staff, $"staff-{i}"), None)));

        Assert.Single(taken, one => one.Outcome is StepOutcome.Taken);
        Assert.All(taken.Where(one => one.Outcome is not StepOutcome.Taken), one => Assert.Equal(CaseRefusal.NotHere, one.Refusal));
        Assert.Equal(["case.moved", "case.moved", "case.received"], await app.FactsAsync(id));
    }

    [Fact]
    public async Task Whoever_opens_a_file_leaves_a_fact_and_nobody_but_staff_opens_it()
    {
        await using var app = await OmbudApp.StartAsync();
        var id = await app.FileAsync(CaseKind.Complaint);
        using var staff = await MayITests.SignedInAsync(app);

        var file = $"/en/console/cases/{id:D}";
        foreach (var path in new[] { "/en/console/cases", file, file + "/dossier.json", "/en/console/new-case" })
        {
            using var refused = await app.Http.GetAsync(path, None);
            Assert.Equal("/en/console/sign-in", refused.Headers.Location!.OriginalString.Split('?')[0]);
        }
        var dossier = JsonDocument.Parse(await staff.TextAsync(file + "/dossier.json")).RootElement;

        Assert.Equal(CaseCaller.Canary, dossier.GetProperty("entries")[0].GetProperty("text").GetString());
        Assert.Equal("framework-complaint", dossier.GetProperty("clocks")[0].GetProperty("rule").GetString());
        Assert.Equal(["case.read", "case.received"], await app.FactsAsync(id));
    }

    [Fact]
    public async Task What_came_by_phone_runs_from_the_day_it_came()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock());
        using var staff = await MayITests.SignedInAsync(app);
        (string, string)[] request = [.. CaseCaller.Request(CaseKind.Access, address: ""), ("channel", "Phone")];

        using var tooOld = await staff.SendFormToAsync("/en/console/new-case", "/new-case", [.. request, ("received", "2026-01-01")]);
        using var filed = await staff.SendFormToAsync("/en/console/new-case", "/new-case", [.. request, ("received", "2026-11-20")]);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooOld.StatusCode);
        Assert.Contains("href=\"#received\"", await tooOld.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        var row = Assert.Single(await app.RowsAsync());
        Assert.Equal($"/en/console/cases/{row.CaseId:D}", filed.Headers.Location!.OriginalString);
        Assert.Equal((CaseChannel.Phone, new DateOnly(2026, 12, 21)), (row.Channel, row.LastDay));
    }
}
