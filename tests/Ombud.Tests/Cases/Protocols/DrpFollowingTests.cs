using System.Net;
using Ombud.Cases;
using Ombud.Cases.Agents;
using Ombud.Database;
using Ombud.Policies.Cases;
using Ombud.Tests.Cases.Agents;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases.Protocols;

/// <summary>Where a request stands, told to the agent who made it and to nobody else.</summary>
public sealed class DrpFollowingTests
{
    [Fact]
    public async Task Another_agents_request_and_none_at_all_are_answered_alike()
    {
        using var agent = new DrpCaller();
        using var other = new DrpCaller("OTHER_AGENT", "Annat Ombud AB");
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), DrpCaller.Settings(agent, other));
        var id = await FileAsync(app, agent);
        var byForm = await app.FileForAnnaAsync(CaseKind.Access);
        var elsewhere = await agent.TokenAsync(app, DrpCaller.OtherBusiness);

        Reply[] replies =
        [
            await other.StatusAsync(app, id), await agent.StatusAsync(app, id, elsewhere), await agent.StatusAsync(app, byForm),
            await agent.StatusAsync(app, Guid.CreateVersion7()), await agent.StatusAsync(app, "request-1"),
            await other.RevokeAsync(app, id), await agent.RevokeAsync(app, byForm), await agent.RevokeAsync(app, Guid.CreateVersion7()),
        ];

        Assert.All(replies, reply => Assert.Equal((HttpStatusCode.Forbidden, replies[0].Text), (reply.Status, reply.Text)));
        Assert.Equal("403", replies[0]["code"]);
        Assert.Equal("in_progress", (await agent.StatusAsync(app, id))["status"]);
        Assert.Equal(CaseStage.IdentityWanted, (await app.FileOfAsync(byForm)).State.Stage);
    }

    [Fact]
    public async Task A_request_goes_through_the_protocols_states_as_its_case_does()
    {
        using var agent = new DrpCaller();
        var clock = CaseCaller.Clock();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock, DrpCaller.Settings(agent));
        var id = await FileAsync(app, agent);
        await ShowsAsync(app, agent, id, "in_progress", "need_user_verification", "by a letter");

        using var person = await app.AnswerAsync(id, MandateAnswer.Act);
        await ShowsAsync(app, agent, id, "in_progress", null, null);
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.AskPerson));
        await ShowsAsync(app, agent, id, "in_progress", null, "A question waits");
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Answer));
        await ShowsAsync(app, agent, id, "fulfilled", null, "gone to the person");
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Close));
        await ShowsAsync(app, agent, id, "fulfilled", null, "gone to the person");
        Assert.Null((await agent.StatusAsync(app, id))["expected_by"]);
    }

    [Theory]
    [InlineData("Act", "nothing-held", "other", null)]
    [InlineData("ActAndReceive", "nothing-held", "no_match", "We hold no such data")]
    [InlineData("ActAndReceive", "law-demands-it", "claim_not_covered", "A law demands")]
    [InlineData("Act", "no-such-right", "outside_jurisdiction", "does not give that right")]
    [InlineData(null, "mandate-not-shown", "insuf_verification", "We do not know")]
    [InlineData(null, "identity-not-shown", "insuf_verification", "We do not know")]
    [InlineData(null, "unfounded-or-excessive", "other", "manifestly unfounded")]
    public async Task A_refusal_tells_of_data_only_where_the_person_gave_the_agent_the_answer(
        string? answer, string reason, string says, string? details)
    {
        using var agent = new DrpCaller();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), DrpCaller.Settings(agent));
        var id = await FileAsync(app, agent);
        if (answer is not null)
            (await app.AnswerAsync(id, Enum.Parse<MandateAnswer>(answer))).Dispose();

        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Refuse, reason));

        await ShowsAsync(app, agent, id, "denied", says, details);
    }

    [Fact]
    public async Task A_longer_time_is_told_with_its_reason()
    {
        using var agent = new DrpCaller();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), DrpCaller.Settings(agent));
        var id = await FileAsync(app, agent);
        (await app.AnswerAsync(id, MandateAnswer.Act)).Dispose();
        var until = (await app.FileOfAsync(id)).State.Clock!.LastDay.AddDays(10);

        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Extend, "complex", until));

        await ShowsAsync(app, agent, id, "in_progress", null, "The time was lengthened. The request is hard to look into.");
        Assert.StartsWith($"{until:yyyy-MM-dd}", (await agent.StatusAsync(app, id))["expected_by"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Myself", CaseStage.InWork)]
    [InlineData("Nothing", CaseStage.Closed)]
    public async Task An_agent_whose_part_the_person_ended_reads_nothing_more_and_takes_nothing_back(string answer, CaseStage stage)
    {
        using var agent = new DrpCaller();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), DrpCaller.Settings(agent));
        var id = await FileAsync(app, agent);
        (await app.AnswerAsync(id, Enum.Parse<MandateAnswer>(answer))).Dispose();

        await ShowsAsync(app, agent, id, "revoked", null, null);
        Assert.Equal("revoked", (await agent.RevokeAsync(app, id))["status"]);
        Assert.Equal(stage, (await app.FileOfAsync(id)).State.Stage);
        if (answer is not "Myself")
            return;
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Answer));
        await ShowsAsync(app, agent, id, "revoked", null, null);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Act")]
    public async Task A_request_that_is_revoked_is_closed_once(string? answer)
    {
        using var agent = new DrpCaller();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), DrpCaller.Settings(agent));
        var id = await FileAsync(app, agent, "deletion");
        if (answer is not null)
            (await app.AnswerAsync(id, Enum.Parse<MandateAnswer>(answer))).Dispose();

        var first = await agent.RevokeAsync(app, id, new { reason = "Changed my mind\nthanks" });
        var again = await agent.RevokeAsync(app, id);

        Assert.Equal((HttpStatusCode.OK, "revoked", null), (first.Status, first["status"], first["reason"]));
        Assert.Equal((first.Status, first.Text), (again.Status, again.Text));
        var file = await app.FileOfAsync(id);
        var entry = Assert.Single(file.Entries, one => one.Step is CaseStep.TakeBack);
        Assert.Equal(
            (CaseStage.Closed, CaseAuthor.Agent, "Changed my mind\nthanks"),
            (file.State.Stage, entry.Author, entry.Text!.Value.Value));
    }

    [Fact]
    public async Task A_request_is_not_revoked_by_a_message_that_is_unsigned_or_wrong_nor_after_its_answer()
    {
        using var agent = new DrpCaller();
        using var stranger = new DrpCaller();
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, CaseCaller.Clock(), DrpCaller.Settings(agent));
        var id = await FileAsync(app, agent, "sale:opt_out");
        var path = $"{DrpCaller.Path}/{id:D}";

        var unsigned = await DrpCaller.SendAsync(
            app, HttpMethod.Delete, path, await agent.TokenAsync(app), stranger.Sign(new { reason = "mine" }));
        var tooLong = await agent.RevokeAsync(app, id, new { reason = new string('x', 4001) });
        (await app.AnswerAsync(id, MandateAnswer.Act)).Dispose();
        await app.StepAsync(id, CaseStep.Begin);
        Assert.Equal(CaseRefusal.None, await app.StepAsync(id, CaseStep.Answer));
        var late = await agent.RevokeAsync(app, id);

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.Conflict),
            (unsigned.Status, tooLong.Status, late.Status));
        Assert.Equal("fulfilled", (await agent.StatusAsync(app, id))["status"]);
    }

    [Fact]
    public async Task A_token_ends_with_its_time_with_the_agents_time_and_with_their_key()
    {
        using var agent = new DrpCaller();
        using var renewed = new DrpCaller();
        var clock = CaseCaller.Clock();
        string[] until = ["--DataRightsProtocol:Agents:LO_AGENT:Until", "2027-03-31"];
        var app = await OmbudApp.StartAsync(Engine.Sqlite, clock, [.. DrpCaller.Settings(agent), .. until]);
        var old = await agent.TokenAsync(app);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, old));
        clock.Advance(TimeSpan.FromDays(91));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(app, old));
        var next = await agent.TokenAsync(app);
        clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(app, next));
        Assert.Equal(HttpStatusCode.Forbidden, (await agent.SetUpAsync(app)).Status);

        await using var later = await OmbudApp.StartAsync(await app.StopAsync(), clock, DrpCaller.Settings(renewed));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(later, next));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(later, await renewed.TokenAsync(later)));
    }

    private static async Task<HttpStatusCode> AskAsync(OmbudApp app, string token) =>
        (await DrpCaller.SendAsync(app, HttpMethod.Get, "/v1/agent/LO_AGENT", token, null)).Status;

    private static async Task<Guid> FileAsync(OmbudApp app, DrpCaller agent, string exercise = "access") =>
        Guid.Parse((await agent.ExerciseAsync(app, agent.Claims(app, exercise)))["request_id"]!);

    private static async Task ShowsAsync(OmbudApp app, DrpCaller agent, Guid id, string status, string? reason, string? details)
    {
        var reply = await agent.StatusAsync(app, id);
        Assert.Equal(
            (HttpStatusCode.OK, id.ToString("D"), status, reason),
            (reply.Status, reply["request_id"], reply["status"], reply["reason"]));
        if (details is null)
            Assert.Null(reply["processing_details"]);
        else
            Assert.Contains(details, reply["processing_details"], StringComparison.Ordinal);
        Assert.Equal(reason is "need_user_verification", reply["user_verification_url"] is not null);
    }
}
