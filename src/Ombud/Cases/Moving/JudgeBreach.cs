using Ombud.Policies.Cases;
using Ombud.Shared;

namespace Ombud.Cases.Moving;

/// <summary>
/// Notes in a report of a break-in whether it is a personal data breach (promise <c>security.report</c>): that it opened an incident, or
/// that it is none, and why. Before that it is answered as founded by nobody.
/// </summary>
internal sealed class JudgeBreach(CaseChanges cases, TimeProvider time)
{
    /// <summary>Whether a case is noted to have opened an incident, or to be none.</summary>
    public static async Task<bool> IsJudgedAsync(CaseChange change, CancellationToken cancel) =>
        change.Row.Kind is CaseKind.SuspectedBreakIn
        && ((await change.NotedAboutAsync(CaseNote.IncidentOpened, cancel)).Count > 0
            || (await change.NotedAboutAsync(CaseNote.NoIncident, cancel)).Count > 0);

    /// <summary>Notes the incident that a report has opened. Once is enough.</summary>
    /// <returns>False where it is no report of a break-in.</returns>
    public Task<bool> OpenedAsync(Guid caseId, Guid incident, string by, CancellationToken cancel) =>
        NoteAsync(caseId, CaseNote.IncidentOpened, incident, why: null, by, cancel);

    /// <summary>Notes that what was reported is no personal data breach.</summary>
    /// <param name="why">For the staff alone.</param>
    /// <returns>False where it is no report of a break-in, or has opened an incident.</returns>
    public Task<bool> IsNoneAsync(Guid caseId, Personal<string> why, string by, CancellationToken cancel) =>
        NoteAsync(caseId, CaseNote.NoIncident, incident: null, why, by, cancel);

    private Task<bool> NoteAsync(
        Guid caseId, CaseNote note, Guid? incident, Personal<string>? why, string by, CancellationToken cancel) =>
        cases.RunAsync(caseId, async change =>
        {
            if (change.Row.Kind is not CaseKind.SuspectedBreakIn)
                return false;
            if ((await change.NotedAboutAsync(CaseNote.IncidentOpened, cancel)).Count > 0)
                return note is CaseNote.IncidentOpened;
            // Whoever reported learns nothing of what else the incident is about.
            change.Add(new CaseEntry(time.GetUtcNow(), CaseAuthor.Staff, by, null, null, IsInternal: true, why)
            {
                Note = note, About = incident?.ToString("D") ?? "none",
            });
            await change.CommitAsync([new CaseBreachJudged(incident, by)], cancel);
            return true;
        }, cancel);
}
