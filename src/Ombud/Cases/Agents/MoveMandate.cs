using Ombud.Cases.Filing;
using Ombud.Cases.Letters;
using Ombud.Policies.Cases;

namespace Ombud.Cases.Agents;

/// <summary>What becomes of a mandate.</summary>
/// <param name="By">Id of the staff account; <c>person</c> or <c>agent</c>.</param>
internal sealed record MandateOrder(MandateState State, CaseAuthor Author, string By)
{
    /// <summary>What the staff checked, where it is shown on paper.</summary>
    public MandatePaper? Paper { get; init; }
}

/// <summary>
/// Changes what an agent may do in a case: state, entry, letter to the agent and fact in one commit. Whether the agent sees the case is
/// read from that state alone, so that a mandate that was withdrawn ends with its commit.
/// </summary>
internal sealed class MoveMandate(CaseChanges cases, CaseLetters letters, CaseLookups lookups, TimeProvider time)
{
    /// <returns>False where there is no such case, or its mandate cannot come to be so.</returns>
    public async Task<bool> RunAsync(Guid caseId, MandateOrder order, CancellationToken cancel)
    {
        var over = await cases.RunAsync(caseId, change => MoveAsync(change, order, cancel), cancel);
        if (over is not null && order.State is MandateState.Withdrawn)
            await lookups.ForgetAgentAsync(over, caseId, cancel);
        return over is not null;
    }

    /// <summary>Notes that the copy of the paper is deleted; once is enough.</summary>
    /// <returns>False where no paper was checked.</returns>
    public Task<bool> NoteDeletedAsync(Guid caseId, string by, CancellationToken cancel) => cases.RunAsync(caseId, async change =>
    {
        if (!await HasNoteAsync(change, CaseNote.PaperChecked, cancel))
            return false;
        if (await HasNoteAsync(change, CaseNote.CopyDeleted, cancel))
            return true;
        change.Add(NoteOf(CaseNote.CopyDeleted, "", new(MandateState.OnPaper, CaseAuthor.Staff, by)) with { IsInternal = true });
        await change.CommitAsync([new CaseCopyDeleted(by)], cancel);
        return true;
    }, cancel);

    private async Task<CaseContact?> MoveAsync(CaseChange change, MandateOrder order, CancellationToken cancel)
    {
        if (change.State.Mandate?.To(order.State) is not { } mandate
            || (change.State.Stage is CaseStage.Closed && order.State is not MandateState.Withdrawn))
            return null;
        change.MoveTo(change.State with { Mandate = mandate });
        change.Add(NoteOf(CaseNote.MandateMoved, order.State.ToString(), order));
        if (order.Paper is { } paper)
            change.Add(NoteOf(CaseNote.PaperChecked, paper.ToString(), order) with { IsInternal = true });
        await letters.AddAsync(
            change, order.State is MandateState.Withdrawn ? CaseLetterKind.MandateEnded : CaseLetterKind.MandateConfirmed, cancel);
        await change.CommitAsync([new CaseMandateMoved(mandate.Capacity, mandate.State, order.Paper, order.Author, order.By)], cancel);
        return change.Contact.Value;
    }

    private CaseEntry NoteOf(CaseNote note, string about, MandateOrder order) =>
        new(time.GetUtcNow(), order.Author, order.By, null, null, IsInternal: false, null) { Note = note, About = about };

    private static async Task<bool> HasNoteAsync(CaseChange change, CaseNote note, CancellationToken cancel) =>
        (await change.NotedAboutAsync(note, cancel)).Count > 0;
}
