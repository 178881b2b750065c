using Ombud.Cases.Clients;
using Ombud.Cases.Filing;
using Ombud.Cases.Letters;
using Ombud.Log;
using Ombud.Notices;
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

    /// <summary>Whether the person is to show a document, when they are asked who they are.</summary>
    public bool WantsDocument { get; init; }

    /// <summary>What is written to the person, or by them.</summary>
    public Personal<string>? Message { get; init; }

    /// <summary>The proposal that whoever takes the step approves.</summary>
    public Guid? Approves { get; init; }

    /// <summary>That it is one of several cases' steps; null for a step of its own.</summary>
    public CaseMark? Mark { get; init; }

    /// <summary>Who the person is, where they have shown it by signing in.</summary>
    public SubjectId? Person { get; init; }
}

/// <summary>What came of a step.</summary>
internal enum StepOutcome { Taken, NoSuchCase, Refused }

/// <summary>Takes steps in cases: state, entry, letter and fact in one commit.</summary>
internal sealed class TakeStep(
    CaseChanges cases, CaseClocks clocks, CaseLetters letters, CaseLookups lookups, DeskLetters desk, CaseKeeping keeping,
    ChildErasures children, ClientParts clients, NoticeBook notices, Policy policy, TimeProvider time)
{
    /// <summary>Takes a step, if the case is where it can be taken.</summary>
    public async Task<(StepOutcome Outcome, CaseRefusal Refusal)> RunAsync(Guid caseId, StepOrder order, CancellationToken cancel)
    {
        // Read before: what is done stays done.
        var isErased = order.Step is CaseStep.Answer or CaseStep.AnswerInPart && await children.AreDoneAsync(caseId, cancel);
        var taken = await cases.RunAsync(caseId, change => TakeAsync(change, order, isErased, cancel), cancel);
        // Nobody can confirm any more that it is theirs. What a crash leaves goes with the file.
        if (taken?.Over is { } contact)
            await lookups.ForgetAsync(contact, caseId, cancel);
        return taken is null ? (StepOutcome.NoSuchCase, CaseRefusal.None)
            : (taken.Refusal is CaseRefusal.None ? StepOutcome.Taken : StepOutcome.Refused, taken.Refusal);
    }

    private async Task<Attempt> TakeAsync(CaseChange change, StepOrder order, bool isErased, CancellationToken cancel)
    {
        var (state, refusal) = change.State.Next(await EventOfAsync(change, order, isErased, cancel));
        if (state is null)
            return new Attempt(refusal, Over: null);
        if (!change.TryMark(order.Mark, order.By))
            return new Attempt(CaseRefusal.ChangedMeanwhile, Over: null);
        var approved = order.Approves is null ? null : change.State.Proposal;

        var (row, now) = (change.Row, time.GetUtcNow());
        change.MoveTo(state);
        change.Add(new CaseEntry(now, order.Author, order.By, order.Step, order.Reason, IsInternal: false, order.Message));
        if (order.Step is CaseStep.Begin && order.Author is not CaseAuthor.Client)
            row.Owner = order.By;
        row.PersonId = order.Person?.Value ?? row.PersonId;
        if (order.Step is CaseStep.ProveIdentity)
            await clients.PersonKnownAsync(change, cancel);
        row.EndsAt = state.Stage is CaseStage.Closed ? keeping.EndOf(now) : null;
        if (LetterOf(order.Step) is { } letter)
            await letters.AddAsync(change, letter, cancel, order.Reason);
        if (order.Step is CaseStep.Escalate)
            await desk.EscalateAsync(change, cancel);
        List<ClearFact> facts = [new CaseMoved(order.Step, state.Stage, order.Reason, state.Clock?.LastDay, order.By)];
        if (approved is not null)
        {
            facts.Add(new CaseStepApproved(order.Step, approved.By, order.By));
            change.Add(new CaseEntry(now, order.Author, order.By, null, null, IsInternal: true, null)
            {
                Note = CaseNote.StepApproved, About = approved.By,
            });
        }
        await change.CommitAsync(facts, cancel);
        return new Attempt(CaseRefusal.None, state.Stage is CaseStage.Closed && row.PersonId is null ? change.Contact.Value : null);
    }

    /// <summary>Why a step cannot be taken, or proposed where it takes two; nothing is changed.</summary>
    /// <returns>Null where there is no such case.</returns>
    public async Task<CaseRefusal?> JudgeAsync(Guid caseId, StepOrder order, CancellationToken cancel)
    {
        var isErased = order.Step is CaseStep.Answer or CaseStep.AnswerInPart && await children.AreDoneAsync(caseId, cancel);
        return await cases.RunAsync<CaseRefusal?>(caseId, async change =>
        {
            var judged = await EventOfAsync(change, order, isErased, cancel);
            return judged.TakesTwo ? change.State.Propose(judged, Guid.Empty).Refusal : change.State.Next(judged).Refusal;
        }, cancel);
    }

    /// <summary>The step as the case's machine judges it.</summary>
    internal async Task<CaseEvent> EventOfAsync(CaseChange change, StepOrder order, bool isErased, CancellationToken cancel) => new(
        order.Step, change.Today)
    {
        Reason = order.Reason, Until = order.Until, Clock = ClockFrom(change, order.Step), IsErasureDone = isErased,
        IsBreachJudged = await JudgeBreach.IsJudgedAsync(change, cancel),
        TellsOfData = CaseReasons.TellsOfData(order.Reason), By = order.By, Approves = order.Approves,
        TakesTwo = order.Author is CaseAuthor.Staff && TakesTwo(change.State, order.Step),
        WantsDocument = order.WantsDocument,
    };

    /// <summary>Whether a step takes two of the staff, by the notice in force.</summary>
    public bool TakesTwo(CaseState state, CaseStep step) => notices.InForce() is { } version && FourEyes.Takes(version, state, step);

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

    /// <param name="Over">The contact of a case that is over and was confirmed by nobody.</param>
    private sealed record Attempt(CaseRefusal Refusal, CaseContact? Over);
}
