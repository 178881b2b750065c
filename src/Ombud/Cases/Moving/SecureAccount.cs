using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.SignIn.People;

namespace Ombud.Cases.Moving;

/// <summary>
/// Ends the sessions of the account that a report of a break-in is about (promise <c>security.report</c>). A report alone ends
/// nobody's: either the person has proved that the account is theirs, or the staff decide it.
/// </summary>
internal sealed class SecureAccount(CaseBook book, EndSessions sessions, CaseChanges cases, TimeProvider time)
{
    /// <summary>Ends the sessions of the person who reported, where they are signed in or have confirmed the report.</summary>
    /// <param name="until">The last moment at which a session that ends began; null for now.</param>
    /// <returns>False where it is no report of theirs, or it has ended them before: a form sent again ends no later session.</returns>
    public async Task<bool> OwnAsync(Guid caseId, SubjectId person, DateTimeOffset? until, CancellationToken cancel) =>
        await FindAsync(caseId, cancel) is { } file && file.Person == person
            && !file.NotedAbout(CaseNote.SessionsEnded).Contains(person.Value.ToString("D"), StringComparer.Ordinal)
            && await sessions.RunAsync(person, until, "self", cancel)
            && await NoteAsync(caseId, person, CaseAuthor.Person, "person", cancel);

    /// <summary>Ends the sessions of whom the staff have found.</summary>
    /// <returns>False where the case is no open report of a break-in, or nothing is known of such a person.</returns>
    public async Task<bool> DecideAsync(Guid caseId, SubjectId person, string by, CancellationToken cancel) =>
        await FindAsync(caseId, cancel) is not null && await sessions.RunAsync(person, until: null, by, cancel)
            && await NoteAsync(caseId, person, CaseAuthor.Staff, by, cancel);

    private async Task<CaseFile?> FindAsync(Guid caseId, CancellationToken cancel) =>
        await book.FindAsync(caseId, cancel) is { State: { Kind: CaseKind.SuspectedBreakIn, IsOpen: true } } file ? file : null;

    // Whoever reported sees what was done to their own account, and nothing of another's.
    private Task<bool> NoteAsync(Guid caseId, SubjectId person, CaseAuthor author, string by, CancellationToken cancel) =>
        cases.RunAsync(caseId, async change =>
        {
            var isOwn = change.Row.PersonId == person.Value;
            change.Add(new CaseEntry(time.GetUtcNow(), author, by, null, null, IsInternal: !isOwn, null)
            {
                Note = CaseNote.SessionsEnded, About = person.Value.ToString("D"),
            });
            await change.CommitAsync([new CaseSessionsEnded(person.Value, author, by)], cancel);
            return true;
        }, cancel);
}
