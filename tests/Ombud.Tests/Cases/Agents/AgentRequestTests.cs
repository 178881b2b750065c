using System.Net;
using AngleSharp.Html.Parser;
using Ombud.Cases.Agents;
using Ombud.Collection.Facts;
using Ombud.Consents;
using Ombud.Corrections;
using Ombud.Database;
using Ombud.Log.Writing;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Cases.Agents;

public sealed class AgentRequestTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0, "sv")]
    [InlineData(1, "en")]
    public async Task The_agent_gets_the_letter_and_the_person_is_asked_and_known_and_unknown_are_alike(int engine, string language)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock());
        var (_, known) = await Person.SignInAsync(app, "known@person.example");
        known.Dispose();
        using var browser = new Browser(app);

        var answers = new List<string>();
        foreach (var address in new[] { "known@person.example", "nobody@person.example" })
        {
            using var sent = await browser.SendFormToAsync(
                $"/{language}/request?for=other", "/request", AgentCaller.Form(CaseKind.Access, address));
            Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
            using var page = await new HtmlParser().ParseDocumentAsync(await browser.TextAsync(sent.Headers.Location!.OriginalString));
            answers.Add(page.QuerySelector("main")!.TextContent);
        }

        // Of two cases of one moment either may come first.
        foreach (var row in await app.RowsAsync())
            answers = [.. answers.Select(answer => answer.Replace(row.CaseId.ToString("D"), "", StringComparison.Ordinal))];

        Assert.Equal(answers[0], answers[1]);
        var rows = await app.RowsAsync();
        Assert.All(rows, row => Assert.Equal((null, true), (row.PersonId, row.IsOpen)));
        Assert.Equal(MandateState.Asked, await app.MandateOfAsync(rows[0].CaseId));
        Assert.Equal(["case.mandate-moved", "case.moved", "case.received"], await app.FactsAsync(rows[0].CaseId));
        var asked = await app.LettersAsync("nobody@person.example");
        Assert.DoesNotContain("Lo Ombud", Assert.Single(asked).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(CaseCaller.Canary, asked[0].Body, StringComparison.Ordinal);
        Assert.Equal(2, (await app.LettersAsync(AgentCaller.Agent)).Count);
    }

    [Theory]
    [InlineData("", "", "", "#capacity #agent-name #agent-address")]
    [InlineData("Owner", "Lo Ombud", "no-address", "#capacity #agent-address")]
    [InlineData("Lawyer", "Lo Ombud", "anna@person.example", "#address")]
    [InlineData("Lawyer", "Lo Ombud", "ANNA@Person.example", "#address")]
    public async Task What_is_wrong_with_the_agent_is_said_at_its_field(string capacity, string name, string agent, string fields)
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);

        using var sent = await browser.SendFormToAsync(
            "/en/request?for=other", "/request", AgentCaller.Form(CaseKind.Access, agent: agent, capacity: capacity, name: name));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        using var page = await new HtmlParser().ParseDocumentAsync(await sent.Content.ReadAsStringAsync(None));
        Assert.Equal(fields, string.Join(' ', page.QuerySelectorAll("#errors a").Select(link => link.GetAttribute("href"))));
        Assert.Equal(name, page.QuerySelector("#agent-name")!.GetAttribute("value") ?? "");
        Assert.Empty(await app.RowsAsync());
    }

    [Fact]
    public async Task A_report_has_no_agent_and_the_person_of_an_agents_case_must_be_named()
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);

        using var report = await browser.SendFormToAsync(
            "/en/request?for=other", "/request", AgentCaller.Form(CaseKind.SuspectedChild));
        using var nobody = await browser.SendFormToAsync(
            "/en/request?for=other", "/request", AgentCaller.Form(CaseKind.Access, person: ""));

        Assert.Contains("href=\"#kind\"", await report.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Contains("href=\"#address\"", await nobody.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Empty(await app.RowsAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Nothing_is_answered_until_the_person_confirms_and_then_the_agent_follows_and_the_person_picks_up(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var id = await app.FileForAnnaAsync(CaseKind.Access);
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.ProveIdentity));
        Assert.Equal(CaseRefusal.MandateMissing, await app.StepAsync(id, CaseStep.Answer));
        Assert.Equal(CaseRefusal.MandateMissing, await app.StepAsync(id, CaseStep.Refuse, "nothing-held"));
        using var agent = await app.AgentAsync();
        Assert.Contains($"/my-cases/{id:D}", await agent.TextAsync("/en/my-cases"), StringComparison.Ordinal);
        using var replied = await agent.SendFormToAsync($"/en/my-cases/{id:D}", "/as-agent/reply", ("message", "from the agent"));

        using var person = await app.AnswerAsync(id, MandateAnswer.Act);

        using var written = await person.SendFormToAsync($"/en/my-cases/{id:D}", "/reply", ("message", "between the person and you"));
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.AnswerInPart, "others-rights"));
        var page = await agent.TextAsync($"/en/my-cases/{id:D}");
        Assert.Contains("from the agent", page, StringComparison.Ordinal);
        Assert.Contains("Answered in part", page, StringComparison.Ordinal);
        Assert.DoesNotContain("between the person and you", page, StringComparison.Ordinal);
        Assert.DoesNotContain("article 15(4)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("answer.json", page, StringComparison.Ordinal);
        using var fetched = await agent.GetAsync($"/en/my-cases/{id:D}/as-agent/answer.json");
        Assert.Equal(HttpStatusCode.NotFound, fetched.StatusCode);
        Assert.Contains("article 15(4)", await person.TextAsync($"/en/my-cases/{id:D}"), StringComparison.Ordinal);
        var decided = (await app.LettersAsync(AgentCaller.Agent))
            .Where(letter => letter.Subject.Contains("decided", StringComparison.Ordinal));
        Assert.DoesNotContain("15(4)", Assert.Single(decided).Body, StringComparison.Ordinal);
        Assert.Contains(await app.LettersAsync(AgentCaller.Person), letter => letter.Body.Contains("15(4)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_answer_goes_to_the_agent_where_the_person_says_so_and_the_file_tells_who_fetched_it()
    {
        await using var app = await OmbudApp.StartAsync();
        var id = await app.FileForAnnaAsync(CaseKind.Access);
        using var person = await app.AnswerAsync(id, MandateAnswer.ActAndReceive);
        var anna = new MyData.Person(app, (await app.FileOfAsync(id)).Person!.Value);
        await anna.GiveAsync("given-name", "contact-details", "Held when answered");
        var moved = await anna.GiveAsync("name", "contact-details", "Where she lived then");
        await anna.GiveAsync("given-name", "contact-details", "Held by another company", controller: "allegis-group-inc");
        using var agent = await app.AgentAsync();
        var path = $"/en/my-cases/{id:D}/as-agent/answer.json";
        using var early = await agent.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);

        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Answer));
        await anna.GiveAsync("given-name", "contact-details", "Given after the answer");
        Assert.IsType<Corrected.Done>(
            await app.Get<CorrectRecord>().RunAsync(new(anna.Id, moved, new("Where she lives now"), "self"), None));
        await app.Get<Ledger>().AppendAsync(anna.Id, new ResidenceStated("NO"), None);
        await app.Get<Ledger>().AppendAsync(anna.Id, new ObjectionMade("*", ObjectionState.Upheld), None);
        var answer = await agent.TextAsync(path);

        Assert.Contains("ombud.my-data/1", answer, StringComparison.Ordinal);
        Assert.Contains("Held when answered", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Held by another company", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Given after the answer", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Where she", answer, StringComparison.Ordinal);
        Assert.Contains("\"leftOutAsChanged\": 1", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("\"NO\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("upheld", answer, StringComparison.Ordinal);
        Assert.Contains("The agent fetched the answer", await person.TextAsync($"/en/my-cases/{id:D}"), StringComparison.Ordinal);
        Assert.Contains("case.answer-fetched", await app.FactsAsync(id));

        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Close));
        using var late = await agent.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, late.StatusCode);
    }

    [Fact]
    public async Task Whoever_asked_for_nothing_says_so_and_whoever_goes_on_themselves_has_the_case()
    {
        await using var app = await OmbudApp.StartAsync();
        var (nothing, myself) = (await app.FileForAnnaAsync(CaseKind.Access), await app.FileForAnnaAsync(CaseKind.Erasure));

        using var first = await app.AnswerAsync(nothing, MandateAnswer.Nothing);
        using var second = await app.AnswerAsync(myself, MandateAnswer.Myself);

        Assert.Equal(CaseStage.Closed, (await app.FileOfAsync(nothing)).State.Stage);
        Assert.Null((await app.FileOfAsync(nothing)).Person);
        var own = await app.FileOfAsync(myself);
        Assert.Equal(
            (CaseStage.InWork, true, MandateState.Withdrawn), (own.State.Stage, own.State.IsIdentityProved, own.State.Mandate!.State));
        Assert.NotNull(own.Person);
        Assert.Equal(
            2, (await app.LettersAsync(AgentCaller.Agent)).Count(one => one.Subject.Contains("no longer", StringComparison.Ordinal)));
    }
}
