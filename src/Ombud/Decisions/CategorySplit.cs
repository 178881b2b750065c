using Ombud.Policies.Deciding;
using Ombud.Vault;

namespace Ombud.Decisions;

/// <summary>A category that is not given out, and the decision that says why.</summary>
internal readonly record struct Withheld(string Category, Decision Decision);

/// <summary>What came of reading category by category.</summary>
/// <param name="Split">What was decided.</param>
/// <param name="Records">What was read.</param>
internal sealed record ReadByCategory(CategorySplit Split, IReadOnlyList<VaultRecord> Records)
{
    /// <inheritdoc cref="CategorySplit.Permitted"/>
    public IReadOnlyDictionary<string, Decision> Permitted => Split.Permitted;

    /// <inheritdoc cref="CategorySplit.Withheld"/>
    public IReadOnlyList<Withheld> Withheld => Split.Withheld;
}

/// <summary>
/// A question about several categories, decided for each by itself on one standing. Who is of several kinds has each record
/// decided by the record's own (promise <c>collection.subjects</c>): what they were told as a contact is not outdone by what
/// holds for them as a job seeker.
/// </summary>
internal sealed class CategorySplit
{
    private readonly Policy _policy;
    private readonly Standing _standing;
    private readonly Standing[] _metAs;
    private readonly Dictionary<string, Standing> _byKind = new(StringComparer.Ordinal);
    private readonly WordQuestion _question;
    private readonly Dictionary<string, Decision> _permitted = new(StringComparer.Ordinal);
    private readonly List<Withheld> _withheld = [];

    private CategorySplit(Policy policy, WordQuestion question, StandingState state)
    {
        (_policy, _question, _standing) = (policy, question, policy.Compile(state));
        _metAs = state.Kinds.Count == 0 ? [_standing] : [.. state.Kinds.Select(StandingOf)];
    }

    /// <summary>Version of the standing on which all was decided.</summary>
    public long StandingVersion => _standing.Version;

    /// <summary>The decision for each category that is permitted for one of the person's kinds at least.</summary>
    public IReadOnlyDictionary<string, Decision> Permitted => _permitted;

    /// <summary>Those that are not.</summary>
    public IReadOnlyList<Withheld> Withheld => _withheld;

    /// <summary>Decides each category of a question.</summary>
    public static CategorySplit Of(Policy policy, WordQuestion question, StandingState state)
    {
        var split = new CategorySplit(policy, question, state);
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

    /// <summary>
    /// Permits that open each permitted category once: of the person's first kind that may, one for all, or one for each
    /// where they are permitted alone but not together. What they open still goes through <see cref="Holds"/>.
    /// </summary>
    public IReadOnlyList<Permit> Permits(SubjectId subject, TimeProvider time)
    {
        var permits = new List<Permit>();
        var left = _permitted.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var standing in _metAs)
        {
            string[] open = [.. left.Where(category => Decide(category, standing).IsPermitted)];
            if (open.Length == 0)
                continue;
            if (Authorise(open, standing) is { } all)
                permits.Add(all);
            else
                permits.AddRange(open.Select(category => Authorise([category], standing)).OfType<Permit>());
            left.ExceptWith(open);
        }
        return permits;

        Permit? Authorise(string[] categories, Standing standing) => _policy.Authorise(
            subject, _policy.Resolve(_question with { Categories = categories }), standing, time, out _);
    }

    /// <summary>What permits a record that <see cref="Holds"/>: the decision of its category for its own kind.</summary>
    public Decision DecisionOf(VaultRecord record) => Decide(record.Category, StandingOf(record.Kind));

    /// <summary>
    /// Whether the permission holds for one record too, by its own kind, its day of collection and its end. What is held past
    /// its end comes out of the vault only for what it is held for.
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
            StandingOf(record.Kind));
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

    private Standing StandingOf(string kind) =>
        _byKind.TryGetValue(kind, out var known) ? known : _byKind[kind] = _standing.MetOnlyAs(kind);

    // Where no kind may, the person as a whole says why.
    private Decision DecideAlone(string category)
    {
        var decision = Decide(category, _metAs[0]);
        for (var i = 1; i < _metAs.Length && !decision.IsPermitted; i++)
            decision = Decide(category, _metAs[i]);
        if (!decision.IsPermitted && Decide(category, _standing) is { IsPermitted: false } whole)
            decision = whole;
        DecisionTelemetry.Count(_question.Action, in decision);
        return decision;
    }

    private Decision Decide(string category, Standing standing) =>
        _policy.Decide(_question with { Categories = new[] { category } }, standing);
}
