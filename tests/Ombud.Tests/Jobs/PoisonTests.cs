using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Jobs;
using Ombud.Policies.Deciding;
using Ombud.Retention.Sweeping;
using Ombud.Shared;
using Ombud.Tests.Assurance;
using Ombud.Tests.Running;
using Ombud.Tests.Storage;
using Ombud.Vault;

namespace Ombud.Tests.Jobs;

/// <summary>What is damaged of one person, or fails for a moment, stops neither the others nor the product.</summary>
public sealed class PoisonTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(0, "standing")]
    [InlineData(1, "standing")]
    [InlineData(0, "fact_body")]
    [InlineData(1, "fact_body")]
    public async Task A_damaged_person_keeps_nobody_else_from_being_swept_and_is_counted(int engine, string table)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var app = await OmbudApp.StartAsync((Engine)engine, clock);
        await FreshProductTests.SweptAsync(app);
        var damaged = await StoredPerson.WithRecordsAsync(app, "canary.damaged");
        await FlipAsync(app, table, damaged);
        var due = await StoredPerson.WithRecordsAsync(app, "canary.due", change: row =>
        {
            row.CollectedAt = clock.GetUtcNow().AddMonths(-13);
            (row.EndsAt, row.RetentionRule) = (clock.GetUtcNow().AddDays(-1), "accounts");
        });

        Assert.Equal(3, (await app.Get<Sweeper>().RunAsync(None))!.Value.Ended);

        Assert.Equal(0, await RecordsAsync(app, due));
        Assert.Equal(3, await RecordsAsync(app, damaged));
        Assert.True((await app.MeasureAsync("ends-follow")).Holds);
        clock.Advance(Hour);
        var behind = await app.MeasureAsync("ends-follow");
        Assert.False(behind.Holds);
        Assert.StartsWith("for 1 people", behind.Figure.In(Ombud.Layout.Language.English), StringComparison.Ordinal);
        AssertServes(app);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_damaged_persons_erasure_waits_its_turn_again_and_the_others_are_finished(int engine)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var app = await OmbudApp.StartAsync((Engine)engine, clock);
        var damaged = await StoredPerson.WithRecordsAsync(app, "canary.damaged");
        var other = await StoredPerson.WithRecordsAsync(app, "canary.other");
        await FlipAsync(app, "standing", damaged);
        var erase = app.Get<EraseSubject>();
        await erase.AskAsync(damaged, ErasureReason.Asked, "self", None);
        await erase.AskAsync(other, ErasureReason.Asked, "self", None);

        await app.Get<ErasureRunner>().RunDueAsync(None);

        Assert.Equal(ErasureStep.Done, (await erase.FindAsync(other, None))!.Step);
        var waiting = (await erase.FindAsync(damaged, None))!;
        Assert.Equal(ErasureStep.Asked, waiting.Step);
        Assert.True(waiting.DueAt > clock.GetUtcNow());
        Assert.Equal(0, await app.Get<ErasureRunner>().RunDueAsync(None));
        Assert.True((await app.MeasureAsync("erasures-finish")).Holds);
        clock.Advance(Hour);
        Assert.False((await app.MeasureAsync("erasures-finish")).Holds);
        Assert.Equal(1, await app.Get<ErasureRunner>().RunDueAsync(None));
        AssertServes(app);
    }

    [Fact]
    public async Task Evidence_that_cannot_be_written_ends_no_round_of_the_controls()
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, FreshProductTests.Clock());
        await TamperBreaks.RunAsync(app, "drop table evidence");
        using var runner = ActivatorUtilities.CreateInstance<ControlRunner>(app.Services, new ControlSchedule(IsOn: true));

        await runner.StartAsync(None);
        await UntilAsync(() => app.Logs.Lines.Any(line => line.Contains("controls could not be run", StringComparison.Ordinal)));

        Assert.False(runner.ExecuteTask!.IsCompleted);
        await runner.StopAsync(None);
    }

    [Fact]
    public async Task A_sweep_that_fails_keeps_none_of_the_others()
    {
        var swept = new TaskCompletionSource();
        using var runner = new SweepRunner(
            [new Sample(() => throw new InvalidOperationException("wrapped")), new Sample(swept.SetResult)],
            TimeProvider.System, CalmStart.AtOnce, NullLogger<SweepRunner>.Instance);

        await runner.StartAsync(None);
        await swept.Task.WaitAsync(TimeSpan.FromMinutes(1), None);

        Assert.False(runner.ExecuteTask!.IsCompleted);
        await runner.StopAsync(None);
    }

    private static void AssertServes(OmbudApp app) =>
        Assert.False(app.Get<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var attempt = 0; attempt < 600 && !isSo(); attempt++)
            await Task.Delay(50, None);
        Assert.True(isSo());
    }

    private static async Task<int> RecordsAsync(OmbudApp app, SubjectId subject)
    {
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);
        return await context.Set<RecordRow>().CountAsync(row => row.SubjectId == subject.Value, None);
    }

    // As a disk does it: past grants and triggers.
    private static async Task FlipAsync(OmbudApp app, string table, SubjectId subject)
    {
        using var pass = await app.Get<Db>().Gate.EnterAsync(None);
        await using var connection = await TestDb.OpenAsync(app.Storage);
        if (app.Storage.Engine is Engine.Sqlite)
        {
            await using var drop = connection.Command("drop trigger if exists fact_body_no_update");
            await drop.ExecuteNonQueryAsync(None);
        }
        await using var read = connection.Command($"select sealed from {table} where subject_id = @subject")
            .With("subject", subject.Value);
        var bytes = (byte[])(await read.ExecuteScalarAsync(None))!;
        bytes[^1] ^= 1;
        await using var write = connection.Command($"update {table} set sealed = @sealed where subject_id = @subject")
            .With("sealed", bytes).With("subject", subject.Value);
        await write.ExecuteNonQueryAsync(None);
    }

    private sealed class Sample(Action sweep) : ISweep
    {
        public Task<int> SweepAsync(CancellationToken cancel)
        {
            sweep();
            return Task.FromResult(0);
        }
    }
}
