using Ombud.Cases.Moving;
using Ombud.Policies.Cases;
using Ombud.Shared;

namespace Ombud.Cases.Together;

/// <summary>What is to become, or became, of one of several cases.</summary>
public enum TogetherOutcome
{
    /// <summary>It can take the step, and waits for it.</summary>
    Waits,

    /// <summary>It took the step, in this work or when this work was sent before.</summary>
    Done,

    /// <summary>The step takes two of the staff, and waits for another.</summary>
    Proposed,

    /// <summary>It cannot take the step.</summary>
    Refused,

    /// <summary>There is no such case, or its time is over.</summary>
    Gone,
}

/// <summary>One of several cases, and what came of it.</summary>
/// <param name="Case">Null where it is gone.</param>
public sealed record TogetherLine(ChosenCase Chosen, CaseLine? Case, TogetherOutcome Outcome, CaseRefusal Refusal);

/// <summary>
/// Takes a step in several cases, each in a commit of its own, with a note in the file of which work it was: whoever is killed in the
/// middle has done what is done, and the same form sent again does the rest and nothing twice. A case that has changed since it was
/// chosen is left alone.
/// </summary>
internal sealed class StepsTogether(CaseBook book, TakeStep step, ProposeStep propose, WriteInCase write)
{
    /// <summary>Says of each whether it can take the step; nothing is changed.</summary>
    public async Task<IReadOnlyList<TogetherLine>> PreviewAsync(TogetherForm form, Guid work, string by, CancellationToken cancel)
    {
        var lines = new List<TogetherLine>();
        foreach (var chosen in form.Chosen)
            lines.Add(await LookAsync(form, chosen, work, by, cancel));
        return lines;
    }

    /// <summary>Takes the step in as many of the cases as one request does; the others wait.</summary>
    public async Task<IReadOnlyList<TogetherLine>> RunAsync(
        TogetherForm form, Guid work, string by, int most, CancellationToken cancel)
    {
        var lines = new List<TogetherLine>();
        foreach (var chosen in form.Chosen)
        {
            var line = await LookAsync(form, chosen, work, by, cancel);
            if (line is { Outcome: TogetherOutcome.Waits, Case: { } one } && most-- > 0)
            {
                var (outcome, refusal) = await TakeAsync(form, one, new CaseMark(work, chosen.Seen), by, cancel);
                line = line with { Outcome = outcome, Refusal = refusal };
                // Of two that send the same form at once one was quicker.
                if (refusal is CaseRefusal.ChangedMeanwhile)
                    line = await LookAsync(form, chosen, work, by, cancel);
            }
            lines.Add(line);
        }
        return lines;
    }

    private async Task<TogetherLine> LookAsync(TogetherForm form, ChosenCase chosen, Guid work, string by, CancellationToken cancel)
    {
        // What was written to the data protection officer is in nobody else's queue, and so nothing that could be ticked there.
        if (await book.FindAsync(chosen.Id, cancel) is not { State.Kind: not CaseKind.OfficerMessage } file)
            return new TogetherLine(chosen, null, TogetherOutcome.Gone, CaseRefusal.None);
        if (file.NotedAbout(CaseNote.Together).Contains(work.ToString("D"), StringComparer.Ordinal))
        {
            var done = form.OrderFor(file.State, by) is { } taken && file.State.Proposal?.Step == taken.Step
                ? TogetherOutcome.Proposed : TogetherOutcome.Done;
            return new TogetherLine(chosen, file, done, CaseRefusal.None);
        }
        var refusal = file.Version != chosen.Seen ? CaseRefusal.ChangedMeanwhile
            : form.OrderFor(file.State, by) is { } order ? await step.JudgeAsync(chosen.Id, order, cancel)
            : CanDo(form, file.State) ? CaseRefusal.None : CaseRefusal.NotHere;
        return refusal is not { } why ? new TogetherLine(chosen, null, TogetherOutcome.Gone, CaseRefusal.None)
            : new TogetherLine(chosen, file, why is CaseRefusal.None ? TogetherOutcome.Waits : TogetherOutcome.Refused, why);
    }

    private async Task<(TogetherOutcome Outcome, CaseRefusal Refusal)> TakeAsync(
        TogetherForm form, CaseLine one, CaseMark mark, string by, CancellationToken cancel)
    {
        if (form.OrderFor(one.State, by) is { } order)
        {
            var takesTwo = step.TakesTwo(one.State, order.Step);
            order = order with { Mark = mark };
            var (outcome, refusal) = takesTwo
                ? await propose.RunAsync(one.Id, order, cancel) : await step.RunAsync(one.Id, order, cancel);
            return outcome switch
            {
                StepOutcome.Taken => (takesTwo ? TogetherOutcome.Proposed : TogetherOutcome.Done, CaseRefusal.None),
                StepOutcome.Refused => (TogetherOutcome.Refused, refusal),
                StepOutcome.NoSuchCase => (TogetherOutcome.Gone, CaseRefusal.None),
            };
        }
        var isDone = form.Wanted is TogetherAct.TakeOn ? await write.AssignAsync(one.Id, by, cancel, mark)
            : await write.NoteAsync(one.Id, CaseAuthor.Staff, by, new Personal<string>(form.Message), isInternal: false, cancel, mark);
        return isDone ? (TogetherOutcome.Done, CaseRefusal.None) : (TogetherOutcome.Refused, CaseRefusal.ChangedMeanwhile);
    }

    private static bool CanDo(TogetherForm form, CaseState state) =>
        form.Wanted is TogetherAct.TakeOn ? state.IsOpen : state.Stage is not CaseStage.Closed;
}
