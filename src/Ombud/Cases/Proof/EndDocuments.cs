using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Policies.Cases;

namespace Ombud.Cases.Proof;

/// <summary>Destroys copies of documents that nobody has looked at for two weeks, or whose case has gone on without them.</summary>
internal sealed class EndDocuments(
    IDbContextFactory<OmbudContext> contexts, CaseBook book, CaseDocuments documents, TimeProvider time) : ISweep
{
    /// <summary>How long a copy waits to be looked at, in days.</summary>
    public const int DaysMax = 14;

    private const int PageSize = 200;

    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        List<(Guid Case, DateTimeOffset At)> waiting;
        await using (var context = await contexts.CreateDbContextAsync(cancel))
        {
            var rows = await context.Set<CaseDocumentRow>().AsNoTracking().Over(FanOut.CaseDocuments).OrderBy(row => row.At)
                .Take(PageSize).Select(row => new { row.CaseId, row.At }).ToListAsync(cancel);
            waiting = rows.ConvertAll(row => (row.CaseId, row.At));
        }
        var (ended, until) = (0, time.GetUtcNow().AddDays(-DaysMax));
        foreach (var (id, at) in waiting)
        {
            var file = at <= until ? null : await book.FindAsync(id, cancel);
            if (file?.State is not { Stage: CaseStage.IdentityWanted, IsDocumentWanted: true })
                ended += await documents.ExpireAsync(id, cancel) ? 1 : 0;
        }
        return ended;
    }
}
