using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Tests.Log;
using Ombud.Tests.Running;

namespace Ombud.Tests.Jobs;

public sealed class JobTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_job_commits_with_its_fact_and_is_done_once_by_two_runners(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, new FakeTimeProvider(DateTimeOffset.UtcNow));
        var done = new ConcurrentBag<string>();
        var handler = new Sample(run =>
        {
            done.Add(run.Payload);
            return new JobOutcome.Done();
        });
        var (one, two) = (Runner(app, handler), Runner(app, handler));
        for (var i = 0; i < 100; i++)
        {
            await using var change = await app.Get<Changes>().BeginAsync(SubjectId.New(TimeProvider.System), None);
            app.Get<JobQueue>()
                .Enqueue(change, new Job(Sample.Word, i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            if (i < 90)
                await change.CommitAsync([new SampleGiven("newsletters")], None);
        }
        app.Clock!.Advance(TimeSpan.FromMilliseconds(1));

        var counts = await Task.WhenAll(one.RunDueAsync(None), two.RunDueAsync(None));

        Assert.Equal(90, counts.Sum());
        Assert.Equal(90, done.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(90, done.Count);
        Assert.Empty(await RowsAsync(app));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_killed_runners_job_is_taken_over_and_finishing_late_changes_nothing(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, new FakeTimeProvider(DateTimeOffset.UtcNow));
        var store = app.Get<JobStore>();
        await EnqueueAsync(app, new Job(Sample.Word, "once"));
        var due = Assert.Single(await store.ReadDueAsync([Sample.Word], null, 10, None));
        var killed = await store.TakeAsync(due, Guid.CreateVersion7(), JobRunner.Lease, None);
        var done = 0;
        var other = Runner(app, new Sample(run =>
        {
            done++;
            Assert.Equal(2, run.Attempts);
            return new JobOutcome.Done();
        }));

        Assert.Equal(0, await other.RunDueAsync(None));
        app.Clock!.Advance(JobRunner.Lease + TimeSpan.FromSeconds(1));
        Assert.NotNull(killed);
        var second = await store.TakeAsync(due, Guid.CreateVersion7(), TimeSpan.Zero, None);
        Assert.Equal(killed.Fence + 1, second!.Fence);

        Assert.False(await store.FinishAsync(killed, None));
        Assert.False(await store.RenewAsync(killed, JobRunner.Lease, None));
        Assert.False(await store.PutBackAsync(killed, DateTimeOffset.UtcNow, "late", None));
        await using (var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None))
            Assert.False(await killed.FinishInAsync(context, None));
        Assert.Single(await RowsAsync(app));
        Assert.True(await store.FinishAsync(second, None));
        Assert.False(await store.FinishAsync(second, None));
        Assert.Equal(0, await other.RunDueAsync(None));
        Assert.Equal(0, done);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_failed_job_is_tried_again_later_and_later_and_tells_no_message(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine, new FakeTimeProvider(DateTimeOffset.UtcNow));
        var attempts = 0;
        var runner = Runner(app, new Sample(_ => ++attempts < 3
            ? throw new InvalidOperationException("canary.7f3a@person.example")
            : new JobOutcome.GivenUp("no-use")));
        await EnqueueAsync(app, new Job(Sample.Word));

        Assert.Equal(1, await runner.RunDueAsync(None));
        Assert.Equal("InvalidOperationException", Assert.Single(await RowsAsync(app)).LastError);
        Assert.Equal(0, await runner.RunDueAsync(None));
        app.Clock!.Advance(JobRunner.BackOff(1));
        Assert.Equal(1, await runner.RunDueAsync(None));
        app.Clock.Advance(JobRunner.BackOff(2));
        Assert.Equal(1, await runner.RunDueAsync(None));
        app.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await runner.RunDueAsync(None));

        var row = Assert.Single(await RowsAsync(app));
        Assert.Equal((JobState.GivenUp, "no-use", 3), (row.State, row.LastError, row.Attempts));
    }

    [Fact]
    public async Task A_job_that_takes_long_keeps_its_lease()
    {
        await using var app = await OmbudApp.StartAsync(clock: new FakeTimeProvider(DateTimeOffset.UtcNow));
        var release = new TaskCompletionSource();
        var began = new TaskCompletionSource();
        var runner = Runner(app, new Sample(async _ =>
        {
            began.SetResult();
            await release.Task;
            return new JobOutcome.Done();
        }));
        await EnqueueAsync(app, new Job(Sample.Word));
        var running = runner.RunDueAsync(None);
        await began.Task;

        for (var i = 0; i < 8; i++)
        {
            var until = Assert.Single(await RowsAsync(app)).LeaseUntil;
            app.Clock!.Advance(JobRunner.Lease / 3 + TimeSpan.FromMilliseconds(1));
            await WaitAsync(async () => Assert.Single(await RowsAsync(app)).LeaseUntil > until);
            Assert.Equal(0, await Runner(app, new Sample(_ => new JobOutcome.Done())).RunDueAsync(None));
        }
        release.SetResult();
        await running;

        Assert.Empty(await RowsAsync(app));
    }

    [Fact]
    public void Waiting_grows_to_an_hour_and_no_further()
    {
        Assert.Equal(TimeSpan.FromSeconds(5), JobRunner.BackOff(1));
        Assert.Equal(TimeSpan.FromSeconds(40), JobRunner.BackOff(4));
        Assert.Equal(TimeSpan.FromHours(1), JobRunner.BackOff(11));
        Assert.Equal(TimeSpan.FromHours(1), JobRunner.BackOff(1_000_000));
    }

    [Fact]
    public async Task A_running_product_does_what_is_due()
    {
        await using var app = await OmbudApp.StartAsync();
        using var runner = Runner(app, new Sample(_ => new JobOutcome.Done()));
        await EnqueueAsync(app, new Job(Sample.Word));

        await runner.StartAsync(None);
        await WaitAsync(async () => (await RowsAsync(app)).Count == 0);
        await runner.StopAsync(None);
    }

    private static async Task WaitAsync(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 200 && !await holds(); i++)
            await Task.Delay(25);
        Assert.True(await holds());
    }

    private static JobRunner Runner(OmbudApp app, IJobHandler handler) =>
        new(app.Get<JobStore>(), [handler], app.Get<TimeProvider>(), CalmStart.AtOnce, NullLogger<JobRunner>.Instance);

    private static async Task EnqueueAsync(OmbudApp app, Job job)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        app.Get<JobQueue>().Enqueue(context, job);
        await context.SaveChangesAsync(None);
        app.Clock?.Advance(TimeSpan.FromMilliseconds(1));
    }

    private static async Task<List<JobRow>> RowsAsync(OmbudApp app)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<JobRow>().AsNoTracking().Where(row => row.Kind == Sample.Word).ToListAsync(None);
    }

    private sealed class Sample(Func<JobRun, Task<JobOutcome>> run) : IJobHandler
    {
        public const string Word = "test.sample";

        public Sample(Func<JobRun, JobOutcome> run)
            : this(attempt => Task.FromResult(run(attempt)))
        {
        }

        public string Kind => Word;

        public Task<JobOutcome> RunAsync(JobRun attempt, CancellationToken cancel) => run(attempt);
    }
}
