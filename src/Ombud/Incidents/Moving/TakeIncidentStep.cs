using Microsoft.EntityFrameworkCore;
using Ombud.Incidents.Affected;
using Ombud.Incidents.Running;
using Ombud.Incidents.Telling;
using Ombud.Jobs;
using Ombud.Policies.Incidents;
using Ombud.Shared;

namespace Ombud.Incidents.Moving;

/// <summary>A step that somebody takes in an incident.</summary>
/// <param name="By">Id of the staff account; <c>system</c>.</param>
internal sealed record IncidentOrder(IncidentStep Step, string By)
{
    /// <summary>When it happened, where that was before now.</summary>
    public DateTimeOffset? At { get; init; }

    public BreachRisk? Risk { get; init; }
    public NotTellingGround? Ground { get; init; }

    /// <summary>Id of the authority that was notified.</summary>
    public string? Authority { get; init; }

    /// <summary>The reason, or what is added.</summary>
    public Personal<string>? Reason { get; init; }

    /// <summary>What the people affected are told.</summary>
    public TellWords? Words { get; init; }
}

/// <summary>Takes steps in incidents: state, entry, letter to the desk, job and fact in one commit.</summary>
internal sealed class TakeIncidentStep(IncidentChanges incidents, IncidentDesk desk, JobQueue jobs)
{
    /// <summary>Takes a step, if the incident is where it can be taken.</summary>
    /// <returns>Why it cannot; null where there is no such incident.</returns>
    public async Task<IncidentRefusal?> RunAsync(Guid id, IncidentOrder order, CancellationToken cancel)
    {
        var taken = await incidents.RunAsync(id, change => TakeAsync(change, order, cancel), cancel);
        return taken?.Refusal;
    }

    private async Task<Attempt> TakeAsync(IncidentChange change, IncidentOrder order, CancellationToken cancel)
    {
        var at = order.At ?? change.Now;
        var runs = await RunsAsync(change, cancel);
        // What is not counted to the end is not told, closed or counted again meanwhile.
        if (order.Step is IncidentStep.Tell or IncidentStep.Close && runs.Exists(run => run.DoneAt is null))
            return new Attempt(IncidentRefusal.NotHere);
        var (state, refusal) = change.State.Next(new IncidentEvent(order.Step, at)
        {
            HasReason = order.Reason is not null, Risk = order.Risk, Ground = order.Ground, HasPeople = runs.Exists(run => run.People > 0),
            HasUntold = AffectedRunRow.HasUntold(runs),
        });
        if (state is null)
            return new Attempt(refusal);

        change.MoveTo(state);
        var word = order.Risk?.ToString() ?? order.Ground?.ToString() ?? order.Authority;
        change.Add(new IncidentEntry(at, order.By, IncidentPart.Step, order.Step, word, order.Reason));
        if (order.Step is IncidentStep.Tell)
            Begin(change, order.Words ?? throw new InvalidOperationException("Nobody is told without words."));
        if (order.Step is IncidentStep.Escalate)
            await desk.EscalateAsync(change, cancel);
        await change.CommitAsync(new IncidentMoved(order.Step, at, word, state.IsLate, order.By), cancel);
        return new Attempt(IncidentRefusal.None);
    }

    private static Task<List<AffectedRunRow>> RunsAsync(IncidentChange change, CancellationToken cancel) =>
        change.Change.Db.Set<AffectedRunRow>().AsNoTracking()
            .Where(run => run.Bucket == change.Row.Bucket && run.IncidentId == change.Row.IncidentId).ToListAsync(cancel);

    private void Begin(IncidentChange change, TellWords words)
    {
        var run = AffectedRunRow.Of(change, AffectedRunKind.Telling, order: null);
        run.LetterId = change.Add(new IncidentEntry(
            change.Now, "system", IncidentPart.Letter, null, null, new Personal<string>(words.AsJson())));
        change.Change.Db.Add(run);
        jobs.Enqueue(change.Change, new Job(TellAffected.Word, AffectedRunRow.PayloadOf(run)));
    }

    private sealed record Attempt(IncidentRefusal Refusal);
}
