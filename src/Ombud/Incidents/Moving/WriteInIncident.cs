using Ombud.Shared;

namespace Ombud.Incidents.Moving;

/// <summary>Adds to an incident's file what is known later. Nothing that was written is changed.</summary>
internal sealed class WriteInIncident(IncidentChanges incidents)
{
    /// <summary>Adds to a part of the file of an incident that is not closed.</summary>
    /// <returns>False where there is no such incident, or it is closed.</returns>
    public Task<bool> AddAsync(Guid id, IncidentPart part, Personal<string> text, string by, CancellationToken cancel) =>
        incidents.RunAsync(id, async change =>
        {
            if (change.State.IsClosed)
                return false;
            change.Add(new IncidentEntry(change.Now, by, part, null, null, text));
            await change.CommitAsync(new IncidentNoted(part, by), cancel);
            return true;
        }, cancel);
}
