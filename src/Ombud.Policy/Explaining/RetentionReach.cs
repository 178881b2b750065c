using Ombud.Policies.Model;

namespace Ombud.Policies.Explaining;

/// <summary>How long a purpose keeps each category, by what its periods run from: what can be compared of two
/// versions.</summary>
internal static class RetentionReach
{
    /// <summary>Where the newer version keeps longer, or shorter, for a purpose.</summary>
    public static IEnumerable<PackChange> Differences(Purpose old, NoticeVersion oldIn, Purpose @new,
        NoticeVersion newIn)
    {
        foreach (var category in @new.Categories.Intersect(old.Categories, StringComparer.Ordinal))
        {
            var (before, after) = (Of(old, category, oldIn), Of(@new, category, newIn));
            if (Exceeds(after, before))
                yield return new(ChangeKind.RetentionLonger, old.Id, category, IsMaterial: true, OutgrowsConsent: true);
            else if (Exceeds(before, after))
                yield return new(ChangeKind.RetentionShorter, old.Id, category, IsMaterial: false,
                    OutgrowsConsent: false);
        }
    }

    private static Dictionary<Anchor, int> Of(Purpose purpose, string category, NoticeVersion version)
    {
        var rules = version.RetentionRules.Where(r =>
            Matches(r.Purposes, purpose.Id) && Matches(r.Categories, category)).ToList();
        var ceilings = rules.Where(r => r.Ceiling).ToLookup(r => r.Anchor, r => r.Months);
        return rules.GroupBy(r => r.Anchor)
            .ToDictionary(g =>
                g.Key, g => Math.Min(g.Max(r => r.Months), ceilings[g.Key].DefaultIfEmpty(int.MaxValue).Min()));
    }

    private static bool Matches(IReadOnlyList<string> list, string word) =>
        list.Count == 0 || list.Contains(word, StringComparer.Ordinal);

    private static bool Exceeds(Dictionary<Anchor, int> longer, Dictionary<Anchor, int> shorter) =>
        longer.Any(pair => !shorter.TryGetValue(pair.Key, out var months) || pair.Value > months);
}
