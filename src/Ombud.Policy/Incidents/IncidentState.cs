namespace Ombud.Policies.Incidents;

/// <summary>A step of an incident, as it happened.</summary>
/// <param name="At">The moment.</param>
public sealed record IncidentEvent(IncidentStep Step, DateTimeOffset At)
{
    /// <summary>Whether a reason was written: it lies sealed in the file.</summary>
    public bool HasReason { get; init; }

    /// <summary>What the assessment came to.</summary>
    public BreachRisk? Risk { get; init; }

    /// <summary>Why the people affected are not told.</summary>
    public NotTellingGround? Ground { get; init; }

    /// <summary>Whether anybody is on the incident's list.</summary>
    public bool HasPeople { get; init; }

    /// <summary>Whether people were found after the others were told, whom nobody has told.</summary>
    public bool HasUntold { get; init; }
}

/// <summary>
/// Where an incident stands: a machine without clock or store (promise <c>security.report</c>). Whoever runs it asks
/// <see cref="Next"/> for each step, and writes down what it permits.
/// </summary>
public sealed record IncidentState
{
    /// <summary>When we became aware of it, from which the law counts.</summary>
    public required DateTimeOffset AwareAt { get; init; }

    /// <summary>By when the authority is notified; null where no law that applies sets a time.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Null until it is assessed.</summary>
    public BreachRisk? Risk { get; init; }

    public AuthorityStanding Authority { get; init; }

    /// <summary>When the authority was first notified.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    public PeopleStanding People { get; init; }

    /// <summary>Why they are not told, where that is decided.</summary>
    public NotTellingGround? Ground { get; init; }

    /// <summary>Whether the time ran out without a decision.</summary>
    public bool IsEscalated { get; init; }

    public bool IsClosed { get; init; }

    /// <summary>Whether the time has run out and nothing is decided about the authority.</summary>
    public bool IsOverdueAt(DateTimeOffset moment) => !IsClosed && Authority is AuthorityStanding.Open && moment >= DueAt;

    /// <summary>Whether the authority was notified after its time.</summary>
    public bool IsLate => NotifiedAt > DueAt;

    /// <summary>The state after a step; where it cannot be taken, why.</summary>
    public (IncidentState? State, IncidentRefusal Refusal) Next(IncidentEvent @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        var refusal = IsClosed ? IncidentRefusal.NotHere : @event.At < AwareAt ? IncidentRefusal.BeforeAware : Guard(@event);
        return refusal is IncidentRefusal.None ? (After(@event), refusal) : (null, refusal);
    }

    /// <summary>The same with another end of its time, which moves nearer and never away.</summary>
    public IncidentState DueBy(DateTimeOffset? end) => end is { } at && !(DueAt <= at) ? this with { DueAt = at } : this;

    private IncidentRefusal Guard(IncidentEvent @event) => @event.Step switch
    {
        IncidentStep.Assess when @event.Risk is null || !@event.HasReason => IncidentRefusal.ReasonMissing,
        IncidentStep.NotifyAuthority when Authority is AuthorityStanding.Notified => IncidentRefusal.NotHere,
        IncidentStep.NotifyAuthority when @event.At > DueAt && !@event.HasReason => IncidentRefusal.DelayReasonMissing,
        IncidentStep.Supplement when Authority is not AuthorityStanding.Notified => IncidentRefusal.NotHere,
        IncidentStep.Supplement when !@event.HasReason => IncidentRefusal.ReasonMissing,
        IncidentStep.NotNotify when Authority is not AuthorityStanding.Open => IncidentRefusal.NotHere,
        IncidentStep.NotNotify or IncidentStep.Tell or IncidentStep.NotTell when Risk is null => IncidentRefusal.NotAssessed,
        IncidentStep.NotNotify when Risk is not BreachRisk.None => IncidentRefusal.RiskForbids,
        IncidentStep.NotNotify when !@event.HasReason => IncidentRefusal.ReasonMissing,
        IncidentStep.Tell when People is PeopleStanding.Telling => IncidentRefusal.NotHere,
        IncidentStep.Tell when !@event.HasPeople => IncidentRefusal.NobodyFound,
        IncidentStep.Told when People is not PeopleStanding.Telling => IncidentRefusal.NotHere,
        IncidentStep.NotTell when People is not PeopleStanding.Open => IncidentRefusal.NotHere,
        IncidentStep.NotTell when @event.Ground is not { } ground || !Fits(ground) => IncidentRefusal.GroundWrong,
        IncidentStep.NotTell when !@event.HasReason => IncidentRefusal.ReasonMissing,
        IncidentStep.Escalate when IsEscalated => IncidentRefusal.NotHere,
        IncidentStep.Escalate when !IsOverdueAt(@event.At) => IncidentRefusal.NotDue,
        IncidentStep.Close when Risk is null => IncidentRefusal.NotAssessed,
        IncidentStep.Close when Authority is AuthorityStanding.Open || People is PeopleStanding.Open or PeopleStanding.Telling =>
            IncidentRefusal.Undecided,
        IncidentStep.Close when People is PeopleStanding.Told && @event.HasUntold => IncidentRefusal.Undecided,
        _ => IncidentRefusal.None,
    };

    private IncidentState After(IncidentEvent @event) => @event.Step switch
    {
        IncidentStep.Assess => Assessed(@event.Risk!.Value),
        IncidentStep.NotifyAuthority => this with { Authority = AuthorityStanding.Notified, NotifiedAt = @event.At },
        IncidentStep.NotNotify => this with { Authority = AuthorityStanding.NotNotified },
        IncidentStep.Tell => this with { People = PeopleStanding.Telling, Ground = null },
        IncidentStep.Told => this with { People = PeopleStanding.Told },
        IncidentStep.NotTell => this with { People = PeopleStanding.NotTold, Ground = @event.Ground },
        IncidentStep.Escalate => this with { IsEscalated = true },
        IncidentStep.Close => this with { IsClosed = true },
        IncidentStep.Supplement => this,
    };

    // What was decided on another assessment is open again; what was done stays done.
    private IncidentState Assessed(BreachRisk risk)
    {
        var next = this with { Risk = risk };
        if (Authority is AuthorityStanding.NotNotified && risk is not BreachRisk.None)
            next = next with { Authority = AuthorityStanding.Open };
        return People is PeopleStanding.NotTold && !next.Fits(Ground!.Value)
            ? next with { People = PeopleStanding.Open, Ground = null } : next;
    }

    private bool Fits(NotTellingGround ground) => (Risk is BreachRisk.High) == (ground is not NotTellingGround.NoHighRisk);
}
