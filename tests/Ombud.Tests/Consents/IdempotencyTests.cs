using System.Net;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Log;
using Ombud.Log.Idempotency;
using Ombud.Policies.Deciding;
using Ombud.Tests.Running;

namespace Ombud.Tests.Consents;

public sealed class IdempotencyTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task The_same_request_sent_many_times_at_once_happens_once(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var site = await ConsentCaller.OfAsync(app);
        var body = ConsentCaller.Body();

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => site.PostAsync(body, "key-1")));

        Assert.All(answers, one => Assert.Equal(HttpStatusCode.Created, one.Response.StatusCode));
        Assert.Single(answers.Select(one => one.Answer.GetRawText()).Distinct(StringComparer.Ordinal));
        var subject = new SubjectId(answers[0].Answer.GetProperty("subject").GetGuid());
        Assert.Single(await FactsAsync(app, subject));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Another_body_under_the_same_key_is_a_conflict_and_changes_nothing(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        var site = await ConsentCaller.OfAsync(app);
        var (_, answer) = await site.PostAsync(ConsentCaller.Body(), "key-1");
        var subject = answer.GetProperty("subject").GetGuid();

        var (conflict, problem) = await site.PostAsync(ConsentCaller.Body(answer: "withdrawn", subject: subject), "key-1");

        Assert.Equal(HttpStatusCode.Conflict, conflict.StatusCode);
        Assert.Equal("idempotency-key-reused", problem.GetProperty("reason").GetString());
        Assert.Single(await FactsAsync(app, new SubjectId(subject)));
    }

    [Fact]
    public async Task A_key_is_its_callers_own_and_forgotten_after_a_day()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, clock);
        var (site, other) = (await ConsentCaller.OfAsync(app), await ConsentCaller.OfAsync(app));
        var (_, first) = await site.PostAsync(ConsentCaller.Body(), "key-1");
        var (_, others) = await other.PostAsync(ConsentCaller.Body(), "key-1");
        Assert.NotEqual(first.GetProperty("factId").GetGuid(), others.GetProperty("factId").GetGuid());

        clock.Advance(IdempotencyKeys.Kept);
        var (_, again) = await site.PostAsync(ConsentCaller.Body(), "key-1");
        Assert.NotEqual(first.GetProperty("factId").GetGuid(), again.GetProperty("factId").GetGuid());
        Assert.Equal(1, await app.Get<ForgetOldRequests>().ForgetAsync(None));
    }

    [Fact]
    public async Task A_key_that_is_none_is_refused()
    {
        await using var app = await OmbudApp.StartAsync();
        var site = await ConsentCaller.OfAsync(app);

        var (response, problem) = await site.PostAsync(ConsentCaller.Body(), new string('k', 256));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("idempotency-key-unfit", problem.GetProperty("reason").GetString());
    }

    private static async Task<List<WrittenFact>> FactsAsync(OmbudApp app, SubjectId subject)
    {
        var facts = new List<WrittenFact>();
        await foreach (var fact in app.Get<FactHistory>().ReadAsync(subject, None))
            facts.Add(fact);
        return facts;
    }
}
