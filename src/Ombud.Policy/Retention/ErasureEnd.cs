using Ombud.Policies.Model;

namespace Ombud.Policies.Retention;

/// <summary>Until when a record outlives the erasure of its person, and by which rule.</summary>
/// <param name="Rule">The rule that keeps it longest.</param>
/// <param name="EndsOn">The first day on which it has ended; null where its period does not run.</param>
public sealed record ErasureEnd(RetentionRule Rule, DateOnly? EndsOn)
{
    /// <summary>The end of a record whose person is erased on a day; null where nothing keeps it.</summary>
    /// <remarks>An erasure ends every consent and closes every account: where such an event is still to come, it is that day.</remarks>
    public static ErasureEnd? Of(NoticeVersion version, KeptRecord record, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(record);
        var anchors = record.Anchors with { Closed = record.Anchors.Closed ?? day, ConsentWithdrawn = record.Anchors.ConsentWithdrawn ?? day };
        var end = RetentionEnd.For(version, record with { Anchors = anchors });
        var longest = end.Reasons.Where(reason => reason.Rule is { SurvivesErasure: true, Ceiling: false } && !(reason.EndsOn <= day))
            .MaxBy(reason => reason.EndsOn ?? DateOnly.MaxValue);
        if (longest is null || end.EndsOn <= day)
            return null;

        // What cuts the record's end cuts this one too.
        var isCut = end.EndsOn is { } cut && !(longest.EndsOn <= cut);
        return new ErasureEnd(longest.Rule, isCut ? end.EndsOn : longest.EndsOn);
    }
}
