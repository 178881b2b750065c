namespace Ombud.Policies.Deciding;

/// <summary>How a consent was answered.</summary>
public enum ConsentAnswer { Given, Refused, Withdrawn }

/// <summary>Where an objection stands.</summary>
public enum ObjectionState { None, Pending, Upheld, Rejected }

/// <summary>What a fact does to a person's standing. Words of the pack, so that it outlives any compiled
/// policy.</summary>
/// <param name="At">When it happened.</param>
public abstract record StandingChange(DateTimeOffset At)
{
    /// <summary>A consent given, refused or withdrawn.</summary>
    /// <param name="Key">Id of the purpose or topic.</param>
    /// <param name="Answer">Which of the three.</param>
    /// <param name="NoticeVersion">The version that was shown.</param>
    /// <param name="Explicit">Whether it was an explicit statement, as special categories need.</param>
    public sealed record Consent(
        DateTimeOffset At, string Key, ConsentAnswer Answer, string NoticeVersion, bool Explicit) : StandingChange(At)
    {
        /// <summary>Id of the kind as which the person was met when they answered; null where that was known.</summary>
        public string? MetAs { get; init; }
    }

    /// <summary>An objection made, or its outcome.</summary>
    /// <param name="Key">Id of the purpose or topic; <c>*</c> means all marketing.</param>
    public sealed record Objection(DateTimeOffset At, string Key, ObjectionState State) : StandingChange(At);

    /// <summary>Processing restricted, or the restriction lifted.</summary>
    public sealed record Restriction(DateTimeOffset At, bool IsOn) : StandingChange(At);

    /// <summary>The person turned out to be under 13, or that was a mistake.</summary>
    public sealed record Child(DateTimeOffset At, bool IsOn) : StandingChange(At);

    /// <summary>The person's data is isolated until it can be deleted, or no longer.</summary>
    public sealed record Isolation(DateTimeOffset At, bool IsOn) : StandingChange(At);

    /// <summary>The person turned out to be another, into whom they were joined: only that one lives on.</summary>
    public sealed record Joined(DateTimeOffset At, SubjectId Into) : StandingChange(At);

    /// <summary>The person was met as one of the kinds.</summary>
    /// <param name="Kind">Id of the kind.</param>
    public sealed record Met(DateTimeOffset At, string Kind) : StandingChange(At);

    /// <summary>Where the person lives.</summary>
    /// <param name="Country">Id of the country; null for unknown.</param>
    public sealed record Residence(DateTimeOffset At, string? Country) : StandingChange(At);

    /// <summary>
    /// A value of the person's was corrected. Nothing of the standing changes but its version, so that whoever read the old value has
    /// to read again.
    /// </summary>
    public sealed record Corrected(DateTimeOffset At) : StandingChange(At);

    /// <summary>The person was erased. Nothing after it changes anything.</summary>
    public sealed record Erased(DateTimeOffset At) : StandingChange(At);
}
