using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Incidents.Affected;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Incidents.Moving;

/// <summary>Ends an incident with which a control tried: its key, its rows and its list. Those that happened stay.</summary>
internal sealed class EndIncident(
    Changes changes, KeyRing keys, AffectedPeople people, IDbContextFactory<OmbudContext> contexts)
{
    public async Task RunAsync(Guid id, CancellationToken cancel)
    {
        var bucket = Bucket.Of(id);
        await using (var context = await contexts.CreateDbContextAsync(cancel))
        {
            if (!await context.Set<IncidentRow>().AnyAsync(
                row => row.Bucket == bucket && row.IncidentId == id && row.IsCanary, cancel))
                return;
        }
        foreach (var person in await people.ListAsync(id, cancel))
            await people.ForgetAsync(id, person.Id, cancel);
        await keys.DestroyAsync(new SubjectId(id), cancel);
        await using var change = await changes.BeginAsync(new SubjectId(id), cancel);
        if (await change.Db.FindAsync<IncidentRow>([bucket, id], cancel) is not { } row)
            return;
        change.Db.RemoveRange(await change.Db.Set<IncidentEntryRow>()
            .Where(entry => entry.Bucket == bucket && entry.IncidentId == id).ToListAsync(cancel));
        change.Db.RemoveRange(await change.Db.Set<AffectedRunRow>()
            .Where(run => run.Bucket == bucket && run.IncidentId == id).ToListAsync(cancel));
        change.Db.Remove(row);
        await change.CommitAsync([new IncidentTried()], cancel);
    }
}
