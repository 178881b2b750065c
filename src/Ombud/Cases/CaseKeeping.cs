using Ombud.Notices;
using Ombud.Policies.Model;

namespace Ombud.Cases;

/// <summary>How long the file of a closed case is kept, by the notice's own rule.</summary>
internal sealed class CaseKeeping(NoticeBook notices)
{
    // Where a pack has no rule for cases: what California asks for, the longest of those we know (11 CCR 7101).
    private const int OtherwiseMonths = 24;

    /// <summary>When the time is over for a case that is closed now.</summary>
    public DateTimeOffset EndOf(DateTimeOffset closed)
    {
        var months = notices.InForce()?.RetentionRules
            .Where(rule => rule.Anchor is Anchor.Closed && rule.Purposes.Count == 0 && rule.SurvivesErasure)
            .Select(rule => (int?)rule.Months).Max() ?? OtherwiseMonths;
        return closed.AddMonths(months);
    }
}
