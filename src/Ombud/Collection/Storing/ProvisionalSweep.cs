using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Shared;
using Ombud.Subjects;

namespace Ombud.Collection.Storing;

/// <summary>
/// Ends what a crash left open: a look-up row whose person was committed counts from now on, one whose person never was
/// goes. Ten minutes are longer than any submission takes.
/// </summary>
internal sealed class ProvisionalSweep(IDbContextFactory<OmbudContext> contexts, Db db, TimeProvider time) : ISweep
{
    private const int PageSize = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var before = time.GetUtcNow() - Patience;
        var ended = 0;
        while (true)
        {
            await using var context = await contexts.CreateDbContextAsync(cancel);
            var open = await context.Set<LookupRow>().AsNoTracking().Over(FanOut.OpenLookups)
                .Where(row => row.IsProvisional && row.At < before)
                .OrderBy(row => row.Bucket).ThenBy(row => row.Hash).ThenBy(row => row.SubjectId).Take(PageSize).ToListAsync(cancel);
            foreach (var row in open)
                await EndAsync(context, row, cancel);
            ended += open.Count;
            if (open.Count < PageSize)
                return ended;
        }
    }

    private async Task EndAsync(OmbudContext context, LookupRow open, CancellationToken cancel)
    {
        var home = Bucket.Of(open.SubjectId);
        using var pass = await db.Gate.EnterAsync(cancel);
        // The person's own list of hashes commits with the submission: it tells whether this one came to be.
        var isCommitted = await context.Set<SubjectHashRow>().AsNoTracking().AnyAsync(
            row => row.Bucket == home && row.SubjectId == open.SubjectId && row.Hash == open.Hash && row.Kind == open.Kind, cancel);
        var here = context.Set<LookupRow>().Where(row =>
            row.Bucket == open.Bucket && row.Hash == open.Hash && row.Kind == open.Kind && row.SubjectId == open.SubjectId);
        if (isCommitted)
            await here.ExecuteUpdateAsync(set => set.SetProperty(row => row.IsProvisional, false), cancel);
        else
            await here.ExecuteDeleteAsync(cancel);
    }
}
