using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Shared;

namespace Ombud.Incidents.Affected;

/// <summary>How far runs over all people are. What a batch came to commits with how far it is, so that nothing counts twice.</summary>
internal sealed class AffectedRuns(IDbContextFactory<OmbudContext> contexts, Db db)
{
    /// <summary>Buckets of one batch, after which it is written down how far the run is.</summary>
    public const int BatchSize = 64;

    /// <summary>A run; null where there is none, or it is done.</summary>
    public async Task<AffectedRunRow?> FindAsync(Guid incident, Guid run, CancellationToken cancel)
    {
        var bucket = Bucket.Of(incident);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<AffectedRunRow>().AsNoTracking().SingleOrDefaultAsync(
            row => row.Bucket == bucket && row.IncidentId == incident && row.RunId == run && row.DoneAt == null, cancel);
    }

    /// <summary>Writes down how far a run is; nothing where another runner has done the batch.</summary>
    /// <param name="from">The bucket with which the batch began.</param>
    public async Task SaveAsync(AffectedRunRow run, int from, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await context.Set<AffectedRunRow>()
            .Where(row => row.Bucket == run.Bucket && row.IncidentId == run.IncidentId && row.RunId == run.RunId && row.NextBucket == from)
            .ExecuteUpdateAsync(set => set
                .SetProperty(row => row.NextBucket, run.NextBucket).SetProperty(row => row.People, run.People)
                .SetProperty(row => row.Records, run.Records).SetProperty(row => row.Residences, run.Residences)
                .SetProperty(row => row.Told, run.Told).SetProperty(row => row.Unreachable, run.Unreachable)
                .SetProperty(row => row.Isolated, run.Isolated), cancel);
    }
}
