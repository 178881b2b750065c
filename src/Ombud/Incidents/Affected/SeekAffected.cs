using Microsoft.EntityFrameworkCore;
using Ombud.Jobs;

namespace Ombud.Incidents.Affected;

/// <summary>Begins a search for the people whom an incident may affect. It goes on by a job, and survives whoever does it.</summary>
internal sealed class SeekAffected(IncidentChanges incidents, JobQueue jobs)
{
    /// <returns>The run's id; null where there is no such open incident, or a run goes on already.</returns>
    public Task<Guid?> BeginAsync(Guid id, SearchOrder order, string by, CancellationToken cancel) =>
        incidents.RunAsync<Guid?>(id, async change =>
        {
            var (bucket, incident) = (change.Row.Bucket, change.Row.IncidentId);
            if (change.State.IsClosed || await change.Change.Db.Set<AffectedRunRow>().AnyAsync(
                run => run.Bucket == bucket && run.IncidentId == incident && run.DoneAt == null, cancel))
                return null;
            var run = AffectedRunRow.Of(change, AffectedRunKind.Search, order);
            change.Change.Db.Add(run);
            jobs.Enqueue(change.Change, new Job(FindAffected.Word, AffectedRunRow.PayloadOf(run)));
            await change.CommitAsync(new AffectedSought(run.RunId, order.Kind.ToString(), by), cancel);
            return run.RunId;
        }, cancel);
}
