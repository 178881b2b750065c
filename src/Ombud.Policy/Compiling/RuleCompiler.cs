using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Policies.Compiling;

/// <summary>Makes of a version's ranked rules one row for each purpose they speak of.</summary>
internal sealed class RuleCompiler
{
    private readonly Dictionary<string, (int First, int Count)> _byPurpose = new(StringComparer.Ordinal);

    public RuleCompiler(NoticeVersion version, Words words)
    {
        // Highest rank first, since it decides; within a rank a prohibition goes before a permission.
        var rules = version.Rules.Select((rule, number) => (Rule: rule, Row: RowOf(rule, number, words)))
            .OrderByDescending(r => r.Rule.Rank).ThenBy(r => r.Rule.Effect is RuleEffect.Permit).ToList();

        Controllers = new(version.Rules.Count, words.Parties.Length);
        Destinations = new(version.Rules.Count, words.Countries.Length);
        foreach (var (rule, row) in rules)
        {
            foreach (var party in words.Parties.Numbers(rule.Controllers))
                Controllers.Set(row.Number, party);

            foreach (var country in words.Countries.Numbers(rule.To))
                Destinations.Set(row.Number, country);
        }

        var rows = new List<RuleRow>();
        foreach (var purpose in version.Purposes.Select(p => p.Id))
        {
            var matching = rules.Where(r =>
                r.Rule.Purposes.Count == 0 || r.Rule.Purposes.Contains(purpose, StringComparer.Ordinal)).ToList();
            _byPurpose[purpose] = (rows.Count, matching.Count);
            rows.AddRange(matching.Select(r => r.Row));
        }

        Rows = [.. rows];
    }

    public RuleRow[] Rows { get; }
    public BitTable Controllers { get; }
    public BitTable Destinations { get; }

    public (int First, int Count) RulesOf(string purpose) => _byPurpose[purpose];

    /// <summary>The categories of which any of a purpose's rules speaks.</summary>
    public CategorySet CategoriesOf(string purpose)
    {
        var (first, count) = _byPurpose[purpose];
        return Rows.AsSpan(first, count).ToArray()
            .Aggregate(CategorySet.Empty, (set, rule) =>
                rule.AnyCategory ? CategorySet.All : set.Or(rule.Categories));
    }

    private static RuleRow RowOf(RankedRule rule, int number, Words words) => new()
    {
        Categories = words.Known(rule.Categories),
        AnyCategory = rule.Categories.Count == 0,
        AnyController = rule.Controllers.Count == 0,
        AnyDestination = rule.To.Count == 0,
        Actions = new(rule.Actions.Count == 0, ActionBits(rule.Actions)),
        Subjects = new(rule.Subjects.Count == 0, words.KnownKinds(rule.Subjects).Bits),
        RecipientKinds = new(rule.RecipientKinds.Count == 0, words.RecipientKinds.Bits(rule.RecipientKinds)),
        Residences = new(rule.Residences.Count == 0, words.Regimes.Bits(rule.Residences)),
        Days = DaySpan.Of(rule.From, rule.Until),
        Effect = rule.Effect,
        Rank = rule.Rank,
        Clause = words.Clause(rule.Clause),
        Number = number,
    };

    private static ulong ActionBits(IReadOnlyList<string> actions) =>
        actions.Aggregate(0UL, (bits, word) => bits | (1UL << (int)ActionOf(word)));

    private static UseAction ActionOf(string word) => word switch
    {
        "collect" => UseAction.Collect,
        "use" => UseAction.Use,
        "disclose" => UseAction.Disclose,
        "store" => UseAction.Store,
        _ => UseAction.None,
    };
}
