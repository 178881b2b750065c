using Ombud.Policies.Model;

namespace Ombud.Policies.Retention;

/// <summary>One reason that matches a record, and until when it alone would keep it.</summary>
/// <param name="EndsAt">Null while the event that its period runs from has not happened.</param>
public sealed record RetentionReason(RetentionRule Rule, DateTimeOffset? EndsAt);

/// <summary>Until when a record is kept, and why: the latest end of the reasons that match it, cut by the ceilings that do.</summary>
/// <remarks>A pure function of the notice's version and the record. Periods are calendar months in UTC; where the month has
/// no such day, they end on its last.</remarks>
public sealed record RetentionEnd
{
    /// <summary>The moment from which it is due; null while no end is known, since an event has not happened.</summary>
    public required DateTimeOffset? EndsAt { get; init; }

    /// <summary>The rule that determines the end: the reason that keeps longest, or the ceiling that cut it.</summary>
    public required RetentionRule Rule { get; init; }

    /// <summary>All reasons that match, in the order of the pack; no ceilings.</summary>
    public required IReadOnlyList<RetentionReason> Reasons { get; init; }

    /// <summary>The ceiling that cut the end; null where none did.</summary>
    public RetentionRule? Ceiling { get; init; }

    /// <summary>The end of a record by a version of the notice.</summary>
    /// <exception cref="InvalidOperationException">No rule of the version matches: the pack lacks a rule for everything else.</exception>
    public static RetentionEnd For(NoticeVersion version, KeptRecord record)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(record);
        return Of(version, record, _ => true)
            ?? throw new InvalidOperationException($"No retention rule of version {version.Version} matches category {record.Category}.");
    }

    /// <summary>Until when a record outlives the person's erasure; null where it does not.</summary>
    public static RetentionEnd? AfterErasure(NoticeVersion version, KeptRecord record, DateTimeOffset erasedAt)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(record);
        var end = Of(version, record.Erased(erasedAt), rule => rule.SurvivesErasure);
        return end is { EndsAt: { } at } && at <= erasedAt ? null : end;
    }

    private static RetentionEnd? Of(NoticeVersion version, KeptRecord record, Func<RetentionRule, bool> counts)
    {
        var matching = new RecordReasons(version, record);
        var all = version.RetentionRules.Where(matching.Match)
            .Select(rule => new RetentionReason(rule, After(record.MomentOf(rule.Anchor, matching, rule), rule.Months))).ToList();
        var reasons = all.Where(reason => !reason.Rule.Ceiling && counts(reason.Rule)).ToList();
        var ceiling = all.Where(reason => reason.Rule.Ceiling && reason.EndsAt is not null).MinBy(reason => reason.EndsAt);
        var longest = reasons.MaxBy(reason => reason.EndsAt ?? DateTimeOffset.MaxValue);
        if (longest is null)
            return null;

        var isCut = ceiling is not null && (longest.EndsAt is not { } end || ceiling.EndsAt <= end);
        return new RetentionEnd
        {
            EndsAt = isCut ? ceiling!.EndsAt : longest.EndsAt,
            Rule = isCut ? ceiling!.Rule : longest.Rule,
            Reasons = reasons,
            Ceiling = isCut ? ceiling!.Rule : null,
        };
    }

    private static DateTimeOffset? After(DateTimeOffset? moment, int months) => moment?.ToUniversalTime().AddMonths(months);
}
