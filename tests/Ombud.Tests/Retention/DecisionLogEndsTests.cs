using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Decisions.Asking;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Retention;
using Ombud.Retention.Sweeping;
using Ombud.Shared;
using Ombud.Subjects;
using Ombud.Tests.Running;

namespace Ombud.Tests.Retention;

/// <summary>Answers of the decision log end by their rule, a number of months that is configured.</summary>
public sealed class DecisionLogEndsTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Now = new(2027, 3, 10, 12, 0, 0, TimeSpan.Zero);

    // The last moment of the month that is twelve whole months back, and the first of the one after it.
    private static readonly DateTimeOffset Ended = new(2026, 2, 28, 23, 59, 59, TimeSpan.Zero);
    private static readonly DateTimeOffset NotEnded = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Answers_go_after_a_year_with_a_receipt_for_each_person_and_newer_ones_stay(int engine)
    {
        await using var app = await StartAsync((Engine)engine);
        var (anna, kim) = (await PersonAsync(app), await PersonAsync(app));
        await AnsweredAsync(app, anna, Ended, 2);
        await AnsweredAsync(app, anna, NotEnded, 1);
        await AnsweredAsync(app, kim, NotEnded, 1);
        await AnsweredAsync(app, null, Ended, 3);

        var round = await app.Get<Sweeper>().RunAsync(None);

        Assert.Equal(5, round!.Value.Ended);
        Assert.Equal((1, 1, 0), (await CountAsync(app, anna), await CountAsync(app, kim), await CountAsync(app, null)));
        var receipt = Assert.Single(await ReceiptsAsync(app, anna));
        Assert.Equal((2, 0), (receipt.Records, receipt.Anonymised));
        Assert.Equal(["decision-log"], receipt.Rules);
        Assert.Empty(await ReceiptsAsync(app, kim));
        Assert.Equal(5, (await app.Get<SweepState>().EvidenceAsync(None)).Total);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_sweep_that_was_killed_is_finished_by_the_next_one(int engine)
    {
        var app = await StartAsync((Engine)engine);
        var anna = await PersonAsync(app);
        await AnsweredAsync(app, anna, Ended, 450);
        var fence = await app.Get<Leases>().TakeAsync("retention-sweep", TimeSpan.FromSeconds(60), None);

        // One small commit, and then nothing more.
        var first = await app.Get<AnswerBatch>().RunAsync(Bucket.Of(anna.Value), "retention-sweep", fence!.Value, None);
        var storage = await app.StopAsync();
        app.Clock!.Advance(TimeSpan.FromMinutes(2));
        await using var next = await OmbudApp.StartAsync(storage, app.Clock);
        await next.Get<Sweeper>().RunAsync(None);

        Assert.Equal(new SweptBatch(200, 200), first);
        Assert.Equal(0, await CountAsync(next, anna));
        Assert.Equal(450, (await ReceiptsAsync(next, anna)).Sum(receipt => receipt.Records));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_sweeper_whose_lease_was_taken_over_ends_no_answer(int engine)
    {
        await using var app = await StartAsync((Engine)engine);
        var anna = await PersonAsync(app);
        await AnsweredAsync(app, anna, Ended, 1);

        Assert.Null(await app.Get<AnswerBatch>().RunAsync(Bucket.Of(anna.Value), "a lease of nobody", 7, None));

        Assert.Equal(1, await CountAsync(app, anna));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task What_is_due_is_listed_by_its_rule_and_no_figure_counts_a_made_up_person(int engine)
    {
        await using var app = await StartAsync((Engine)engine);
        var (anna, canary) = (await PersonAsync(app), await PersonAsync(app, isCanary: true));
        await AnsweredAsync(app, anna, Ended, 2);
        await AnsweredAsync(app, anna, NotEnded, 1);
        await AnsweredAsync(app, canary, Ended, 4);
        var state = app.Get<SweepState>();

        var due = Assert.Single(await state.DueAsync(null, Now, None));
        var coming = Assert.Single(await state.DueAsync(Now, new DateTimeOffset(2027, 4, 1, 0, 0, 0, TimeSpan.Zero), None));
        var evidence = await state.EvidenceAsync(None);

        Assert.Equal(new DueByRule("decision-log", 2, new DateTimeOffset(2027, 3, 1, 0, 0, 0, TimeSpan.Zero)), due);
        Assert.Equal(new DueByRule("decision-log", 1, new DateTimeOffset(2027, 4, 1, 0, 0, 0, TimeSpan.Zero)), coming);
        Assert.Equal((2L, due.Oldest), (evidence.Overdue, evidence.OldestOverdue));
        Assert.Equal(3, await CountAsync(app, anna));
        Assert.Equal(2, (await app.Get<Sweeper>().RunAsync(None))!.Value.Ended);
        Assert.Equal(0, await CountAsync(app, canary));
    }

    [Fact]
    public async Task A_dry_run_lists_them_changes_nothing_and_ends_with_1()
    {
        // By the real clock, and stopped before its own sweeper comes round again.
        var app = await OmbudApp.StartAsync();
        await RoundIsOverAsync(app);
        var anna = await PersonAsync(app);
        await AnsweredAsync(app, anna, app.Get<TimeProvider>().GetUtcNow().AddMonths(-8), 2);
        var storage = await app.StopAsync();

        var asked = await OmbudProcess.RunAsync(["sweep", "--dry-run", .. storage.Arguments]);
        var sooner = await OmbudProcess.RunAsync(["sweep", "--dry-run", "--Decisions:LogMonths", "6", .. storage.Arguments]);

        Assert.Equal((0, 1), (asked.Code, sooner.Code));
        Assert.Matches("decision-log +2 ", sooner.Out);
        await using var again = await OmbudApp.StartAsync(storage);
        Assert.Equal(2, await CountAsync(again, anna));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("121")]
    [InlineData("a year")]
    public void What_is_no_number_of_months_is_refused_at_start(string months)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Decisions:LogMonths", months)]).Build();

        var failure = Assert.Throws<ConfigurationException>(() => DecisionLogRule.From(configuration));

        Assert.Equal(["Decisions__LogMonths must be a whole number from 1 to 120."], failure.Errors);
        Assert.Equal(12, DecisionLogRule.From(new ConfigurationBuilder().Build()).Months);
    }

    private static async Task<OmbudApp> StartAsync(Engine engine)
    {
        var app = await OmbudApp.StartAsync(engine, new FakeTimeProvider(Now));
        await RoundIsOverAsync(app);
        return app;
    }

    // The sweeper's own first round.
    private static async Task RoundIsOverAsync(OmbudApp app)
    {
        while ((await app.Get<SweepState>().EvidenceAsync(None)).LastRunAt is null)
            await Task.Delay(20, None);
    }

    private static async Task<SubjectId> PersonAsync(OmbudApp app, bool isCanary = false)
    {
        var subject = SubjectId.New(app.Get<TimeProvider>());
        using var pass = await app.Get<Db>().Gate.EnterAsync(None);
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        context.Add(new SubjectRow
        {
            Bucket = Bucket.Of(subject.Value), SubjectId = subject.Value, CreatedAt = Ended, IsCanary = isCanary,
        });
        await context.SaveChangesAsync(None);
        return subject;
    }

    private static Task AnsweredAsync(OmbudApp app, SubjectId? subject, DateTimeOffset at, int count)
    {
        var question = new WordQuestion
        {
            Action = UseAction.Use, Purpose = "marketing", Categories = new[] { "contact-details" }, Controller = "aerotek-se",
            On = Day.Of(at),
        };
        return app.Get<DecisionLog>().WriteAsync(
            [.. Enumerable.Range(0, count).Select(_ =>
                DecisionRow.Of(app.Get<Policy>(), in question, default, subject?.Value, "test", at))],
            None);
    }

    private static async Task<int> CountAsync(OmbudApp app, SubjectId? subject)
    {
        Guid? id = subject?.Value;
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<DecisionRow>().CountAsync(row => row.SubjectId == id, None);
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
}
