namespace Ombud.Retention.Pages;

/// <summary>A rule with what is due now and what comes due in each of the months shown.</summary>
public sealed record RuleLine(string Rule, long Due, IReadOnlyList<long> Coming);

/// <summary>A hold in force.</summary>
public sealed record HoldLine(Guid Subject, Guid Hold, string Reason, string Note, int Records, DateOnly Since, string PlacedBy);

/// <summary>The page's figures.</summary>
/// <param name="Months">First days of the months shown.</param>
public sealed record RetentionView(
    DateTimeOffset? LastSweep, int LastBatch, long Total, long Overdue, DateOnly? OldestOverdue,
    IReadOnlyList<DateOnly> Months, IReadOnlyList<RuleLine> Rules, IReadOnlyList<HoldLine> Holds)
{
    /// <summary>How many records reach their end in each month, of all rules.</summary>
    public IReadOnlyList<long> ByMonth => [.. Months.Select((_, month) => Rules.Sum(rule => rule.Coming[month]))];
}

/// <summary>What was typed into the form of a hold, to be shown again with its errors.</summary>
public sealed record HoldInput(string Subject = "", string Reason = "", string Note = "", string Categories = "", string Records = "");
