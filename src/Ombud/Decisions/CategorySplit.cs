using Ombud.Policies.Deciding;
using Ombud.Vault;

namespace Ombud.Decisions;

/// <summary>A category that is not given out, and the decision that says why.</summary>
internal readonly record struct Withheld(string Category, Decision Decision);

/// <summary>What came of reading category by category.</summary>
/// <param name="Records">What was read.</param>
/// <param name="Permitted">The decision for each category that was permitted.</param>
/// <param name="Withheld">What was not, and why.</param>
internal sealed record ReadByCategory(
    IReadOnlyList<VaultRecord> Records, IReadOnlyDictionary<string, Decision> Permitted, IReadOnlyList<Withheld> Withheld);

/// <summary>A question about several categories, decided for each by itself on one standing.</summary>
internal sealed class CategorySplit
{
    private readonly Policy _policy;
    private readonly Standing _standing;
    private readonly WordQuestion _question;
    private readonly Dictionary<string, Decision> _permitted = new(StringComparer.Ordinal);
    private readonly List<Withheld> _withheld = [];

    private CategorySplit(Policy policy, WordQuestion question, Standing standing) =>
        (_policy, _question, _standing) = (policy, question, standing);

    /// <summary>Version of the standing on which all was decided.</summary>
    public long StandingVersion => _standing.Version;

    /// <summary>The decision for each category that is permitted.</summary>
    public IReadOnlyDictionary<string, Decision> Permitted => _permitted;

    /// <summary>Those that are not.</summary>
    public IReadOnlyList<Withheld> Withheld => _withheld;

    /// <summary>Decides each category of a question.</summary>
    public static CategorySplit Of(Policy policy, WordQuestion question, Standing standing)
    {
        var split = new CategorySplit(policy, question, standing);
        foreach (var category in question.Categories.ToArray().Distinct(StringComparer.Ordinal))
        {
            var decision = split.DecideAlone(category);
            if (decision.IsPermitted)
                split._permitted.Add(category, decision);
            else
                split._withheld.Add(new Withheld(category, decision));
        }
        return split;
    }

    /// <summary>One permit for all that is permitted; one for each where they are permitted alone but not together.</summary>
    public IReadOnlyList<Permit> Permits(SubjectId subject, TimeProvider time)
    {
        if (_permitted.Count == 0)
            return [];
        if (Authorise([.. _permitted.Keys]) is { } all)
            return [all];
        return [.. _permitted.Keys.Select(category => Authorise([category])).OfType<Permit>()];

        Permit? Authorise(string[] categories) => _policy.Authorise(
            subject, _policy.Resolve(_question with { Categories = categories }), _standing, time, out _);
    }

    /// <summary>
    /// Whether the permission holds for one record too, by its day of collection and its end. What is held past its end comes
    /// out of the vault only for what it is held for.
    /// </summary>
    public bool Holds(VaultRecord record)
    {
        var decision = _policy.Decide(
            _question with
            {
                Categories = new[] { record.Category },
                CollectedOn = Day.Of(record.CollectedAt),
                EndsOn = record is { IsHeld: false, EndsAt: { } end } && end <= StartOf(_question.On) ? Day.Of(end) : default,
            },
            _standing);
        if (!decision.IsPermitted && _withheld.All(known => known.Category != record.Category || known.Decision.Reason != decision.Reason))
            _withheld.Add(new Withheld(record.Category, decision));
        return decision.IsPermitted;
    }

    /// <summary>Withholds everything, for a reason that showed itself while reading.</summary>
    public void WithholdAll(DenialReason reason)
    {
        _withheld.AddRange(_permitted.Select(pair => new Withheld(pair.Key, pair.Value with { Reason = reason })));
        _permitted.Clear();
    }

    // A record ends at a moment, the policy counts in days: one that ends later today has not ended yet, and the vault sees to that.
    private static DateTimeOffset StartOf(Day day) => new(day.Date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private Decision DecideAlone(string category)
    {
        var decision = _policy.Decide(_question with { Categories = new[] { category } }, _standing);
        DecisionTelemetry.Count(_question.Action, in decision);
        return decision;
    }
}
