namespace Ombud.Policies.Model;

/// <summary>An instrument that carries transfers: of the organisation's own, resting on a mechanism of the law.</summary>
public sealed record Safeguard : PackEntry
{
    public required string Clause { get; init; }
    public required LocalizedText Name { get; init; }

    /// <summary>Id of the mechanism in the law's data.</summary>
    public required string Mechanism { get; init; }

    /// <summary>Ids of the parties or recipients that import under it; <c>group</c> means every company of the group.</summary>
    public required IReadOnlyList<string> Importers { get; init; }

    /// <summary>Countries it carries data to; empty means the importer's own.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>The day it was concluded: clauses could be newly signed only until the law's date.</summary>
    public required DateOnly Concluded { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The last day; null while it runs.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>What it fulfils of the mechanism's requirements, by the law's words.</summary>
    public IReadOnlyList<string> Meets { get; init; } = [];
}

/// <summary>What happens to a record at its end.</summary>
public enum EndAction { Delete, Anonymise }

/// <summary>From what a retention period runs.</summary>
public enum Anchor
{
    /// <summary>The moment of collection.</summary>
    Collected,

    /// <summary>The last thing the person did with us.</summary>
    LastContact,

    /// <summary>The decision in the recruitment the record belongs to; from collection until there is one.</summary>
    RecruitmentDecision,

    /// <summary>The event the person registered for.</summary>
    EventHeld,

    /// <summary>The end of the calendar year in which the financial year of collection ends.</summary>
    EndOfFinancialYear,

    /// <summary>The closing of the person's account or case; from last contact until then.</summary>
    Closed,

    /// <summary>The withdrawal of the consent the record rests on; until then it does not run.</summary>
    ConsentWithdrawn,
}

/// <summary>Why something is kept, and how long. A record is kept until the latest end of the reasons that match it.</summary>
public sealed record RetentionRule : PackEntry
{
    public required string Clause { get; init; }
    public required LocalizedText Name { get; init; }
    public required LocalizedText Reason { get; init; }

    /// <summary>The law or the decision it rests on.</summary>
    public required string Source { get; init; }

    /// <summary>What it matches; an empty list matches everything.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
    public IReadOnlyList<string> Subjects { get; init; } = [];
    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>Countries of the controller's establishment.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];
    public IReadOnlyList<string> CollectionPoints { get; init; } = [];

    public required Anchor Anchor { get; init; }

    /// <summary>Length in months, 0 or more.</summary>
    public required int Months { get; init; }

    public EndAction Then { get; init; } = EndAction.Delete;

    /// <summary>Whether it is a ceiling: nothing it matches is kept longer, whatever other reasons say.</summary>
    public bool Ceiling { get; init; }

    /// <summary>Whether what it keeps survives an erasure, in the compartment <em>proof</em>.</summary>
    public bool SurvivesErasure { get; init; }
}
