using Ombud.Policies.Deciding;

namespace Ombud.Bench.Deciding;

/// <summary>A compiled pack and the words that the benchmark asks it with.</summary>
internal sealed record RuleSet
{
    public required string Name { get; init; }
    public required Policy Policy { get; init; }
    public required StandingState Standing { get; init; }
    public required IReadOnlyList<string> Purposes { get; init; }
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>Ids of the recipient kinds.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>By kind, one recipient for each controller.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Recipients { get; init; }

    /// <summary>One for each regime.</summary>
    public required IReadOnlyList<string> Controllers { get; init; }

    /// <summary>Country in which the person lives, by regime.</summary>
    public required IReadOnlyList<string> Residences { get; init; }

    /// <summary>The answer by the rules as they were drawn; null where only the policy knows them.</summary>
    public required Func<Cell, bool?> IsPermitted { get; init; }

    /// <summary>The rules in the words of another engine; null where they are not drawn here.</summary>
    public IReadOnlyList<DrawnRule>? Drawn { get; init; }
}

/// <summary>One drawn purpose: what it may touch, to whom it may go, and where it has a basis.</summary>
internal sealed record DrawnRule(
    string Purpose, IReadOnlyList<string> Categories, IReadOnlyList<string> Kinds, IReadOnlyList<int> Regimes);
