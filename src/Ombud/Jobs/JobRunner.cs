using System.Collections.Frozen;
using Ombud.Shared;

namespace Ombud.Jobs;

/// <summary>Does what is due, some jobs at a time. Any number of runners may share a database.</summary>
internal sealed partial class JobRunner(
    JobStore store, IEnumerable<IJobHandler> handlers, TimeProvider time, CalmStart calm, ILogger<JobRunner> logger)
    : BackgroundService
{
    private const int PageSize = 64;
    private const int AtOnceMax = 8;
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FirstBackOff = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromHours(1);

    private readonly FrozenDictionary<string, IJobHandler> _handlers =
        handlers.ToFrozenDictionary(handler => handler.Kind, StringComparer.Ordinal);

    private readonly SemaphoreSlim _slots = new(AtOnceMax, AtOnceMax);
    private readonly Guid _me = Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>How long to wait after an attempt: twice as long after each, an hour at most, never given up.</summary>
    internal static TimeSpan BackOff(int attempts) =>
        attempts > 10 ? LongestBackOff
            : TimeSpan.FromTicks(Math.Min(FirstBackOff.Ticks << (attempts - 1), LongestBackOff.Ticks));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await calm.WaitAsync(stoppingToken);
        var running = new List<Task>();
        var pause = ShortestPause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var started = await StartDueAsync(stoppingToken);
                running.RemoveAll(task => task.IsCompleted);
                running.AddRange(started);
                pause = started.Count > 0 ? ShortestPause
                    : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
                await Task.Delay(pause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            // Whatever it was: EF wraps what a lost server fails with, and one bad moment must not end the product.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogUnreadable(failure.GetType().Name);
                await Task.Delay(LongestPause, time, stoppingToken);
            }
        }
        await Task.WhenAll(running);
    }

    /// <summary>Does everything that is due now and that no other runner has.</summary>
    /// <returns>How many jobs were attempted.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancel)
    {
        var started = await StartDueAsync(cancel);
        await Task.WhenAll(started);
        return started.Count;
    }

    // A slow job keeps a slot and holds up nothing else: what became due meanwhile is read without waiting for it.
    private async Task<List<Task>> StartDueAsync(CancellationToken cancel)
    {
        var started = new List<Task>();
        DueJob? last = null;
        while (_handlers.Count > 0)
        {
            var page = await store.ReadDueAsync(_handlers.Keys, last, PageSize, cancel);
            foreach (var job in page)
            {
                await _slots.WaitAsync(cancel);
                started.AddRange(await StartAsync(job, cancel));
            }
            if (page.Count < PageSize)
                break;
            last = page[^1];
        }
        return started;
    }

    private async Task<Task[]> StartAsync(DueJob job, CancellationToken cancel)
    {
        JobRun? run = null;
        try
        {
            run = await store.TakeAsync(job, _me, Lease, cancel);
            return run is null ? [] : [AttemptAsync(run, cancel)];
        }
        finally
        {
            if (run is null)
                _slots.Release();
        }
    }

    private async Task AttemptAsync(JobRun run, CancellationToken cancel)
    {
        try
        {
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var keeping = KeepAsync(run, attempt);
            var outcome = await Task.Run(() => OutcomeAsync(run, attempt.Token), CancellationToken.None);
            await attempt.CancelAsync();
            await keeping;
            // Stopping puts nothing back: the lease runs out and another takes over, as if this process had been
            // killed.
            if (!cancel.IsCancellationRequested && !await EndAsync(run, outcome, cancel))
                LogTakenOver(run.Kind, run.JobId);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Stopping, as above.
        }
#pragma warning disable CA1031 // Whatever it was: not ended, and taken again when the lease has run out.
        catch (Exception failure)
        {
            LogUnreadable(failure.GetType().Name);
        }
#pragma warning restore CA1031
        finally
        {
            _slots.Release();
        }
    }

    private Task<bool> EndAsync(JobRun run, JobOutcome outcome, CancellationToken cancel) => outcome switch
    {
        JobOutcome.Done => store.FinishAsync(run, cancel),
        JobOutcome.Finished => Task.FromResult(true),
        JobOutcome.Again again => store.PutBackAsync(
            run, time.GetUtcNow() + (again.After ?? BackOff(run.Attempts)), again.Code, cancel),
        JobOutcome.GivenUp givenUp => store.GiveUpAsync(run, givenUp.Code, cancel),
        _ => throw new InvalidOperationException("An outcome that nobody has thought of."),
    };

    private async Task<JobOutcome> OutcomeAsync(JobRun run, CancellationToken cancel)
    {
        try
        {
            return await _handlers[run.Kind].RunAsync(run, cancel);
        }
#pragma warning disable CA1031 // Whatever a handler fails with, the job is tried again and the other jobs go on.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            // The type alone: a message may repeat what somebody typed.
            if (!cancel.IsCancellationRequested)
                LogFailed(run.Kind, run.JobId, run.Attempts, failure.GetType().Name);
            return new JobOutcome.Again(failure.GetType().Name);
        }
    }

    /// <summary>
    /// Renews the lease while the handler works; cancels the attempt where another has taken the job over.
    /// </summary>
    private async Task KeepAsync(JobRun run, CancellationTokenSource attempt)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Lease / 3, time, attempt.Token);
                if (!await store.RenewAsync(run, Lease, attempt.Token))
                    await attempt.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The attempt has ended.
        }
#pragma warning disable CA1031 // Not renewed: the fence decides at the end whether the job was still ours.
        catch (Exception failure)
        {
            LogUnreadable(failure.GetType().Name);
        }
#pragma warning restore CA1031
    }

    public override void Dispose()
    {
        _slots.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Job {Kind} {Job} failed at attempt {Attempt} with {Error}; it is tried again")]
    private partial void LogFailed(string kind, Guid job, int attempt, string error);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Job {Kind} {Job} was finished late; another runner has taken it over")]
    private partial void LogTakenOver(string kind, Guid job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The queue of jobs cannot be read ({Error}); trying again")]
    private partial void LogUnreadable(string error);
}
