using System.Diagnostics.Metrics;
using Ombud.Database;
using Ombud.Policies.Deciding;
using Ombud.Retention.Ends;
using Ombud.Shared;

namespace Ombud.Retention.Sweeping;

/// <summary>What a round of the sweeper did.</summary>
/// <param name="Ended">How many records and logged answers went.</param>
/// <param name="Followed">For how many people ends were worked out anew.</param>
internal readonly record struct SweepRound(int Ended, int Followed);

/// <summary>
/// Ends what is due, records and answers of the decision log, all the time, bucket by bucket in small commits, under a lease (promise
/// <c>retention.delete-or-anonymise</c>). Killed in the middle, the next one goes on at most
/// <see cref="RememberEvery"/> buckets before, which by then have nothing.
/// </summary>
internal sealed partial class Sweeper(
    SweepBatch records, AnswerBatch answers, FollowStandings follow, SweepState state, Leases leases, TimeProvider time,
    CalmStart calm, ILogger<Sweeper> logger)
    : BackgroundService
{
    private const string Lease = "retention-sweep";
    private const int RememberEvery = 64;
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    private static readonly Counter<long> EndedRecords = Telemetry.Meter.CreateCounter<long>(
        "ombud.retention.ended", "{record}", "Records that ended by their retention rules.");

    private DateTimeOffset _renewed;

    /// <summary>One small commit in one bucket; null where another has taken the lease.</summary>
    private delegate Task<SweptBatch?> Batch(short bucket, string lease, long fence, CancellationToken cancel);

    private Batch[] Batches { get; } = [records.RunAsync, answers.RunAsync];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await calm.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await RunAsync(stoppingToken) is { Ended: > 0 } round)
                    LogSwept(round.Ended);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure.GetType().Name);
            }
            await Task.Delay(Idle, time, stoppingToken);
        }
    }

    /// <summary>Runs one round over all buckets, from where the last one was left.</summary>
    /// <returns>What it did; null where another process sweeps.</returns>
    public async Task<SweepRound?> RunAsync(CancellationToken cancel)
    {
        if (await leases.TakeAsync(Lease, LeaseLength, cancel) is not { } fence)
            return null;

        using var span = Telemetry.Source.StartActivity("retention sweep");
        _renewed = time.GetUtcNow();
        var (ended, followed) = (0, 0);
        var first = await state.NextBucketAsync(cancel);
        for (var i = 0; i < Bucket.Count; i++)
        {
            var bucket = (short)((first + i) % Bucket.Count);
            followed += await follow.FollowAsync(bucket, cancel);
            if (await TrySweepAsync(bucket, fence, cancel) is not { } here)
                return null;

            ended += here;
            var next = (short)((bucket + 1) % Bucket.Count);
            if (i % RememberEvery == RememberEvery - 1)
                await state.DoneAsync(next, isRound: i == Bucket.Count - 1, cancel);
        }
        span?.SetTag("ombud.rows", ended);
        return new SweepRound(ended, followed);
    }

    /// <summary>Sweeps the one bucket in which a person lies, now.</summary>
    /// <returns>How many records went; null where another process sweeps.</returns>
    public async Task<int?> RunAsync(SubjectId subject, CancellationToken cancel)
    {
        if (await leases.TakeAsync(Lease, LeaseLength, cancel) is not { } fence)
            return null;

        var bucket = Bucket.Of(subject.Value);
        await follow.FollowAsync(bucket, cancel);
        var ended = 0;
        foreach (var batch in Batches)
        {
            if (await SweepAsync(batch, bucket, fence, cancel) is not { } here)
                return null;
            ended += here;
        }
        return ended;
    }

    // What cannot be ended holds up no other bucket, and no other kind; what stays there counts as past its end.
    private async Task<int?> TrySweepAsync(short bucket, long fence, CancellationToken cancel)
    {
        var ended = 0;
        foreach (var batch in Batches)
        {
            try
            {
                if (await SweepAsync(batch, bucket, fence, cancel) is not { } here)
                    return null;
                ended += here;
            }
            catch (Exception failure) when (!cancel.IsCancellationRequested && !DbFailure.IsOfWholeDatabase(failure))
            {
                LogFailed(failure.GetType().Name);
            }
        }
        return ended;
    }

    private async Task<int?> SweepAsync(Batch batch, short bucket, long fence, CancellationToken cancel)
    {
        var ended = 0;
        while (true)
        {
            if (time.GetUtcNow() - _renewed > LeaseLength / 3)
            {
                if (await leases.TakeAsync(Lease, LeaseLength, cancel) != fence)
                    return null;
                _renewed = time.GetUtcNow();
            }

            if (await batch(bucket, Lease, fence, cancel) is not { } gone)
                return null;
            ended += gone.Ended;
            EndedRecords.Add(gone.Ended);
            if (gone.Rows < SweepBatch.RowsMax)
                return ended;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} records ended by their retention rules")]
    private partial void LogSwept(int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sweep of ended records failed with {Error}; it runs again")]
    private partial void LogFailed(string error);
}
