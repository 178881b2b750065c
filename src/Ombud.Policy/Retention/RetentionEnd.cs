using Ombud.Policies.Model;

namespace Ombud.Policies.Retention;

/// <summary>What is known of a record whose end is asked for. Words of the pack.</summary>
public sealed record KeptRecord
{
    /// <summary>Its category; more than one where a file holds several.</summary>
    public required IReadOnlyCollection<string> Categories { get; init; }

    /// <summary>The kinds as which its person was met.</summary>
    public required IReadOnlyCollection<string> Subjects { get; init; }

    /// <summary>The purposes for which it is held.</summary>
    public required IReadOnlyCollection<string> Purposes { get; init; }

    /// <summary>Country of the controller's establishment.</summary>
    public required string Country { get; init; }

    /// <summary>The point at which it was collected; null where there was none.</summary>
    public string? CollectionPoint { get; init; }

    public required RetentionAnchors Anchors { get; init; }
}

/// <summary>What has happened, from which periods run.</summary>
/// <param name="Collected">The day of collection.</param>
public sealed record RetentionAnchors(DateOnly Collected)
{
    public DateOnly? LastContact { get; init; }
    public DateOnly? RecruitmentDecision { get; init; }
    public DateOnly? EventHeld { get; init; }
    public DateOnly? Closed { get; init; }
    public DateOnly? ConsentWithdrawn { get; init; }

    /// <summary>The month in which the controller's financial year ends; December unless it says otherwise.</summary>
    public int FinancialYearEndMonth { get; init; } = 12;

    /// <summary>The day from which a period runs; null where it does not run yet.</summary>
    public DateOnly? On(Anchor anchor) => anchor switch
    {
        Anchor.Collected => Collected,
        Anchor.LastContact => LastContact ?? Collected,
        Anchor.RecruitmentDecision => RecruitmentDecision ?? Collected,
        Anchor.EventHeld => EventHeld ?? Collected,
        Anchor.EndOfFinancialYear => EndOfFinancialYear,
        Anchor.Closed => Closed ?? LastContact ?? Collected,
        Anchor.ConsentWithdrawn => ConsentWithdrawn,
    };

    /// <summary>The day after the calendar year in which the financial year of collection ends, so that whole years
    /// are kept.</summary>
    private DateOnly EndOfFinancialYear =>
        new(Collected.Year + (Collected.Month > FinancialYearEndMonth ? 2 : 1), 1, 1);
}

/// <summary>One rule that matches a record.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="EndsOn">The first day on which it no longer keeps the record; null while its period does not
/// run.</param>
public sealed record RetentionReason(RetentionRule Rule, DateOnly? EndsOn);

/// <summary>When a record ends, and what determined it.</summary>
public sealed record RetentionEnd
{
    /// <summary>The first day on which the record has ended; null while a reason's period does not run.</summary>
    public required DateOnly? EndsOn { get; init; }

    /// <summary>The rules that determined the end: the latest reasons, or the ceiling that cut them off.</summary>
    public required IReadOnlyList<RetentionReason> Determining { get; init; }

    /// <summary>Every rule that matches.</summary>
    public required IReadOnlyList<RetentionReason> Reasons { get; init; }

    /// <summary>What happens then. Nothing is anonymised that any determining rule would delete.</summary>
    public EndAction Then =>
        Determining.Count > 0 && Determining.All(r => r.Rule.Then is EndAction.Anonymise) ? EndAction.Anonymise
            : EndAction.Delete;

    /// <summary>Whether any reason that still runs on a day survives an erasure.</summary>
    public bool SurvivesErasureOn(DateOnly day) =>
        (EndsOn is null || EndsOn > day)
            && Reasons.Any(r => r.Rule.SurvivesErasure && (r.EndsOn is null || r.EndsOn > day));

    /// <summary>The end of a record: the latest of its reasons, cut off by the earliest ceiling. Without a reason it
    /// is due at once.</summary>
    public static RetentionEnd For(NoticeVersion version, KeptRecord record)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(record);
        var reasons =
            version.RetentionRules.Where(r => Matches(r, record)).Select(r => ReasonOf(r, record.Anchors)).ToList();
        if (reasons.Count == 0)
            return new() { EndsOn = record.Anchors.Collected, Determining = [], Reasons = [] };

        // A ceiling is no reason to keep: alone it only says how long at most.
        var keeping = reasons.Exists(r => !r.Rule.Ceiling) ? reasons.FindAll(r => !r.Rule.Ceiling) : reasons;
        var latest = keeping.MaxBy(r => r.EndsOn ?? DateOnly.MaxValue)!.EndsOn;
        var ceiling = reasons.Where(r => r.Rule.Ceiling).Select(r => r.EndsOn).Where(e => e is not null)
            .DefaultIfEmpty(null).Min();
        var isCut = ceiling is { } cut && (latest is null || cut <= latest);
        var end = isCut ? ceiling : latest;
        return new()
        {
            EndsOn = end,
            Determining = isCut ? reasons.FindAll(r => r.Rule.Ceiling && r.EndsOn == end) : keeping.FindAll(r => r.EndsOn == end),
            Reasons = reasons,
        };
    }

    private static RetentionReason ReasonOf(RetentionRule rule, RetentionAnchors anchors) =>
        new(rule, anchors.On(rule.Anchor)?.AddMonths(rule.Months));

    private static bool Matches(RetentionRule rule, KeptRecord record) =>
        Overlap(rule.Categories, record.Categories) && Overlap(rule.Subjects, record.Subjects)
        && Overlap(rule.Purposes, record.Purposes) && Overlap(rule.Countries, [record.Country])
        && Overlap(rule.CollectionPoints, record.CollectionPoint is { } point ? [point] : []);

    private static bool Overlap(IReadOnlyList<string> rule, IReadOnlyCollection<string> record) =>
        rule.Count == 0 || rule.Any(word => record.Contains(word, StringComparer.Ordinal));
}
