namespace Ombud.Policies.Cases;

/// <summary>A step of a case, as it happened.</summary>
/// <param name="On">The day.</param>
public sealed record CaseEvent(CaseStep Step, DateOnly On)
{
    /// <summary>Id of the reason, where the step needs one.</summary>
    public string? Reason { get; init; }

    /// <summary>The day that the letter names by which the person will be answered, where the time is lengthened.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Id of the staff account that takes the step; null where it is none of the staff.</summary>
    public string? By { get; init; }

    /// <summary>Whether the step takes two of the staff.</summary>
    public bool TakesTwo { get; init; }

    /// <summary>The proposal that is approved by it; null for none.</summary>
    public Guid? Approves { get; init; }

    /// <summary>Whether the reason lets whoever reads it guess what is held about the person.</summary>
    public bool TellsOfData { get; init; }

    /// <summary>Whether everybody whose erasure the case has opened is erased, to the end; false where it has opened none.</summary>
    public bool IsErasureDone { get; init; }

    /// <summary>Whether it is decided, and noted, whether what was reported is a personal data breach.</summary>
    public bool IsBreachJudged { get; init; }

    /// <summary>Whether a code is not enough, and the person is to show a document, when they are asked who they are.</summary>
    public bool WantsDocument { get; init; }

    /// <summary>The clock as it runs from then on, where a law starts it when the person has shown who they are.</summary>
    public CaseClock? Clock { get; init; }
}

/// <summary>
/// Where a case stands: a machine without clock or store. Whoever runs it asks <see cref="Next"/> for each step, and writes down
/// what it permits.
/// </summary>
public sealed record CaseState
{
    /// <summary>A case that has just come in.</summary>
    /// <param name="isIdentityProved">Whether the person has shown who they are, as by signing in.</param>
    public static CaseState Receive(CaseKind kind, DateOnly on, CaseClock? clock, bool isIdentityProved) => new()
    {
        Kind = kind, Clock = clock, IsIdentityProved = isIdentityProved, ChangedOn = on,
    };

    public required CaseKind Kind { get; init; }
    public CaseStage Stage { get; init; }

    /// <summary>Null where no law sets a clock.</summary>
    public CaseClock? Clock { get; init; }

    public bool IsIdentityProved { get; init; }

    /// <summary>Whether a document may be asked for: not by the data protection officer, who decides on nobody's data.</summary>
    public bool MayWantDocument => Kind is not CaseKind.OfficerMessage;

    /// <summary>Whether the person was asked for a document, and none has shown who they are.</summary>
    public bool IsDocumentWanted { get; init; }

    /// <summary>Whether the staff have found since then that one does; what is left is the step.</summary>
    public bool IsDocumentShown { get; init; }

    /// <summary>Whether its time was lengthened, which happens once.</summary>
    public bool IsExtended { get; init; }

    /// <summary>Whether its last day came without an answer.</summary>
    public bool IsEscalated { get; init; }

    /// <summary>The answer it came to, once it has; it stays when the case is closed.</summary>
    public CaseStage? Outcome { get; init; }

    /// <summary>What one of the staff has proposed and another is to look at; null for nothing.</summary>
    public Proposal? Proposal { get; init; }

    /// <summary>Who acts for the person; null where they ask themselves.</summary>
    public Mandate? Mandate { get; init; }

    /// <summary>The day of its last step.</summary>
    public required DateOnly ChangedOn { get; init; }

    /// <summary>Whether an answer is still to come.</summary>
    public bool IsOpen => IsOpenAt(Stage);

    /// <summary>Whether its last day has gone by without an answer.</summary>
    public bool IsOverdueOn(DateOnly day) => IsOpen && Clock is { StoppedOn: null } clock && day > clock.LastDay;

    /// <summary>Whether nothing may be told or done before the person has shown who they are.</summary>
    /// <remarks>A question, a complaint and a report are for everybody; so is a choice that only narrows what is done.</remarks>
    public static bool NeedsIdentity(CaseKind kind) => kind is CaseKind.Access or CaseKind.Rectification or CaseKind.Erasure
        or CaseKind.Restriction or CaseKind.Portability or CaseKind.HumanReview;

    /// <summary>The stage to which a step leads from another; null where it cannot be taken there.</summary>
    public static CaseStage? Leads(CaseStage from, CaseStep step)
    {
        var isIdentified = from is CaseStage.Received or CaseStage.InWork or CaseStage.Waiting;
        return step switch
        {
            CaseStep.AskIdentity when isIdentified => CaseStage.IdentityWanted,
            CaseStep.ProveIdentity when isIdentified => from,
            CaseStep.ProveIdentity when from is CaseStage.IdentityWanted => CaseStage.InWork,
            CaseStep.Begin when from is CaseStage.Received => CaseStage.InWork,
            CaseStep.AskPerson when from is CaseStage.InWork => CaseStage.Waiting,
            CaseStep.PersonReplies when from is CaseStage.Waiting => CaseStage.InWork,
            CaseStep.Extend or CaseStep.Escalate when IsOpenAt(from) => from,
            CaseStep.Answer when from is CaseStage.InWork or CaseStage.Waiting => CaseStage.Answered,
            CaseStep.AnswerInPart when from is CaseStage.InWork or CaseStage.Waiting => CaseStage.AnsweredInPart,
            CaseStep.Refuse when IsOpenAt(from) => CaseStage.Refused,
            CaseStep.TakeBack when IsOpenAt(from) => CaseStage.Closed,
            CaseStep.Close when from is CaseStage.Answered or CaseStage.AnsweredInPart or CaseStage.Refused => CaseStage.Closed,
            _ => null,
        };
    }

    /// <summary>The state after a step; where it cannot be taken, why.</summary>
    public (CaseState? State, CaseRefusal Refusal) Next(CaseEvent @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        if (@event.On < ChangedOn)
            return (null, CaseRefusal.OutOfOrder);
        if (Leads(Stage, @event.Step) is not { } stage)
            return (null, CaseRefusal.NotHere);
        if (Guard(@event) is var refusal and not CaseRefusal.None)
            return (null, refusal);
        if (Second(@event) is var second and not CaseRefusal.None)
            return (null, second);

        // It stands still as long as the person is waited for, and no longer, however that ends.
        var clock = stage is CaseStage.Waiting ? Clock : Clock?.Run(@event.On);
        // What was proposed was proposed of the case as it was; its last day changes nothing of that.
        var proposal = @event.Step is CaseStep.Escalate ? Proposal : null;
        // A document counts for the one time that it was asked for.
        var isShown = IsDocumentShown && @event.Step is not (CaseStep.AskIdentity or CaseStep.ProveIdentity);
        var moved = this with { Stage = stage, Clock = clock, ChangedOn = @event.On, Proposal = proposal };
        var next = moved with { IsDocumentShown = isShown };
        return (@event.Step switch
        {
            CaseStep.ProveIdentity => next with { IsIdentityProved = true, IsDocumentWanted = false, Clock = @event.Clock ?? clock },
            CaseStep.AskIdentity => next with { IsIdentityProved = false, IsDocumentWanted = @event.WantsDocument && MayWantDocument },
            CaseStep.AskPerson => next with { Clock = clock?.Stop(@event.On) },
            CaseStep.Extend => next with { IsExtended = true, Clock = clock! with { LastDay = @event.Until!.Value } },
            CaseStep.Escalate => next with { IsEscalated = true },
            CaseStep.Answer or CaseStep.AnswerInPart or CaseStep.Refuse => next with { Outcome = stage },
            _ => next,
        }, CaseRefusal.None);
    }

    /// <summary>The state in which a step waits for another of the staff; where it could not be taken, why.</summary>
    public (CaseState? State, CaseRefusal Refusal) Propose(CaseEvent @event, Guid id)
    {
        ArgumentNullException.ThrowIfNull(@event);
        if (Proposal is not null)
            return (null, CaseRefusal.ProposedAlready);
        if (Next(@event with { TakesTwo = false }).Refusal is var refusal and not CaseRefusal.None)
            return (null, refusal);
        return (this with
        {
            Proposal = new Proposal(id, @event.Step, @event.By ?? "") { Reason = @event.Reason, Until = @event.Until },
        }, CaseRefusal.None);
    }

    /// <summary>The state in which the staff have found that a document shows who the person is; null where none is wanted.</summary>
    public CaseState? ShowDocument() => this is { Stage: CaseStage.IdentityWanted, IsDocumentWanted: true }
        ? this with { IsDocumentShown = true } : null;

    /// <summary>The state without the proposal; null where it is not that one which waits.</summary>
    public CaseState? SendBack(Guid id) => Proposal?.Id == id ? this with { Proposal = null } : null;

    private CaseRefusal Second(CaseEvent @event) => !@event.TakesTwo ? CaseRefusal.None
        : Proposal is not { } proposal || proposal.Id != @event.Approves || proposal.Step != @event.Step
            || proposal.Reason != @event.Reason || proposal.Until != @event.Until ? CaseRefusal.SecondMissing
        : proposal.By == @event.By || @event.By is null ? CaseRefusal.SameAccount : CaseRefusal.None;

    private static bool IsOpenAt(CaseStage stage) => stage < CaseStage.Answered;

    private CaseRefusal Guard(CaseEvent @event) => @event.Step switch
    {
        CaseStep.ProveIdentity when IsDocumentWanted && !IsDocumentShown => CaseRefusal.DocumentMissing,
        CaseStep.Answer or CaseStep.AnswerInPart when NeedsIdentity(Kind) && !IsIdentityProved => CaseRefusal.IdentityMissing,
        CaseStep.Answer or CaseStep.AnswerInPart when Mandate is { IsAsked: true } => CaseRefusal.MandateMissing,
        CaseStep.Refuse when Mandate is { IsAsked: true } && @event.TellsOfData => CaseRefusal.MandateMissing,
        CaseStep.Answer or CaseStep.AnswerInPart when Kind is CaseKind.SuspectedChild && !@event.IsErasureDone =>
            CaseRefusal.ErasureMissing,
        CaseStep.Answer or CaseStep.AnswerInPart when Kind is CaseKind.SuspectedBreakIn && !@event.IsBreachJudged =>
            CaseRefusal.IncidentMissing,
        CaseStep.AnswerInPart or CaseStep.Refuse or CaseStep.Extend when string.IsNullOrWhiteSpace(@event.Reason) =>
            CaseRefusal.ReasonMissing,
        CaseStep.Extend when IsExtended => CaseRefusal.ExtendedAlready,
        CaseStep.Extend when Clock is not { MayExtend: true } => CaseRefusal.NoExtension,
        CaseStep.Extend when @event.Until is not { } until || !Clock.MayEndOn(until) => CaseRefusal.DayOutOfRange,
        CaseStep.Extend when Clock.StoppedOn is null && @event.On > Clock.TellBy => CaseRefusal.TooLateToTell,
        CaseStep.Escalate when IsEscalated => CaseRefusal.EscalatedAlready,
        CaseStep.Escalate when Clock is not { StoppedOn: null } clock || @event.On < clock.LastDay => CaseRefusal.NotDue,
        _ => CaseRefusal.None,
    };
}
