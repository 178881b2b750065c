using System.Net;
using Ombud.Assurance.Controls.Cases;
using Ombud.Cases;
using Ombud.Cases.Moving;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.Tests.Assurance;
using Ombud.Tests.Decisions;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases;

public sealed class FourEyesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0, "sv")]
    [InlineData(1, "en")]
    public async Task One_proposes_another_approves_and_the_clock_goes_on_meanwhile(int engine, string language)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var id = await app.FileAsync(CaseKind.Objection);
        var path = $"/{language}/console/cases/{id:D}";
        using var staff = await MayITests.SignedInAsync(app);
        using var other = await app.SecondStaffAsync();
        var before = (await app.FileOfAsync(id)).State;

        using var proposed = await staff.SendFormToAsync(
            path, "/step", ("step", "Refuse"), ("reason", "compelling-grounds"), ("message", "what the person will read"));
        var waits = (await app.FileOfAsync(id)).State;
        Assert.Equal((CaseStage.Received, before.Clock, CaseStep.Refuse), (waits.Stage, waits.Clock, waits.Proposal!.Step));
        Assert.Single(await app.LettersAsync("anna@person.example"));
        Assert.Contains(id.ToString("D"), await other.TextAsync($"/{language}/console/cases?eyes=waits"), StringComparison.Ordinal);
        Assert.DoesNotContain("/approve", await staff.TextAsync(path), StringComparison.Ordinal);
        Assert.Contains("what the person will read", await other.TextAsync(path), StringComparison.Ordinal);
        using var approved = await other.SendFormToAsync(path, "/approve");

        Assert.Equal(HttpStatusCode.Redirect, approved.StatusCode);
        var file = await app.FileOfAsync(id);
        Assert.Equal((CaseStage.Refused, null), (file.State.Stage, file.State.Proposal));
        var refusal = Assert.Single(file.Entries, entry => entry.Step is CaseStep.Refuse);
        Assert.Equal("what the person will read", refusal.Text!.Value.Value);
        var note = Assert.Single(file.Entries, entry => entry.Note is CaseNote.StepApproved);
        Assert.NotEqual(note.About, note.By);
        Assert.Equal(
            ["case.moved", "case.step-approved", "case.step-proposed"],
            (await app.FactsAsync(id)).Where(kind => kind is "case.moved" || kind.StartsWith("case.step", StringComparison.Ordinal)));
        Assert.DoesNotContain(id.ToString("D"), await other.TextAsync($"/{language}/console/cases?eyes=waits"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_takes_such_a_step_alone_by_whatever_form()
    {
        await using var app = await OmbudApp.StartAsync();
        var id = await app.FileAsync(CaseKind.Objection);
        var path = $"/en/console/cases/{id:D}";
        using var staff = await MayITests.SignedInAsync(app);
        using var proposed = await staff.SendFormToAsync(path, "/step", ("step", "Refuse"), ("reason", "compelling-grounds"));
        var proposal = (await app.FileOfAsync(id)).State.Proposal!;

        using var twice = await staff.SendFormToAsync(path, "/step", ("step", "Refuse"), ("reason", "compelling-grounds"));
        var form = await staff.OpenFormAsync(path, "form[action$='/send-back']");
        using var own = await staff.SendAsync(form with { Action = path + "/approve" });
        var direct = await app.Get<TakeStep>().RunAsync(
            id,
            new StepOrder(CaseStep.Refuse, CaseAuthor.Staff, proposal.By) { Reason = "compelling-grounds", Approves = proposal.Id },
            None);
        var without = await app.Get<TakeStep>().RunAsync(
            id, new StepOrder(CaseStep.Refuse, CaseAuthor.Staff, "else") { Reason = "compelling-grounds" }, None);
        var altered = await app.Get<TakeStep>().RunAsync(
            id, new StepOrder(CaseStep.Refuse, CaseAuthor.Staff, "else") { Reason = "nothing-held", Approves = proposal.Id }, None);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, twice.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, own.StatusCode);
        Assert.Equal(
            [CaseRefusal.SameAccount, CaseRefusal.SecondMissing, CaseRefusal.SecondMissing],
            [direct.Refusal, without.Refusal, altered.Refusal]);
        Assert.Equal(CaseStage.Received, (await app.FileOfAsync(id)).State.Stage);
        Assert.Contains("ombud staff add NAME", await staff.TextAsync(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_is_sent_back_says_why_and_a_proposal_that_was_replaced_is_not_approved(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var id = await app.FileAsync(CaseKind.Objection);
        var path = $"/en/console/cases/{id:D}";
        using var staff = await MayITests.SignedInAsync(app);
        using var other = await app.SecondStaffAsync();
        using var first = await staff.SendFormToAsync(path, "/step", ("step", "Refuse"), ("reason", "compelling-grounds"));
        var old = await other.OpenFormAsync(path, "form[action$='/approve']");

        using var silent = await other.SendFormToAsync(path, "/send-back", ("back", " "));
        using var back = await other.SendFormToAsync(path, "/send-back", ("back", "weigh it again"));
        Assert.Null((await app.FileOfAsync(id)).State.Proposal);
        using var second = await staff.SendFormToAsync(path, "/step", ("step", "Refuse"), ("reason", "no-such-right"));
        using var late = await other.SendAsync(old);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Contains("weigh it again", await staff.TextAsync(path), StringComparison.Ordinal);
        Assert.Contains("case.step-sent-back", await app.FactsAsync(id));
        var approvals = await Task.WhenAll(Enumerable.Range(0, 4).Select(async i => await app.Get<ProposeStep>().ApproveAsync(
            id, (await app.FileOfAsync(id)).State.Proposal?.Id ?? Guid.Empty, $"staff-{i}", None)));
        Assert.Single(approvals, one => one.Outcome is StepOutcome.Taken);
        Assert.Equal("no-such-right", (await app.FileOfAsync(id)).Entries.Single(entry => entry.Step is CaseStep.Refuse).Reason);
    }

    [Fact]
    public async Task The_control_of_it_holds_and_fails_where_one_alone_would_do()
    {
        await using var app = await OmbudApp.StartAsync();

        Assert.True((await app.MeasureAsync<FourEyesKept>()).Holds);
        Assert.False((await CaseBreaks.All["four-eyes"](app)).Holds);
        Assert.Empty(await app.RowsAsync());
    }

    [Fact]
    public async Task What_the_person_does_meanwhile_ends_the_proposal()
    {
        await using var app = await OmbudApp.StartAsync();
        var id = await app.FileAsync(CaseKind.Objection);
        var propose = app.Get<ProposeStep>();
        var order = new StepOrder(CaseStep.Refuse, CaseAuthor.Staff, "staff-one") { Reason = "nothing-held" };
        Assert.Equal(CaseRefusal.None, (await propose.RunAsync(id, order, None)).Refusal);
        var proposal = (await app.FileOfAsync(id)).State.Proposal!.Id;

        await app.Get<TakeStep>().RunAsync(id, new StepOrder(CaseStep.TakeBack, CaseAuthor.Person, "person"), None);

        Assert.Equal(CaseRefusal.SecondMissing, (await propose.ApproveAsync(id, proposal, "staff-two", None)).Refusal);
        Assert.Equal(CaseStage.Closed, (await app.FileOfAsync(id)).State.Stage);
    }

    [Fact]
    public async Task Staff_record_an_authoritys_demand_which_nobody_else_can_and_two_answer_it()
    {
        await using var app = await OmbudApp.StartAsync();
        using var staff = await MayITests.SignedInAsync(app);
        using var form = await app.Http.GetAsync("/en/request", None);
        Assert.DoesNotContain("AuthorityDemand", await form.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        using var browser = new Ombud.Tests.SignIn.Browser(app);
        using var sent = await browser.SendFormToAsync("/en/request", "/request", CaseCaller.Request(CaseKind.AuthorityDemand));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);

        var day = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        using var recorded = await staff.SendFormToAsync(
            "/en/console/new-case", "/console/new-case",
            [.. CaseCaller.Request(CaseKind.AuthorityDemand, "desk@authority.example"), ("channel", "Post"), ("received", day)]);
        var page = recorded.Headers.Location!.OriginalString;
        using var begun = await staff.SendFormToAsync(page, "/take-on");
        using var proposed = await staff.SendFormToAsync(page, "/step", ("step", "Answer"), ("message", "What is handed over."));

        var state = (await app.FileOfAsync(Assert.Single(await app.RowsAsync()).CaseId)).State;
        Assert.Equal((CaseStage.InWork, CaseStep.Answer), (state.Stage, state.Proposal!.Step));
    }
}
