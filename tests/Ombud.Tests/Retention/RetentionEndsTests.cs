using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
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

        Assert.True(changed >= 1);
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
        var (_, key) = await app.Get<ApiKeyRing>().CreateAsync(new NewApiKey("test", Scope.All, Scope.All, Scope.All), None);
        using var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var anchors = $"/api/v1/subjects/{subject.Value}/anchors";

        using var noted = await http.PostAsJsonAsync(anchors, new { anchor = "lastContact", on = "2026-02-27" }, None);
        using var foreign = await http.PostAsJsonAsync(anchors, new { anchor = "lastContact", on = "2026-02-27", by = "me" }, None);
        using var toCome = await http.PostAsJsonAsync(anchors, new { anchor = "closed", on = "2026-03-02" }, None);
        using var derived = await http.PostAsJsonAsync(anchors, new { anchor = "collected", on = "2026-02-27" }, None);
        using var nobody = await http.PostAsJsonAsync(
            $"/api/v1/subjects/{Guid.CreateVersion7()}/anchors", new { anchor = "closed", on = "2026-02-27" }, None);
        var kept = await http.GetFromJsonAsync<JsonElement>($"/api/v1/subjects/{subject.Value}/retention", None);

        Assert.Equal(HttpStatusCode.Created, noted.StatusCode);
        Assert.All([foreign, toCome, derived], answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
        Assert.Equal(HttpStatusCode.Conflict, nobody.StatusCode);
        Assert.Equal(3, kept.GetArrayLength());
        Assert.False(string.IsNullOrEmpty(kept[0].GetProperty("reason").GetProperty("sv").GetString()));
    }

    private static async Task<List<RecordRow>> RecordsAsync(OmbudApp app, SubjectId subject)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<RecordRow>().AsNoTracking().Where(row => row.SubjectId == subject.Value)
            .OrderBy(row => row.RecordId).ToListAsync(None);
    }
}
