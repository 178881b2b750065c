using Ombud.Policies.Cases;
using Ombud.Shared;

namespace Ombud.Cases.Moving;

/// <summary>
/// Steps that take two of the staff: one proposes, the step waits with all that it needs, and another approves it or sends it back. The
/// clock goes on meanwhile. Any other step of the case, but for its escalation, ends the proposal: it was made of the case as it was.
/// </summary>
internal sealed class ProposeStep(CaseChanges cases, CaseBook book, TakeStep step, ChildErasures children, TimeProvider time)
{
    /// <summary>Proposes a step, if the case is where it could be taken.</summary>
    public async Task<(StepOutcome Outcome, CaseRefusal Refusal)> RunAsync(Guid caseId, StepOrder order, CancellationToken cancel)
    {
        var isErased = order.Step is CaseStep.Answer or CaseStep.AnswerInPart && await children.AreDoneAsync(caseId, cancel);
        var refusal = await cases.RunAsync(caseId, async change =>
        {
            var id = Guid.CreateVersion7(time.GetUtcNow());
            var (state, why) = change.State.Propose(await step.EventOfAsync(change, order, isErased, cancel), id);
            if (state is null)
                return (CaseRefusal?)why;
            if (!change.TryMark(order.Mark, order.By))
                return CaseRefusal.ChangedMeanwhile;
            change.MoveTo(state);
            change.Add(NoteOf(CaseNote.StepProposed, order.Step.ToString(), order.By) with
            {
                Reason = order.Reason,
                Text = order.Message,
            });
            await change.CommitAsync([new CaseStepProposed(order.Step, order.Reason, order.By)], cancel);
            return CaseRefusal.None;
        }, cancel);
        return refusal is not { } known ? (StepOutcome.NoSuchCase, CaseRefusal.None)
            : (known is CaseRefusal.None ? StepOutcome.Taken : StepOutcome.Refused, known);
    }

    /// <summary>Takes the step that another has proposed, as it was proposed.</summary>
    /// <param name="proposal">Which proposal was read.</param>
    public async Task<(StepOutcome Outcome, CaseRefusal Refusal)> ApproveAsync(
        Guid caseId, Guid proposal, string by, CancellationToken cancel)
    {
        if (await book.FindAsync(caseId, cancel) is not { } file)
            return (StepOutcome.NoSuchCase, CaseRefusal.None);
        if (file.State.Proposal is not { } waiting || waiting.Id != proposal)
            return (StepOutcome.Refused, CaseRefusal.SecondMissing);
        // Whoever proposed it does not approve it, whatever has become of what the pack asks for since.
        if (waiting.By == by)
            return (StepOutcome.Refused, CaseRefusal.SameAccount);
        return await step.RunAsync(
            caseId,
            new StepOrder(waiting.Step, CaseAuthor.Staff, by)
            {
                Reason = waiting.Reason, Until = waiting.Until, Message = TextOf(file), Approves = proposal,
            },
            cancel);
    }

    /// <summary>Sends a proposed step back, with what is to be different; whoever proposed it takes it back so.</summary>
    /// <returns>False where that proposal does not wait.</returns>
    public Task<bool> SendBackAsync(Guid caseId, Guid proposal, Personal<string> why, string by, CancellationToken cancel) =>
        cases.RunAsync(caseId, async change =>
        {
            if (change.State.Proposal is not { } waiting || change.State.SendBack(proposal) is not { } state)
                return false;
            change.MoveTo(state);
            change.Add(NoteOf(CaseNote.StepSentBack, waiting.Step.ToString(), by) with { Text = why });
            await change.CommitAsync([new CaseStepSentBack(waiting.Step, waiting.By, by)], cancel);
            return true;
        }, cancel);

    /// <summary>What is to be written to the person with the step that waits.</summary>
    public static Personal<string>? TextOf(CaseFile file) =>
        file.Entries.LastOrDefault(entry => entry.Note is CaseNote.StepProposed)?.Text;

    private CaseEntry NoteOf(CaseNote note, string about, string by) =>
        new(time.GetUtcNow(), CaseAuthor.Staff, by, null, null, IsInternal: true, null) { Note = note, About = about };
}
