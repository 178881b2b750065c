using Ombud.Policies.Model;

namespace Ombud.Policies.Law;

/// <summary>In what a deadline is counted.</summary>
public enum DeadlineUnit { Hours, Days, BusinessDays, Months }

/// <summary>A length of time as laws say it.</summary>
/// <param name="Value">How many; 0 means at once.</param>
public sealed record Period(int Value, DeadlineUnit Unit);

/// <summary>A clock that an act sets.</summary>
public sealed record Deadline : PackEntry
{
    /// <summary>Word of the act, as regimes have it; or of a framework or act beside them.</summary>
    public required string Law { get; init; }

    /// <summary>What must be done by then, such as <c>notice-of-indirect-collection</c>.</summary>
    public required string Event { get; init; }

    /// <summary>How many units; 0 means at once, null that the act names no number.</summary>
    public int? Value { get; init; }

    public required DeadlineUnit Unit { get; init; }

    /// <summary>What starts it, such as <c>receipt</c>; of several the latest counts.</summary>
    public IReadOnlyList<string> Start { get; init; } = [];

    /// <summary>Whether an end on a day off moves to the next working day (Regulation 1182/71, article 3(4)).</summary>
    public bool Rolls { get; init; }

    /// <summary>Whether of a period in hours the hour of the event is not counted (Regulation 1182/71, article 3(1)).</summary>
    public bool FromFullHour { get; init; }

    /// <summary>What stops it until it is answered, such as <c>clarification</c>.</summary>
    public IReadOnlyList<string> StopsFor { get; init; } = [];

    /// <summary>By how much it can be lengthened; null where it cannot.</summary>
    public Extension? Extension { get; init; }

    /// <summary>Where it stands in the law, for people.</summary>
    public string? Cite { get; init; }

    /// <summary>The days on which it is in force, both inclusive; null is open.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <inheritdoc cref="ValidFrom"/>
    public DateOnly? ValidTo { get; init; }
}

/// <summary>How a clock can be lengthened.</summary>
public sealed record Extension
{
    /// <summary>By how much beyond the first end; null where the act sets no bound.</summary>
    public Period? By { get; init; }

    /// <summary>Within what, from the clock's start, the person must be told of it and why.</summary>
    public required Period TellWithin { get; init; }

    /// <summary>Whether the letter must name the new date.</summary>
    public bool MustNameDate { get; init; }
}
