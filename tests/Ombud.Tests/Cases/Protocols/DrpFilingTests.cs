using System.Net;
using Ombud.Cases;
using Ombud.Cases.Agents;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.Tests.Cases.Agents;
using Ombud.Tests.Cases.Mailbox;
using Ombud.Tests.Running;
using Ombud.Tests.SignIn;

namespace Ombud.Tests.Cases.Protocols;

/// <summary>Requests by the Data Rights Protocol, as an agent sends them.</summary>
public sealed class DrpFilingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_request_becomes_an_agents_case_in_which_the_person_is_asked(int storage)
    {
        using var agent = new DrpCaller();
        await using var app = await OmbudApp.StartAsync((StorageKind)storage, CaseCaller.Clock(), DrpCaller.Settings(agent));

        var reply = await agent.ExerciseAsync(app, agent.Claims(app));

        var row = Assert.Single(await app.RowsAsync());
        Assert.Equal(
            (CaseKind.Access, CaseChannel.DataRightsProtocol, CaseCaller.Controller, "US-CA", "en", app.Now(), (Guid?)null),
            (row.Kind, row.Channel, row.Controller, row.Residence, row.Language, row.ReceivedAt, row.PersonId));
        var file = await app.FileOfAsync(row.CaseId);
        Assert.Equal((CaseStage.IdentityWanted, new Mandate(AgentCapacity.RegisteredAgent)), (file.State.Stage, file.State.Mandate));
        Assert.Equal(("Anna Exempel", DrpCaller.Anna, agent.Name, null), (
            file.Contact.Value.Name, file.Contact.Value.Address, file.Contact.Value.Agent!.Name, file.Contact.Value.Agent.Address));
        Assert.DoesNotContain("4155550100", file.Entries[0].Text!.Value.Value, StringComparison.Ordinal);
        Assert.Equal(["case.mandate-moved", "case.moved", "case.received"], await app.FactsAsync(row.CaseId));

        Assert.Equal((HttpStatusCode.OK, row.CaseId.ToString("D")), (reply.Status, reply["request_id"]));
        Assert.Equal(("in_progress", "need_user_verification", "request-1"), (reply["status"], reply["reason"], reply["agent_request_id"]));
        Assert.Equal($"{file.State.Clock!.LastDay:yyyy-MM-dd}T23:59:59+00:00", reply["expected_by"]);
        Assert.Equal(new Uri(app.Address, $"/en/my-cases/{row.CaseId:D}/mandate").ToString(), reply["user_verification_url"]);
        Assert.Equal(app.Now(), DateTimeOffset.Parse(reply["received_at"]!, null));

        var letter = Assert.Single(await app.LettersAsync(DrpCaller.Anna));
        Assert.Equal("Somebody wants to act for you", letter.Subject);
        Assert.Contains("registered agent", letter.Body, StringComparison.Ordinal);
        Assert.DoesNotContain(agent.Name, letter.Body, StringComparison.Ordinal);
        ReadMailboxTests.NothingIsTold(app);
    }

    [Fact]
    public async Task The_staff_see_by_which_way_it_came_in_both_languages_and_record_nothing_by_it()
    {
        using var agent = new DrpCaller();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), DrpCaller.Settings(agent));
        var id = (await agent.ExerciseAsync(app, agent.Claims(app)))["request_id"];
        using var staff = await app.SecondStaffAsync();

        Assert.Contains(
            "Data Rights Protocol, from an agent", await staff.TextAsync($"/en/console/cases/{id}"), StringComparison.Ordinal);
        var swedish = await staff.TextAsync($"/sv/console/cases/{id}");
        Assert.Contains("Data Rights Protocol, fr&#xE5;n ett ombud", swedish.Replace("å", "&#xE5;", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"DataRightsProtocol\"", await staff.TextAsync("/en/console/new-case"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("access", CaseKind.Access)]
    [InlineData("access:categories", CaseKind.Access)]
    [InlineData("access:specific", CaseKind.Access)]
    [InlineData("deletion", CaseKind.Erasure)]
    [InlineData("sale:opt_out", CaseKind.Objection)]
    [InlineData("sale:opt_in", null)]
    [InlineData("correction", null)]
    public async Task A_rights_action_is_a_kind_of_case_or_is_said_not_to_be_supported(string exercise, CaseKind? kind)
    {
        using var agent = new DrpCaller();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), DrpCaller.Settings(agent));

        var reply = await agent.ExerciseAsync(app, agent.Claims(app, exercise));

        Assert.Equal(kind, (await app.RowsAsync()).SingleOrDefault()?.Kind);
        if (kind is null)
        {
            Assert.Equal(("400", "That rights action is not supported.", "True"), (reply["code"], reply["message"], reply["fatal"]));
            Assert.Equal(HttpStatusCode.BadRequest, reply.Status);
            return;
        }
        Assert.Equal(("in_progress", "need_user_verification"), (reply["status"], reply["reason"]));
        Assert.NotNull(reply["expected_by"]);
        var file = await app.FileOfAsync(Guid.Parse(reply["request_id"]!));
        Assert.Contains($"exercise: {exercise}\n", file.Entries[0].Text!.Value.Value, StringComparison.Ordinal);
        Assert.Equal(CaseRefusal.MandateMissing, await AnswerAsync(app, file.Id));
    }

    [Fact]
    public async Task Known_and_unknown_are_answered_alike()
    {
        using var agent = new DrpCaller();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), DrpCaller.Settings(agent));
        var (_, browser) = await MyData.Person.SignInAsync(app, "known@person.example");
        browser.Dispose();

        var replies = new List<string>();
        foreach (var address in new[] { "known@person.example", "nobody@person.example" })
        {
            var claims = agent.Claims(app, email: address);
            claims.Remove("agent-request-id");
            var reply = await agent.ExerciseAsync(app, claims);
            replies.Add($"{(int)reply.Status} {reply.Text.Replace(reply["request_id"]!, "", StringComparison.Ordinal)}");
        }

        Assert.Equal(replies[0], replies[1]);
        Assert.All(await app.RowsAsync(), row => Assert.Null(row.PersonId));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_that_is_sent_again_is_the_same_case_and_another_message_under_its_name_is_refused(bool isNamed)
    {
        using var agent = new DrpCaller();
        var clock = CaseCaller.Clock();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock, DrpCaller.Settings(agent));
        var claims = agent.Claims(app);
        if (!isNamed)
            claims.Remove("agent-request-id");

        var first = await agent.ExerciseAsync(app, claims);
        clock.Advance(TimeSpan.FromMinutes(2));
        if (isNamed)
            claims["issued-at"] = DrpCaller.Moment(app.Now());
        var again = await agent.ExerciseAsync(app, claims);
        claims["exercise"] = "deletion";
        var altered = await agent.ExerciseAsync(app, claims);

        Assert.Equal((HttpStatusCode.OK, first.Text), (again.Status, again.Text));
        Assert.Equal(isNamed ? HttpStatusCode.Conflict : HttpStatusCode.OK, altered.Status);
        Assert.Equal(isNamed ? "409" : null, altered["code"]);
        Assert.Equal(isNamed ? 1 : 2, (await app.RowsAsync()).Count);
        Assert.Equal(isNamed ? 1 : 2, (await app.LettersAsync(DrpCaller.Anna)).Count);
    }

    [Fact]
    public async Task A_case_that_its_person_made_theirs_is_found_when_its_request_is_sent_again()
    {
        using var agent = new DrpCaller();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), DrpCaller.Settings(agent));
        var id = Guid.Parse((await agent.ExerciseAsync(app, agent.Claims(app)))["request_id"]!);
        // Entries of one moment are in no order.
        app.Clock!.Advance(TimeSpan.FromSeconds(1));
        using var person = await app.AnswerAsync(id, MandateAnswer.Act);

        var again = await agent.ExerciseAsync(app, agent.Claims(app));

        Assert.Equal((id.ToString("D"), "in_progress", null), (again["request_id"], again["status"], again["reason"]));
        Assert.Single(await app.RowsAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_request_that_is_sent_several_times_at_once_is_one_case(int engine)
    {
        using var agent = new DrpCaller();
        await using var app = await OmbudApp.StartAsync((Engine)engine, CaseCaller.Clock(), DrpCaller.Settings(agent));
        var (token, claims) = (await agent.TokenAsync(app), agent.Claims(app));

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => agent.ExerciseAsync(app, claims, token)));

        Assert.All(replies, reply => Assert.Equal((HttpStatusCode.OK, replies[0].Text), (reply.Status, reply.Text)));
        Assert.Single(await app.RowsAsync());
        Assert.Single(await app.LettersAsync(DrpCaller.Anna));
    }

    [Fact]
    public async Task Nobody_calls_themselves_a_controller_by_the_form()
    {
        await using var app = await OmbudApp.StartAsync();
        using var browser = new Browser(app);

        using var sent = await browser.SendFormToAsync(
            "/en/request?for=other", "/request", AgentCaller.Form(CaseKind.Access, capacity: "Controller"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.StatusCode);
        Assert.Empty(await app.RowsAsync());
    }

    [Fact]
    public async Task Two_agents_may_call_their_requests_the_same()
    {
        using var agent = new DrpCaller();
        using var other = new DrpCaller("OTHER_AGENT", "Annat Ombud AB");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), DrpCaller.Settings(agent, other));

        var one = await agent.ExerciseAsync(app, agent.Claims(app));
        var two = await other.ExerciseAsync(app, other.Claims(app, email: "bo@person.example"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (one.Status, two.Status));
        Assert.NotEqual(one["request_id"], two["request_id"]);
    }

    private static async Task<CaseRefusal> AnswerAsync(OmbudApp app, Guid id)
    {
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.ProveIdentity));
        // Where nobody has to show who they are, nobody has begun by that.
        await app.StepAsync(id, CaseStep.Begin);
        return await app.StepAsync(id, CaseStep.Answer);
    }
}
