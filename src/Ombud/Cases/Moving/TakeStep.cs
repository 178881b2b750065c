using Microsoft.EntityFrameworkCore;
using Ombud.Cases.Filing;
using Ombud.Cases.Letters;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Cases.Moving;

/// <summary>A step that somebody takes in a case.</summary>
/// <param name="By">Id of the staff account; <c>person</c> or <c>system</c>.</param>
internal sealed record StepOrder(CaseStep Step, CaseAuthor Author, string By)
{
    /// <summary>Word of the reason, of <see cref="CaseReasons"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>The new last day, where the time is lengthened.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>What is written to the person, or by them.</summary>
    public Personal<string>? Message { get; init; }

    /// <summary>Who the person is, where they have shown it by signing in.</summary>
    public SubjectId? Person { get; init; }
}

/// <summary>What came of a step.</summary>
internal enum StepOutcome { Taken, NoSuchCase, Refused }

/// <summary>Takes steps in cases: state, entry, letter and fact in one commit.</summary>
internal sealed class TakeStep(
    CaseChanges cases, CaseClocks clocks, CaseLetters letters, CaseLookups lookups, DeskLetters desk, CaseKeeping keeping, Policy policy,
    TimeProvider time)
{
    private const int TriesMax = 3;

    /// <summary>Takes a step, if the case is where it can be taken.</summary>
    public async Task<(StepOutcome Outcome, CaseRefusal Refusal)> RunAsync(Guid caseId, StepOrder order, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var taken = await TryAsync(caseId, order, cancel);
                // Nobody can confirm any more that it is theirs. What a crash leaves goes with the file.
                if (taken.Over is { } contact)
                    await lookups.ForgetAsync(contact, caseId, cancel);
                return (taken.Outcome, taken.Refusal);
            }
            catch (DbUpdateConcurrencyException) when (attempt < TriesMax)
            {
                // Somebody was quicker: whether the step can still be taken is asked again.
            }
        }
    }

    private async Task<(StepOutcome Outcome, CaseRefusal Refusal, CaseContact? Over)> TryAsync(
        Guid caseId, StepOrder order, CancellationToken cancel)
    {
        await using var change = await cases.BeginAsync(caseId, cancel);
        if (change is null)
            return (StepOutcome.NoSuchCase, CaseRefusal.None, null);
        var (state, refusal) = change.State.Next(new CaseEvent(order.Step, change.Today)
        {
            Reason = order.Reason, Until = order.Until, Clock = ClockFrom(change, order.Step),
        });
        if (state is null)
            return (StepOutcome.Refused, refusal, null);

        var now = time.GetUtcNow();
        change.MoveTo(state);
        change.Add(new CaseEntry(now, order.Author, order.By, order.Step, order.Reason, IsInternal: false, order.Message));
        if (order.Step is CaseStep.Begin)
            change.Row.Owner = order.By;
        if (order.Person is { } person)
            change.Row.PersonId = person.Value;
        if (!state.IsOpen)
            change.Row.EndsAt = state.Stage is CaseStage.Closed ? keeping.EndOf(now) : null;
        if (LetterOf(order.Step) is { } letter)
            await letters.AddAsync(change, letter, cancel, order.Reason);
        if (order.Step is CaseStep.Escalate)
            await desk.EscalateAsync(change, cancel);
        await change.CommitAsync([new CaseMoved(order.Step, state.Stage, order.Reason, state.Clock?.LastDay, order.By)], cancel);
        return (StepOutcome.Taken, CaseRefusal.None,
            state.Stage is CaseStage.Closed && change.Row.PersonId is null ? change.Contact.Value : null);
    }

    /// <summary>Notes whose a case is that was answered before they showed that it is theirs.</summary>
    /// <returns>False where there is no such case, or it is somebody's, or over.</returns>
    public async Task<bool> ConfirmAsync(Guid caseId, SubjectId person, CancellationToken cancel)
    {
        await using var change = await cases.BeginAsync(caseId, cancel);
        if (change is null or { Row.PersonId: not null } or { State.Stage: CaseStage.Closed })
            return false;
        change.Row.PersonId = person.Value;
        await change.CommitAsync([new CaseConfirmed(person.Value)], cancel);
        return true;
    }

    /// <summary>Writes into a case's file without a step.</summary>
    /// <param name="isInternal">Whether it is for the staff alone; otherwise the person is told that there is a message.</param>
    /// <returns>False where there is no such case, or it is closed.</returns>
    public async Task<bool> NoteAsync(
        Guid caseId, CaseAuthor author, string by, Personal<string> text, bool isInternal, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var change = await cases.BeginAsync(caseId, cancel);
                if (change is null or { State.Stage: CaseStage.Closed })
                    return false;
                change.Add(new CaseEntry(time.GetUtcNow(), author, by, null, null, isInternal, text));
                if (author is CaseAuthor.Staff && !isInternal)
                    await letters.AddAsync(change, CaseLetterKind.Message, cancel);
                await change.CommitAsync([new CaseNoted(author, by)], cancel);
                return true;
            }
            catch (DbUpdateConcurrencyException) when (attempt < TriesMax)
            {
                // Somebody was quicker: it is written after what they did.
            }
        }
    }

    /// <summary>Gives a case to somebody of the staff.</summary>
    /// <returns>False where there is no such open case.</returns>
    public async Task<bool> AssignAsync(Guid caseId, string to, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var change = await cases.BeginAsync(caseId, cancel);
                if (change is null || !change.State.IsOpen)
                    return false;
                change.Row.Owner = to;
                await change.CommitAsync([new CaseAssigned(to)], cancel);
                return true;
            }
            catch (DbUpdateConcurrencyException) when (attempt < TriesMax)
            {
                // Whoever is last has it.
            }
        }
    }

    // Some laws count from when the person has shown who they are.
    private CaseClock? ClockFrom(CaseChange change, CaseStep step)
    {
        if (step is not CaseStep.ProveIdentity || change.State is { IsExtended: true } or { IsIdentityProved: true })
            return null;
        var (row, now) = (change.Row, time.GetUtcNow());
        var party = CaseChanges.PartyOf(policy, row.Controller, DateOnly.FromDateTime(now.UtcDateTime));
        return CaseClock.Of(clocks.Of(row.Kind, row.Residence, party, row.ReceivedAt, now));
    }

    private static CaseLetterKind? LetterOf(CaseStep step) => step switch
    {
        CaseStep.AskIdentity => CaseLetterKind.IdentityWanted,
        CaseStep.AskPerson => CaseLetterKind.Question,
        CaseStep.Extend => CaseLetterKind.Extended,
        CaseStep.Answer => CaseLetterKind.Answered,
        CaseStep.AnswerInPart => CaseLetterKind.AnsweredInPart,
        CaseStep.Refuse => CaseLetterKind.Refused,
        CaseStep.ProveIdentity or CaseStep.Begin or CaseStep.PersonReplies or CaseStep.Escalate or CaseStep.TakeBack
            or CaseStep.Close => null,
    };
}
