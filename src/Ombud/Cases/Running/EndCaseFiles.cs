using Microsoft.EntityFrameworkCore;
using Ombud.Cases.Filing;
using Ombud.Cases.Proof;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Cases.Running;

/// <summary>
/// Ends the files of cases whose time is over, by the notice's rule for cases: rows, texts and key go, and the facts that say what
/// happened, which hold no word of anybody's, stay.
/// </summary>
internal sealed class EndCaseFiles(
    Changes changes, KeyRing keys, CaseSeal seal, CaseLookups lookups, CaseDocuments documents,
    IDbContextFactory<OmbudContext> contexts, TimeProvider time) : ISweep
{
    private const int PageSize = 200;

    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        List<Guid> over;
        await using (var context = await contexts.CreateDbContextAsync(cancel))
        {
            over = await context.Set<CaseRow>().AsNoTracking().Over(FanOut.EndedCases)
                .Where(row => row.EndsAt <= now).OrderBy(row => row.EndsAt).ThenBy(row => row.CaseId).Take(PageSize)
                .Select(row => row.CaseId).ToListAsync(cancel);
        }
        var ended = 0;
        foreach (var id in over)
            ended += await TryEndAsync(id, now, cancel) ? 1 : 0;
        return ended;
    }

    // The key first: whoever is killed between leaves rows that nobody can open, and that go with the next sweep.
    private async Task<bool> TryEndAsync(Guid caseId, DateTimeOffset now, CancellationToken cancel)
    {
        try
        {
            return await EndAsync(caseId, now, cancel);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Another process ended it.
            return false;
        }
    }

    /// <summary>Ends a file whose time is over, or with which a control tried.</summary>
    /// <returns>False where it is not over, or gone.</returns>
    public async Task<bool> EndAsync(Guid caseId, DateTimeOffset now, CancellationToken cancel)
    {
        var bucket = Bucket.Of(caseId);
        await using (var context = await contexts.CreateDbContextAsync(cancel))
        {
            if (await context.Set<CaseRow>().AsNoTracking().SingleOrDefaultAsync(
                row => row.Bucket == bucket && row.CaseId == caseId && (row.IsCanary || row.EndsAt <= now), cancel) is not { } over)
                return false;
            // While it can still be read by which address it could be found.
            if (await seal.FindKeyAsync(caseId, cancel) is { } key)
            {
                var contact = seal.Open(over, key).Value;
                await lookups.ForgetAsync(contact, caseId, cancel);
                await lookups.ForgetAgentAsync(contact, caseId, cancel);
            }
        }
        await documents.ExpireAsync(caseId, cancel);
        await keys.DestroyAsync(new SubjectId(caseId), cancel);
        await using var change = await changes.BeginAsync(new SubjectId(caseId), cancel);
        if (await change.Db.FindAsync<CaseRow>([bucket, caseId], cancel) is not { } row)
            return false;
        var entries = await change.Db.Set<CaseEntryRow>().Where(entry => entry.Bucket == bucket && entry.CaseId == caseId)
            .ToListAsync(cancel);
        change.Db.RemoveRange(entries);
        change.Db.Remove(row);
        await change.CommitAsync([new CaseFileEnded(entries.Count)], cancel);
        return true;
    }
}
