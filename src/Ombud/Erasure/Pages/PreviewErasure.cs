using Microsoft.EntityFrameworkCore;
using Ombud.Consents.Suppression;
using Ombud.Database;
using Ombud.Layout;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Retention.Ends;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Erasure.Pages;

/// <summary>Works out, without changing anything, what an erasure would erase and keep.</summary>
internal sealed class PreviewErasure(
    IDbContextFactory<OmbudContext> contexts, Standings standings, FactHistory history, RecordEnds ends, ErasureWords words,
    SuppressionList suppression, TimeProvider time)
{
    public async Task<ErasureLists> OfAsync(SubjectId subject, Language language, CancellationToken cancel)
    {
        var standing = await standings.FindAsync(subject, cancel) ?? StandingState.Empty;
        var anchors = await PersonAnchors.ReadAsync(history, subject, cancel);
        var bucket = Bucket.Of(subject.Value);
        var today = PersonAnchors.DayOf(time.GetUtcNow());
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var records = await context.Set<RecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value).ToListAsync(cancel);
        var holds = await HeldRecords.ReadAsync(context, subject, cancel);

        var erased = new List<ErasedCount>();
        var kept = new List<KeptCount>();
        foreach (var record in records)
        {
            var law = ends.AfterErasure(record, anchors, standing, today);
            if (law is null && record.Holds == 0)
                erased.Add(new ErasedCount(record.Category, 1));
            else
                kept.Add(KeptCounts.Of(record, law, holds));
        }
        return words.Lists(
            KeptCounts.Erased(erased), KeptCounts.Grouped(kept), await suppression.HoldsAsync(subject, cancel), language);
    }
}
