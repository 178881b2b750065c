using Ombud.Database;
using Ombud.Keys;
using Ombud.Keys.Reserve;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Log.Writing;

/// <summary>
/// Fills the reserve of keys in a rush, takes away what nobody came for, and clears what a killed process left: of its ids
/// those are people who have a standing, and only the others' keys go.
/// </summary>
internal sealed partial class TendReserve(KeyReserve reserve, KeyStore store, Db db, TimeProvider time, ILogger<TendReserve> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    /// <summary>How old a batch must be that is cleared whoever made it: no process keeps one for so long.</summary>
    internal static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await reserve.IsWantedAsync(Pause, stoppingToken))
                    await reserve.RefillAsync();
                else
                    await ClearAbandonedAsync(stoppingToken);
                await reserve.DiscardAsync(isEnd: false, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(failure.GetType().Name);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await reserve.DiscardAsync(isEnd: true, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever it was, the process ends, and a day later another one clears what it left.
        catch (Exception failure)
        {
            LogFailed(failure.GetType().Name);
        }
#pragma warning restore CA1031
    }

    /// <summary>Clears what processes left that were killed.</summary>
    public async Task ClearAbandonedAsync(CancellationToken cancel)
    {
        foreach (var row in await ReserveRows.ReadAsync(store, time.GetUtcNow() - AbandonedAfter, cancel))
        {
            await using var connection = await db.OpenAsync(cancel);
            var unused = new List<SubjectId>();
            foreach (var subject in row.Subjects)
            {
                await using var select = connection.Command(
                    "select 1 from standing where bucket = @bucket and subject_id = @subject")
                    .With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value);
                if (await select.ExecuteScalarAsync(cancel) is null)
                    unused.Add(subject);
            }
            await ReserveRows.DiscardAsync(store, row.Id, unused, cancel);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reserve of keys could not be tended ({Error}); trying again")]
    private partial void LogFailed(string error);
}
