namespace Ombud.Policies.Model;

/// <summary>What a further step of a case is.</summary>
public enum RecourseKind
{
    /// <summary>An independent body that settles disputes.</summary>
    DisputeBody,

    /// <summary>Arbitration that binds both sides, as the last step.</summary>
    Arbitration,
}

/// <summary>What has come about when a further step is open; one of those listed is enough.</summary>
public enum RecourseOpening
{
    /// <summary>The case has been answered, whatever the answer says.</summary>
    Answered,

    /// <summary>Its last day has gone by without an answer.</summary>
    Overdue,

    /// <summary>Nobody has begun on it within the days that the step allows.</summary>
    Unacknowledged,
}

/// <summary>Where a person can go on with a case that did not satisfy them, beside the supervisory authority.</summary>
public sealed record RecourseStep : PackEntry
{
    /// <summary>The word for the supervisory authority among the steps before: it is open to everybody and always.</summary>
    public const string Authority = "authority";

    public required string Clause { get; init; }
    public required RecourseKind Kind { get; init; }

    /// <summary>Kinds of case that can go on to it, such as complaint.</summary>
    public required IReadOnlyList<string> Cases { get; init; }

    /// <summary>Regime families of the residence; empty means all.</summary>
    public IReadOnlyList<string> Residences { get; init; } = [];

    public required LocalizedText Name { get; init; }

    /// <summary>What it does and for whom, one to three sentences.</summary>
    public required LocalizedText Says { get; init; }

    public required Uri Link { get; init; }

    /// <summary>The first day on which it takes cases.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>The last day on which it takes them; null while it does.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>What opens it: answered, overdue, unacknowledged; empty where the steps before it do.</summary>
    public IReadOnlyList<string> Opens { get; init; } = [];

    /// <summary>Days after which a case on which nobody has begun counts as unacknowledged, 1 to 90.</summary>
    public int? AcknowledgeWithinDays { get; init; }

    /// <summary>Ids of the steps that must have been taken before, all of them; authority is the supervisory authority.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>On what conditions it is open, in words, beside what the other keys say.</summary>
    public IReadOnlyList<LocalizedText> Conditions { get; init; } = [];
}
