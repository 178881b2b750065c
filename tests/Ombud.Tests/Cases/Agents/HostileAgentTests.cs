using System.Net;
using Microsoft.EntityFrameworkCore;
using Ombud.Cases;
using Ombud.Cases.Agents;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases.Agents;

public sealed class HostileAgentTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task An_agent_finds_no_case_but_theirs_whatever_number_they_guess()
    {
        await using var app = await OmbudApp.StartAsync();
        var annas = await app.FileAsync(CaseKind.Access);
        var mine = await app.FileForAnnaAsync(CaseKind.Access);
        var (_, other) = await Person.SignInAsync(app, "other.agent@agents.example");
        using var stranger = other;
        using var agent = await app.AgentAsync();
        var form = await agent.OpenFormAsync($"/en/my-cases/{mine:D}", "form[action$='/as-agent/reply']");

        foreach (var (browser, id) in new[] { (agent, annas), (stranger, mine) })
        {
            using var shown = await browser.GetAsync($"/en/my-cases/{id:D}");
            Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        }
        foreach (var act in new[] { "as-agent/reply", "as-agent/step-down", "reply", "take-back", "mandate", "mandate/end" })
        {
            using var sent = await agent.SendAsync(
                form with { Action = $"/en/my-cases/{annas:D}/{act}" }, ("message", "mine"), ("answer", "Act"));
            Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        }
        Assert.Single((await app.FileOfAsync(annas)).Entries, entry => entry.Text is not null);
    }

    [Fact]
    public async Task An_agent_confirms_nothing_for_the_person_from_their_own_session()
    {
        await using var app = await OmbudApp.StartAsync();
        var id = await app.FileForAnnaAsync(CaseKind.Access);
        using var agent = await app.AgentAsync();
        var form = await agent.OpenFormAsync($"/en/my-cases/{id:D}", "form[action$='/as-agent/reply']");

        using var page = await agent.GetAsync($"/en/my-cases/{id:D}/mandate");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        foreach (var act in new[] { "mandate", "confirm", "mandate/end", "take-back", "reply" })
        {
            using var sent = await agent.SendAsync(
                form with { Action = $"/en/my-cases/{id:D}/{act}" }, ("answer", "ActAndReceive"), ("message", "mine"));
            Assert.Equal(HttpStatusCode.NotFound, sent.StatusCode);
        }
        var file = await app.FileOfAsync(id);
        Assert.Equal((MandateState.Asked, null, false), (file.State.Mandate!.State, file.Person, file.State.IsIdentityProved));
    }

    [Fact]
    public async Task A_session_that_is_not_fresh_is_asked_for_a_code_and_an_ordinary_confirmation_leads_to_the_question()
    {
        var clock = CaseCaller.Clock();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        var id = await app.FileForAnnaAsync(CaseKind.Access);
        var (_, browser) = await Person.SignInAsync(app, AgentCaller.Person);
        using var person = browser;
        var form = await person.OpenFormAsync($"/en/my-cases/{id:D}/mandate", "form[action$='/mandate']");

        using var confirmed = await person.SendAsync(form with { Action = $"/en/my-cases/{id:D}/confirm" });
        using var unsaid = await person.SendAsync(form);
        clock.Advance(TimeSpan.FromMinutes(20));
        using var stale = await person.SendAsync(form, ("answer", "Act"));

        Assert.Equal($"/en/my-cases/{id:D}/mandate", confirmed.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unsaid.StatusCode);
        Assert.Equal("/en/sign-in", stale.Headers.Location!.OriginalString.Split('?')[0]);
        Assert.Equal(MandateState.Asked, await app.MandateOfAsync(id));
        Assert.Null((await app.FileOfAsync(id)).Person);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_the_person_withdraws_ends_at_once_and_no_old_form_brings_it_back(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var id = await app.FileForAnnaAsync(CaseKind.Access);
        using var person = await app.AnswerAsync(id, MandateAnswer.ActAndReceive);
        using var agent = await app.AgentAsync();
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Answer));
        var reply = await agent.OpenFormAsync($"/en/my-cases/{id:D}", "form[action$='/as-agent/reply']");
        var old = await person.OpenFormAsync($"/en/my-cases/{id:D}/mandate", "form[action$='/mandate']");

        using var ended = await person.SendFormToAsync($"/en/my-cases/{id:D}", "/mandate/end");

        foreach (var path in new[] { "", "/as-agent/answer.json" })
        {
            using var shown = await agent.GetAsync($"/en/my-cases/{id:D}{path}");
            Assert.Equal(HttpStatusCode.NotFound, shown.StatusCode);
        }
        using var late = await agent.SendAsync(reply, ("message", "after all"));
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
        Assert.DoesNotContain(id.ToString("D"), await agent.TextAsync("/en/my-cases"), StringComparison.Ordinal);
        using var again = await person.SendAsync(old, ("answer", "ActAndReceive"));
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        Assert.Equal(MandateState.Withdrawn, await app.MandateOfAsync(id));
        Assert.DoesNotContain("case.answer-fetched", await app.FactsAsync(id));
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        Assert.Empty(await context.Set<CaseLookupRow>().ToListAsync(None));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_is_one_case_and_one_letter_each_and_many_forms_are_not_many_letters()
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Ombud.Tests.SignIn.Browser(app);
        var form = await browser.OpenFormAsync("/en/request?for=other", "form[action$='/request']");

        using var first = await browser.SendAsync(form, AgentCaller.Form(CaseKind.Access));
        using var again = await browser.SendAsync(form, AgentCaller.Form(CaseKind.Access));
        Assert.Single(await app.RowsAsync());
        Assert.Single(await app.LettersAsync(AgentCaller.Person));
        for (var i = 0; i < 7; i++)
            await app.FileForAnnaAsync(CaseKind.Access);

        Assert.Equal(8, (await app.RowsAsync()).Count);
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        var now = app.Get<TimeProvider>().GetUtcNow();
        var patient = await context.Set<Ombud.Mail.OutboxRow>().CountAsync(row => row.SendBefore > now, None);
        Assert.Equal(2 * Ombud.Cases.Filing.FileCase.LettersPerHourMax, patient);
    }

    [Fact]
    public async Task A_signed_in_agent_is_not_the_person_of_the_case_and_cannot_name_their_own_address_as_the_persons()
    {
        await using var app = await OmbudApp.StartAsync();
        using var agent = await app.AgentAsync();

        using var same = await agent.SendFormToAsync(
            "/en/request?for=other", "/request", AgentCaller.Form(CaseKind.Access, AgentCaller.Agent, agent: "else@agents.example"));
        using var sent = await agent.SendFormToAsync(
            "/en/request?for=other", "/request", AgentCaller.Form(CaseKind.Access, agent: "else@agents.example"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, same.StatusCode);
        var file = await app.FileOfAsync(Assert.Single(await app.RowsAsync()).CaseId);
        Assert.Equal((null, AgentCaller.Agent, false), (file.Person, file.Contact.Value.Agent!.Address, file.State.IsIdentityProved));
        Assert.Contains("Waits for proof", await agent.TextAsync(sent.Headers.Location!.OriginalString), StringComparison.Ordinal);
    }
}
