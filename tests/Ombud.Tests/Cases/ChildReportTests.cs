using System.Net;
using Microsoft.EntityFrameworkCore;
using Ombud.Cases;
using Ombud.Cases.Moving;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Policies.Cases;
using Ombud.Tests.Decisions;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Cases;

public sealed class ChildReportTests
{
    private const string Child = "child@person.example";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0, "sv", "Klar")]
    [InlineData(1, "en", "Done")]
    public async Task A_report_opens_the_erasure_of_the_child_and_is_answered_when_that_is_done(int engine, string language, string done)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var child = await Person.UnprovedAsync(app, Child);
        await child.GiveAsync("email", "contact-details", Child);
        var id = await app.FileAsync(CaseKind.SuspectedChild, "teacher@person.example");
        using var staff = await MayITests.SignedInAsync(app);
        var path = $"/{language}/console/cases/{id:D}";
        using var taken = await staff.SendFormToAsync(path, "/take-on");

        using var early = await staff.SendFormToAsync(path, "/step", ("step", "Answer"));
        var form = await FindAsync(staff, path, Child);
        Assert.Equal(child.Id.Value.ToString("D"), form.Hidden["subject"]);
        using var confirmed = await staff.SendAsync(form);

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), (early.StatusCode, confirmed.StatusCode));
        var erasure = await app.Get<EraseSubject>().FindAsync(child.Id, None);
        Assert.Equal(ErasureReason.Child, erasure!.Reason);
        Assert.True(erasure.Step >= ErasureStep.KeysDestroyed);
        await app.Get<EraseSubject>().RunAsync(child.Id, None);
        var page = await staff.TextAsync(path);
        Assert.Contains($"/{language}/erasure/{erasure.ReceiptId:D}", page, StringComparison.Ordinal);
        Assert.Contains($">{done}<", page, StringComparison.Ordinal);
        using var answered = await staff.SendFormToAsync(path, "/step", ("step", "Answer"));
        Assert.Equal(CaseStage.Answered, (await app.FileOfAsync(id)).State.Stage);
        Assert.Contains("case.erasure-opened", await app.FactsAsync(id));
        Assert.Contains("case.person-sought", await app.FactsAsync(id));
    }

    [Fact]
    public async Task While_the_erasure_goes_on_the_report_is_neither_answered_nor_answered_in_part()
    {
        await using var app = await OmbudApp.StartAsync();
        var (child, other) = (await Person.UnprovedAsync(app, Child), await Person.UnprovedAsync(app, Child));
        var id = await app.FileAsync(CaseKind.SuspectedChild, address: null);
        await app.StepAsync(id, CaseStep.Begin);
        await OpenAsync(app, id, child);
        await app.Get<EraseSubject>().RunAsync(child.Id, None);
        // The second is asked for, and nobody has gone on with it.
        await TamperAsync(app, "create trigger stuck before update on erasure begin select raise(abort, 'stuck'); end");
        await Assert.ThrowsAnyAsync<Exception>(() => OpenAsync(app, id, other));

        var refusals = new[] { await app.StepAsync(id, CaseStep.Answer), await app.StepAsync(id, CaseStep.AnswerInPart, "nothing-held") };
        await TamperAsync(app, "drop trigger stuck");
        await app.Get<EraseSubject>().RunAsync(other.Id, None);

        Assert.Equal([CaseRefusal.ErasureMissing, CaseRefusal.ErasureMissing], refusals);
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Answer));
    }

    [Fact]
    public async Task An_unfounded_report_is_refused_with_a_reason_and_nobody_is_erased()
    {
        await using var app = await OmbudApp.StartAsync();
        var somebody = await Person.UnprovedAsync(app, Child);
        var id = await app.FileAsync(CaseKind.SuspectedChild, "teacher@person.example");
        using var staff = await MayITests.SignedInAsync(app);
        var path = $"/en/console/cases/{id:D}";

        using var without = await staff.SendFormToAsync(path, "/step", ("step", "Refuse"));
        using var with = await staff.SendFormToAsync(path, "/step", ("step", "Refuse"), ("reason", "not-a-child"));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.Redirect), (without.StatusCode, with.StatusCode));
        Assert.Null(await app.Get<EraseSubject>().FindAsync(somebody.Id, None));
        Assert.Null(await app.Get<ChildErasures>().OpenAsync(id, somebody.Id, "staff-one", None));
        Assert.Null(await app.Get<EraseSubject>().FindAsync(somebody.Id, None));
    }

    [Fact]
    public async Task Whoever_reported_reads_nothing_of_the_erasure()
    {
        await using var app = await OmbudApp.StartAsync();
        var child = await Person.UnprovedAsync(app, Child);
        var (_, browser) = await Person.SignInAsync(app, "teacher@person.example");
        using var own = browser;
        using var filed = await browser.SendFormToAsync(
            "/en/request", "/request", CaseCaller.Request(CaseKind.SuspectedChild, address: ""));
        var id = Assert.Single(await app.RowsAsync()).CaseId;
        var receipt = await OpenAsync(app, id, child);

        var page = await browser.TextAsync($"/en/my-cases/{id:D}");

        Assert.Contains(CaseCaller.Canary, page, StringComparison.Ordinal);
        Assert.DoesNotContain(receipt.ToString("D"), page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody@person.example", CaseKind.SuspectedChild, HttpStatusCode.UnprocessableEntity)]
    [InlineData("neither address nor id", CaseKind.SuspectedChild, HttpStatusCode.UnprocessableEntity)]
    [InlineData(Child, CaseKind.Complaint, HttpStatusCode.NotFound)]
    public async Task Nobody_is_found_who_is_not_known_or_whom_no_report_is_about(string who, CaseKind kind, HttpStatusCode status)
    {
        await using var app = await OmbudApp.StartAsync();
        await Person.UnprovedAsync(app, Child);
        var report = await app.FileAsync(CaseKind.SuspectedChild);
        var id = kind is CaseKind.SuspectedChild ? report : await app.FileAsync(kind, "bo@person.example");
        using var staff = await MayITests.SignedInAsync(app);
        var form = await staff.OpenFormAsync($"/en/console/cases/{report:D}", "form[action$='/find-person']");

        using var answer = await staff.SendAsync(form with { Action = $"/en/console/cases/{id:D}/find-person" }, ("who", who));

        Assert.Equal(status, answer.StatusCode);
        Assert.DoesNotContain("name=\"subject\"", await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_child_goes_before_whoever_asked_earlier_and_a_report_confirmed_twice_is_noted_once()
    {
        await using var app = await OmbudApp.StartAsync();
        var (first, child) = (await Person.UnprovedAsync(app, "anna@person.example"), await Person.UnprovedAsync(app, Child));
        var asked = await app.Get<EraseSubject>().AskAsync(first.Id, ErasureReason.Asked, "self", None);
        var id = await app.FileAsync(CaseKind.SuspectedChild);

        var receipts = new[] { await OpenAsync(app, id, child), await OpenAsync(app, id, child) };

        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        Assert.Single(receipts.Distinct());
        Assert.Single((await app.FileOfAsync(id)).NotedAbout(CaseNote.ErasureOpened));
        var noted = await app.Get<EraseSubject>().AskAsync(
            (await Person.UnprovedAsync(app, "bo@person.example")).Id, ErasureReason.Child, "staff-one", None);
        Assert.True(noted!.DueAt < asked!.DueAt);
    }

    private static async Task<Guid> OpenAsync(OmbudApp app, Guid id, Person child) =>
        await app.Get<ChildErasures>().OpenAsync(id, child.Id, "staff-one", None)
            ?? throw new InvalidOperationException("No erasure was opened.");

    private static async Task<Browser.Form> FindAsync(Browser staff, string path, string who)
    {
        using var answer = await staff.SendFormToAsync(path, "/find-person", ("who", who));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Browser.FormOfAsync(answer, "form[action$='/child']");
    }

    private static Task TamperAsync(OmbudApp app, string sql) => Assurance.TamperBreaks.RunAsync(app, sql);
}
