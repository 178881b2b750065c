using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Erasure;

/// <summary>Goes on with erasures that were begun and not finished: after a kill, and while a recipient cannot be told.</summary>
internal sealed partial class ErasureRunner(
    IDbContextFactory<OmbudContext> contexts, EraseSubject erase, Leases leases, TimeProvider time, CalmStart calm,
    ILogger<ErasureRunner> logger)
    : BackgroundService
{
    private const string Lease = "erasure";
    private const int PageSize = 50;
    private static readonly TimeSpan LeaseLength = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _wake = new(0, 1);

    /// <summary>Goes on without waiting for the next look.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Woken already.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await calm.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunDueAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure.GetType().Name);
            }
            await _wake.WaitAsync(Idle, stoppingToken);
        }
    }

    /// <summary>Goes on with every erasure that is due; one that fails keeps none of the others.</summary>
    /// <returns>How many it went on with.</returns>
    public async Task<int> RunDueAsync(CancellationToken cancel)
    {
        if (await leases.TakeAsync(Lease, LeaseLength, cancel) is null)
            return 0;

        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var due = await context.Set<ErasureRow>().AsNoTracking().Over(FanOut.DueErasures)
            .Where(row => row.Step < ErasureStep.Done && row.DueAt <= now)
            .OrderBy(row => row.DueAt).Take(PageSize).ToListAsync(cancel);
        foreach (var row in due)
        {
            try
            {
                await erase.RunAsync(new SubjectId(row.SubjectId), cancel);
            }
            // Whatever it was, a damaged ciphertext or a lost server: the others go on, and this one waits its turn again.
            catch (Exception failure) when (!cancel.IsCancellationRequested)
            {
                LogFailed(failure.GetType().Name);
                await erase.PutOffAsync(row, cancel);
            }
        }
        return due.Count;
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An erasure failed with {Error}; it is gone on with")]
    private partial void LogFailed(string error);
}
