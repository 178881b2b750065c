using Ombud.Cases.Clients;
using Ombud.Cases.Letters;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Cases.Moving;

/// <summary>Changes a case without a step: what is written into its file, whose work it is, whose it is.</summary>
internal sealed class WriteInCase(CaseChanges cases, CaseLetters letters, ClientParts clients, TimeProvider time)
{
    /// <summary>Writes into the file of a case that is not closed.</summary>
    /// <param name="isInternal">Whether it is for the staff alone; otherwise the person is told that there is a message.</param>
    /// <returns>False where there is no such case, or it is closed.</returns>
    public Task<bool> NoteAsync(
        Guid caseId, CaseAuthor author, string by, Personal<string> text, bool isInternal, CancellationToken cancel,
        CaseMark? mark = null) =>
        cases.RunAsync(caseId, async change =>
        {
            if (change.State.Stage is CaseStage.Closed || !change.TryMark(mark, by))
                return false;
            change.Add(new CaseEntry(time.GetUtcNow(), author, by, null, null, isInternal, text));
            if (author is CaseAuthor.Staff && !isInternal)
                await letters.AddAsync(change, CaseLetterKind.Message, cancel);
            await change.CommitAsync([new CaseNoted(author, by)], cancel);
            return true;
        }, cancel);

    /// <summary>
    /// Notes that the person has been to a further step; also in a case that is closed, since such steps take longer than cases
    /// stay open. Once is enough.
    /// </summary>
    /// <param name="step">Id of the step, which the case has and which another waits for.</param>
    public Task<bool> NoteTakenAsync(Guid caseId, CaseAuthor author, string by, string step, CancellationToken cancel) =>
        cases.RunAsync(caseId, async change =>
        {
            if ((await change.NotedAboutAsync(CaseNote.RecourseTaken, cancel)).Contains(step, StringComparer.Ordinal))
                return true;
            change.Add(new CaseEntry(time.GetUtcNow(), author, by, null, null, IsInternal: false, null)
            {
                Note = CaseNote.RecourseTaken, About = step,
            });
            await change.CommitAsync([new CaseRecourseTaken(step, author, by)], cancel);
            return true;
        }, cancel);

    /// <summary>Notes that the agent fetches the answer, which the person sees.</summary>
    /// <returns>False where there is no such case.</returns>
    public Task<bool> NoteFetchedAsync(Guid caseId, CancellationToken cancel) => cases.RunAsync(caseId, async change =>
    {
        change.Add(new CaseEntry(time.GetUtcNow(), CaseAuthor.Agent, "agent", null, null, IsInternal: false, null)
        {
            Note = CaseNote.AnswerFetched,
        });
        await change.CommitAsync([new CaseAnswerFetched()], cancel);
        return true;
    }, cancel);

    /// <summary>Gives an open case to somebody of the staff; of two at once the later has it.</summary>
    /// <returns>False where there is no such open case.</returns>
    public Task<bool> AssignAsync(Guid caseId, string to, CancellationToken cancel, CaseMark? mark = null) =>
        cases.RunAsync(caseId, async change =>
        {
            if (!change.State.IsOpen || !change.TryMark(mark, to))
                return false;
            change.Row.Owner = to;
            await change.CommitAsync([new CaseAssigned(to)], cancel);
            return true;
        }, cancel);

    /// <summary>Notes whose a case is that was answered before they showed that it is theirs.</summary>
    /// <returns>False where there is no such case, or it is somebody's, or over.</returns>
    public Task<bool> ConfirmAsync(Guid caseId, SubjectId person, CancellationToken cancel) => cases.RunAsync(caseId, async change =>
    {
        if (change.Row.PersonId is not null || change.State.Stage is CaseStage.Closed)
            return false;
        change.Row.PersonId = person.Value;
        await clients.PersonKnownAsync(change, cancel);
        await change.CommitAsync([new CaseConfirmed(person.Value)], cancel);
        return true;
    }, cancel);
}
