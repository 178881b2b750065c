using Ombud.Policies.Model;

namespace Ombud.Connectors.Describing;

/// <summary>How long the rows of a table are kept, whosever they are; after that they are erased as the table says.</summary>
public sealed record RetentionDescription
{
    /// <summary>The field of the table, a day or a moment, from which the time runs. A row without one is kept.</summary>
    public required string From { get; init; }

    /// <summary>How many months.</summary>
    public required int Months { get; init; }

    /// <summary>The place in the file.</summary>
    public SourceSpan At { get; init; }

    /// <summary>The day before which a row's time has run out.</summary>
    public DateOnly Before(DateOnly today) => today.AddMonths(-Months);
}
