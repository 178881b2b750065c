using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Incidents.Moving;
using Ombud.Jobs;
using Ombud.Policies.Incidents;

namespace Ombud.Incidents.Running;

/// <summary>
/// Watches the clocks of incidents (promise <c>security.report</c>): reminds the desk at half time and in the last hours, each once, and
/// escalates once when the time is over and nothing is decided about the authority.
/// </summary>
internal sealed class DueIncidents(
    IDbContextFactory<OmbudContext> contexts, IncidentChanges incidents, TakeIncidentStep step, IncidentDesk desk, TimeProvider time)
    : ISweep
{
    private const int PageSize = 200;

    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        List<Guid> due;
        await using (var context = await contexts.CreateDbContextAsync(cancel))
        {
            due = await context.Set<IncidentRow>().AsNoTracking().Over(FanOut.DueIncidents).Where(row => row.NextAt <= now)
                .OrderBy(row => row.NextAt).ThenBy(row => row.IncidentId).Take(PageSize).Select(row => row.IncidentId).ToListAsync(cancel);
        }
        var done = 0;
        foreach (var id in due)
            done += await WatchAsync(id, now, cancel) ? 1 : 0;
        return done;
    }

    // What was written down late, or slept through by a product that was off, is reminded of once and not of every step.
    private async Task<bool> WatchAsync(Guid id, DateTimeOffset now, CancellationToken cancel) =>
        await step.RunAsync(id, new IncidentOrder(IncidentStep.Escalate, "system"), cancel) is IncidentRefusal.None
            || await incidents.RunAsync(id, change => RemindAsync(change, now, cancel), cancel);

    private async Task<bool> RemindAsync(IncidentChange change, DateTimeOffset now, CancellationToken cancel)
    {
        if (!(change.Row.NextAt <= now) || change.State.IsOverdueAt(now)
            || IncidentTimes.RemindersAt(change.State, now) is var times && times <= change.Row.Reminded)
            return false;
        change.Row.Reminded = times;
        change.MoveTo(change.State);
        change.Add(new IncidentEntry(change.Now, "system", IncidentPart.Reminded, null, null, null));
        await desk.RemindAsync(change, cancel);
        await change.CommitAsync(new IncidentReminded(times), cancel);
        return true;
    }
}
