using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Retention;
using Ombud.Retention.Ends;
using Ombud.Retention.Sweeping;
using Ombud.SignIn.ApiKeys;
using Ombud.Tests.Api;
using Ombud.Tests.Running;
using Ombud.Vault;

namespace Ombud.Tests.Retention;

public sealed class RetentionEndsTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_event_moves_the_end_of_the_records_it_is_about(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock());
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.anchor");
        var one = (await RecordsAsync(app, subject))[0];
        app.Clock!.Advance(TimeSpan.FromDays(60));

        var changed = await app.Get<NoteAnchor>().HappenedAsync(
            subject, new AnchorHappened(Anchor.RecruitmentDecision, new DateOnly(2026, 4, 15), one.SubmissionId), None);

        Assert.True(Assert.IsType<AnchorOutcome.Noted>(changed).Changed >= 1);
        var ends = (await RecordsAsync(app, subject)).ToDictionary(row => row.RecordId, row => row.EndsAt);
        Assert.Equal(new DateTimeOffset(2027, 4, 15, 0, 0, 0, TimeSpan.Zero), ends[one.RecordId]);
        Assert.Equal(2, ends.Values.Count(end => end == new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_statement_for_the_talent_pool_keeps_longer_until_it_is_withdrawn(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock());
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.pool", records: 1);
        var sweeper = app.Get<Sweeper>();

        await app.Get<Ledger>().AppendAsync(subject, StoredPerson.Answer("talent-pool"), None);
        await sweeper.RunAsync(None);
        var kept = Assert.Single(await app.Get<WhyKept>().OfAsync(subject, None));
        await app.Get<Ledger>().AppendAsync(subject, StoredPerson.Answer("talent-pool", answer: ConsentAnswer.Withdrawn), None);
        await sweeper.RunAsync(None);
        var withdrawn = Assert.Single(await app.Get<WhyKept>().OfAsync(subject, None));

        Assert.Equal("talent-pool", kept.Rule!.Id);
        Assert.Equal(new DateTimeOffset(2028, 3, 1, 0, 0, 0, TimeSpan.Zero), kept.EndsAt);
        Assert.Equal("Personen vill tillfrågas om andra arbeten.", kept.Rule.Reason.In("sv"));
        Assert.Contains(kept.Reasons, reason => reason.Rule.Id == "no-other-reason");
        Assert.Equal(new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero), withdrawn.EndsAt);
        Assert.NotEqual("talent-pool", withdrawn.Rule!.Id);
    }

    [Fact]
    public async Task The_api_says_why_and_takes_events_and_refuses_what_it_does_not_understand()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, Clock());
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.api");
        using var api = await ApiClient.CreateAsync(app);
        var anchors = $"/subjects/{subject.Value}/anchors";

        var noted = await api.PostAsync(anchors, new { anchor = "last-contact", on = "2026-02-27" });
        var wrong = await api.PostAsync(anchors, new { anchor = "collected", on = "2026-03-02", controller = "canary" });
        var foreign = await api.PostAsync(anchors, new { anchor = "closed", on = "2026-02-27", canary = "me" });
        var nobody = await api.PostAsync($"/subjects/{Guid.CreateVersion7()}/anchors", new { anchor = "closed", on = "2026-02-27" });
        var large = await api.PostTextAsync(anchors, new string(' ', 70 * 1024));
        var kept = await api.GetAsync($"/subjects/{subject.Value}/retention");

        Assert.Equal(HttpStatusCode.Created, noted.Status);
        wrong.IsProblem(HttpStatusCode.BadRequest, "body-invalid");
        Assert.Equal(["$.anchor anchor-not-reported", "$.on day-to-come", "$.controller controller-not-declared"], wrong.Errors);
        foreign.IsProblem(HttpStatusCode.BadRequest, "body-invalid");
        Assert.DoesNotContain("canary", wrong.Text + foreign.Text, StringComparison.Ordinal);
        nobody.IsProblem(HttpStatusCode.NotFound, "subject-unknown");
        large.IsProblem(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        Assert.Equal(3, kept.Json.GetArrayLength());
        Assert.False(string.IsNullOrEmpty(kept.Json[0].GetProperty("reason").GetProperty("sv").GetString()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_event_reported_twice_with_its_key_is_one_fact(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock());
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.twice");
        using var api = await ApiClient.CreateAsync(app);
        var path = $"/subjects/{subject.Value}/anchors";
        app.Clock!.Advance(TimeSpan.FromDays(60));

        var first = await api.PostAsync(path, new { anchor = "closed", on = "2026-04-15" }, once: "a-1");
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            api.PostAsync(path, new { anchor = "closed", on = "2026-04-15" }, once: "a-1")));
        var other = await api.PostAsync(path, new { anchor = "closed", on = "2026-04-16" }, once: "a-1");

        Assert.Equal(HttpStatusCode.Created, first.Status);
        var fact = first.Json.GetProperty("factId").GetGuid();
        Assert.All(again, answer => Assert.Equal(
            (HttpStatusCode.Created, fact, 0),
            (answer.Status, answer.Json.GetProperty("factId").GetGuid(), answer.Json.GetProperty("changed").GetInt32())));
        other.IsProblem(HttpStatusCode.Conflict, "idempotency-key-reused");
        Assert.Single((await StoredFacts.OfAsync(app, subject)).OfType<AnchorHappened>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_limited_key_moves_the_ends_of_its_own_controllers_records_alone(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, Clock());
        var theirs = 0;
        var subject = await StoredPerson.WithRecordsAsync(
            app, "canary.two", change: row => row.Controller = theirs++ == 0 ? "aerotek-se" : row.Controller);
        using var api = await ApiClient.CreateAsync(app, Scope.Of(StoredPerson.UsController));
        var path = $"/subjects/{subject.Value}/anchors";
        var before = (await RecordsAsync(app, subject)).ToDictionary(row => row.RecordId, row => row.EndsAt);
        app.Clock!.Advance(TimeSpan.FromDays(60));

        (await api.PostAsync(path, new { anchor = "recruitment-decision", on = "2026-04-15" }))
            .IsProblem(HttpStatusCode.Forbidden, "scope-controller");
        (await api.PostAsync(path, new { anchor = "recruitment-decision", on = "2026-04-15", controller = "aerotek-se" }))
            .IsProblem(HttpStatusCode.Forbidden, "scope-controller");
        Assert.Empty((await StoredFacts.OfAsync(app, subject)).OfType<AnchorHappened>());
        var own = await api.PostAsync(
            path, new { anchor = "recruitment-decision", on = "2026-04-15", controller = StoredPerson.UsController });

        Assert.Equal(HttpStatusCode.Created, own.Status);
        var decided = new DateTimeOffset(2027, 4, 15, 0, 0, 0, TimeSpan.Zero);
        foreach (var row in await RecordsAsync(app, subject))
            Assert.Equal(row.Controller == StoredPerson.UsController, row.EndsAt == decided);
        Assert.DoesNotContain(before.Values, end => end == decided);
    }

    private static async Task<List<RecordRow>> RecordsAsync(OmbudApp app, SubjectId subject)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<RecordRow>().AsNoTracking().Where(row => row.SubjectId == subject.Value)
            .OrderBy(row => row.RecordId).ToListAsync(None);
    }
}
