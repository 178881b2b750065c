using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Shared;
using Ombud.Subjects;

namespace Ombud.SignIn.People;

/// <summary>
/// Ends what a crash between the claim of an address and the person's own commit left open: a claim whose person came to
/// be stays, any other goes, since no erasure would find it. Ten minutes are longer than any sign-in takes.
/// </summary>
internal sealed class ProvedSweep(IDbContextFactory<OmbudContext> contexts, Db db, TimeProvider time) : ISweep
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
            var open = await context.Set<ProvedIdentifierRow>().AsNoTracking().Over(FanOut.OpenProofs)
                .Where(row => row.IsProvisional && row.At < before)
                .OrderBy(row => row.Bucket).ThenBy(row => row.Hash).Take(PageSize).ToListAsync(cancel);
            foreach (var row in open)
                ended += await EndAsync(context, row, before, cancel);
            if (open.Count < PageSize)
                return ended;
        }
    }

    private async Task<int> EndAsync(OmbudContext context, ProvedIdentifierRow open, DateTimeOffset before, CancellationToken cancel)
    {
        var home = Bucket.Of(open.SubjectId);
        using var pass = await db.Gate.EnterAsync(cancel);
        // The person's own list of hashes commits with the proof: it tells whether this person came to be.
        var isCommitted = await context.Set<SubjectHashRow>().AsNoTracking().AnyAsync(
            row => row.Bucket == home && row.SubjectId == open.SubjectId && row.Hash == open.Hash && row.Kind == open.Kind, cancel);
        // Claimed anew meanwhile, it has a later moment and stays.
        var here = context.Set<ProvedIdentifierRow>().Where(row =>
            row.Bucket == open.Bucket && row.Hash == open.Hash && row.Kind == open.Kind && row.SubjectId == open.SubjectId
            && row.IsProvisional && row.At < before);
        return isCommitted
            ? await here.ExecuteUpdateAsync(set => set.SetProperty(row => row.IsProvisional, false), cancel)
            : await here.ExecuteDeleteAsync(cancel);
    }
}
