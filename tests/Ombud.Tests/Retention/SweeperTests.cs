using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Retention;
using Ombud.Retention.Holds;
using Ombud.Retention.Sweeping;
using Ombud.Shared;
using Ombud.Tests.Running;
using Ombud.Vault;

namespace Ombud.Tests.Retention;

public sealed class SweeperTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static FakeTimeProvider Clock() => new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_is_due_goes_with_its_file_and_a_receipt_and_nothing_else_does(int engine)
    {
        await using var app = await StartAsync(engine, Clock());
        var due = await StoredPerson.WithRecordsAsync(app, "canary.due", change: Due(app), chunks: 2);
        var kept = await StoredPerson.WithRecordsAsync(app, "canary.kept");

        var ended = await SweepAsync(app);

        Assert.Equal(3, ended);
        Assert.Equal(0, await CountAsync<RecordRow>(app, due));
        Assert.Equal(0, await CountAsync<ChunkRow>(app, due));
        Assert.Equal(3, await CountAsync<RecordRow>(app, kept));
        var receipt = Assert.Single(await ReceiptsAsync(app, due));
        Assert.Equal((3, 0), (receipt.Records, receipt.Anonymised));
        Assert.Equal(["accounts"], receipt.Rules);
        Assert.Empty(await ReceiptsAsync(app, kept));
        Assert.NotEmpty((await app.Get<Standings>().FindAsync(due, None))!.Consents);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_held_record_stays_until_the_hold_is_lifted_and_then_goes(int engine)
    {
        await using var app = await StartAsync(engine, Clock());
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.held", change: Due(app));
        var holds = app.Get<LegalHolds>();
        var named = (await RecordsAsync(app, subject))[1].RecordId;
        var hold = await holds.PlaceAsync(subject, Order([named]), None);

        Assert.Equal(2, await SweepAsync(app));
        Assert.Equal(named, Assert.Single(await RecordsAsync(app, subject)).RecordId);
        var listed = Assert.Single(await holds.ListAsync(None));
        Assert.Equal((1, "the matter of canary.held"), (listed.Records, listed.Note!.Value.Value));

        Assert.True(await holds.LiftAsync(subject, hold!.Value, "officer", None));
        Assert.False(await holds.LiftAsync(subject, hold.Value, "officer", None));
        Assert.Equal(1, await SweepAsync(app));
        Assert.Equal(0, await CountAsync<RecordRow>(app, subject));
        Assert.Null(await holds.PlaceAsync(subject, Order([named]), None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_sweep_that_was_killed_is_finished_by_the_next_one(int engine)
    {
        var clock = Clock();
        var app = await StartAsync(engine, clock);
        var subjects = new List<SubjectId>();
        for (var i = 0; i < 6; i++)
            subjects.Add(await StoredPerson.WithRecordsAsync(app, $"canary.{i}", records: 100, change: Due(app)));
        var fence = await app.Get<Leases>().TakeAsync("retention-sweep", TimeSpan.FromSeconds(60), None);

        // One commit, and then nothing more, as when the process is killed.
        var bucket = Bucket.Of(subjects[0].Value);
        var first = await app.Get<SweepBatch>().RunAsync(bucket, "retention-sweep", fence!.Value, None);
        var storage = await app.StopAsync();
        clock.Advance(TimeSpan.FromMinutes(2));
        await using var next = await OmbudApp.StartAsync(storage, clock);
        await SweepAsync(next);

        // Ids are random: somebody else of the six may lie in the same bucket.
        var there = Math.Min(SweepBatch.RowsMax, 100 * subjects.Count(subject => Bucket.Of(subject.Value) == bucket));
        Assert.Equal(new SweptBatch(there, there), first);
        foreach (var subject in subjects)
        {
            Assert.Equal(0, await CountAsync<RecordRow>(next, subject));
            Assert.Equal(100, (await ReceiptsAsync(next, subject)).Sum(receipt => receipt.Records));
        }
        Assert.Null((await next.Get<SweepState>().EvidenceAsync(None)).OldestOverdue);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Two_sweepers_at_once_end_each_record_once(int engine)
    {
        await using var app = await StartAsync(engine, Clock());
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.two", records: 500, change: Due(app));

        var rounds = await Task.WhenAll(app.Get<Sweeper>().RunAsync(None), app.Get<Sweeper>().RunAsync(None));

        Assert.Equal(500, await EndedAsync(app, subject));
        Assert.Equal(0, await CountAsync<RecordRow>(app, subject));
        Assert.All(rounds, round => Assert.NotNull(round));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_sweeper_whose_lease_was_taken_over_ends_nothing(int engine)
    {
        await using var app = await StartAsync(engine, Clock());
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.late", change: row => row.EndsAt = DateTimeOffset.UnixEpoch);

        var gone = await app.Get<SweepBatch>().RunAsync(Bucket.Of(subject.Value), "a lease of nobody", 7, None);

        Assert.Null(gone);
        Assert.Equal(3, await CountAsync<RecordRow>(app, subject));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_is_anonymised_becomes_a_number_about_nobody(int engine)
    {
        await using var app = await StartAsync(engine, Clock());
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.visit", records: 4, change: row =>
        {
            (row.Category, row.Kind, row.Point) = ("technical-visit", "visitor", "site-visit");
            (row.RetentionRule, row.EndsAt) = ("visits", app.Clock!.GetUtcNow());
            row.CollectedAt = app.Clock.GetUtcNow().AddMonths(-1);
        });

        await SweepAsync(app);

        Assert.Equal(0, await CountAsync<RecordRow>(app, subject));
        await using var context = await ContextAsync(app);
        var count = Assert.Single(await context.Set<RetainedCountRow>().ToListAsync(None));
        Assert.Equal(("visits", "technical-visit", "US", new DateOnly(2026, 2, 1), 4L),
            (count.Rule, count.Category, count.Country, count.Month, count.Count));
        Assert.Equal(4, Assert.Single(await ReceiptsAsync(app, subject)).Anonymised);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task No_figure_counts_a_made_up_person_of_the_controls(int engine)
    {
        await using var app = await StartAsync(engine, Clock());
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.visit", records: 4, change: row =>
        {
            (row.Category, row.Kind, row.Point) = ("technical-visit", "visitor", "site-visit");
            (row.RetentionRule, row.EndsAt) = ("visits", app.Clock!.GetUtcNow());
            row.CollectedAt = app.Clock.GetUtcNow().AddMonths(-1);
        });
        await using (var marking = await ContextAsync(app))
        {
            await marking.Set<Ombud.Subjects.SubjectRow>().Where(row => row.SubjectId == subject.Value)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.IsCanary, true), None);
        }
        var hold = await app.Get<LegalHolds>().PlaceAsync(subject, new HoldOrder
        {
            Reason = HoldReason.LegalClaim, Note = new("control"), By = "control", Categories = ["technical-visit"],
        }, None);
        Assert.Empty(await app.Get<LegalHolds>().ListAsync(None));
        Assert.True(await app.Get<LegalHolds>().LiftAsync(subject, hold!.Value, "control", None));
        var before = await app.Get<SweepState>().EvidenceAsync(None);
        Assert.Equal((0L, null), (before.Overdue, before.OldestOverdue));
        Assert.Empty(await app.Get<SweepState>().DueAsync(null, app.Clock!.GetUtcNow(), None));

        Assert.Equal(0, await SweepAsync(app));

        Assert.Equal(0, await CountAsync<RecordRow>(app, subject));
        await using var context = await ContextAsync(app);
        Assert.Empty(await context.Set<RetainedCountRow>().ToListAsync(None));
        Assert.Equal(0, (await app.Get<SweepState>().EvidenceAsync(None)).Total);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_is_due_can_be_listed_without_changing_anything(int engine)
    {
        await using var app = await StartAsync(engine, Clock());
        await SweepAsync(app);
        var subject = await StoredPerson.WithRecordsAsync(app, "canary.dry", change: Due(app));

        var due = Assert.Single(await app.Get<SweepState>().DueAsync(null, app.Clock!.GetUtcNow(), None));
        var evidence = await app.Get<SweepState>().EvidenceAsync(None);

        Assert.Equal(("accounts", 3L), (due.Rule, due.Count));
        Assert.Equal((3L, due.Oldest), (evidence.Overdue, evidence.OldestOverdue));
        Assert.NotNull(evidence.LastRunAt);
        Assert.Equal(3, await CountAsync<RecordRow>(app, subject));
    }

    // The sweeper's own first round is over, and by this clock it begins no other.
    private static async Task<OmbudApp> StartAsync(int engine, FakeTimeProvider clock)
    {
        var app = await OmbudApp.StartAsync((Engine)engine, clock);
        while ((await app.Get<SweepState>().EvidenceAsync(None)).LastRunAt is null)
            await Task.Delay(20, None);
        return app;
    }

    // Ended yesterday; the standing is followed first, so that working out ends anew does not move them.
    private static Action<RecordRow> Due(OmbudApp app) => row =>
    {
        row.CollectedAt = app.Clock!.GetUtcNow().AddMonths(-13);
        (row.EndsAt, row.RetentionRule) = (app.Clock.GetUtcNow().AddDays(-1), "accounts");
    };

    private static HoldOrder Order(IReadOnlyList<Guid> records) => new()
    {
        Reason = HoldReason.LegalClaim, Note = new("the matter of canary.held"), By = "officer", Records = records,
    };

    private static async Task<int> SweepAsync(OmbudApp app) => (await app.Get<Sweeper>().RunAsync(None))!.Value.Ended;

    private static Task<OmbudContext> ContextAsync(OmbudApp app) => app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);

    private static async Task<List<RecordRow>> RecordsAsync(OmbudApp app, SubjectId subject)
    {
        await using var context = await ContextAsync(app);
        return await context.Set<RecordRow>().Where(row => row.SubjectId == subject.Value).OrderBy(row => row.RecordId).ToListAsync(None);
    }

    private static async Task<int> CountAsync<TRow>(OmbudApp app, SubjectId subject)
        where TRow : class
    {
        await using var context = await ContextAsync(app);
        return await context.Set<TRow>().CountAsync(row => EF.Property<Guid>(row, "SubjectId") == subject.Value, None);
    }

    private static async Task<List<RecordsEnded>> ReceiptsAsync(OmbudApp app, SubjectId subject)
    {
        var receipts = new List<RecordsEnded>();
        await foreach (var fact in app.Get<FactHistory>().ReadAsync(subject, None))
        {
            if (fact.Fact is RecordsEnded ended)
                receipts.Add(ended);
        }
        return receipts;
    }

    private static async Task<int> EndedAsync(OmbudApp app, SubjectId subject) =>
        (await ReceiptsAsync(app, subject)).Sum(receipt => receipt.Records);
}
