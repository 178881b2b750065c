using Ombud.Policies.Cases;
using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Law;

/// <summary>What a business may ask before it deals with an agent.</summary>
public enum AgentProof
{
    /// <summary>A permission that the person signed for this request.</summary>
    SignedPermission,

    /// <summary>That the person confirms themselves that the agent may act.</summary>
    WordOfPerson,

    /// <summary>That the person shows who they are.</summary>
    IdentityOfPerson,

    /// <summary>The document on which the mandate rests, such as a power of attorney.</summary>
    Document,
}

/// <summary>What a regime lets a business ask of agents in some capacities.</summary>
public sealed record AgentRule : PackEntry
{
    /// <summary>Id of the regime of the person's residence.</summary>
    public required string Regime { get; init; }

    /// <summary>Words of <see cref="AgentCapacity"/>.</summary>
    public required IReadOnlyList<string> Capacities { get; init; }

    /// <summary>Words of <see cref="AgentProof"/>.</summary>
    public required IReadOnlyList<string> Ask { get; init; }

    /// <summary>Where it stands in the law, for people.</summary>
    public string? Cite { get; init; }

    /// <summary>The rules of some regimes for a capacity, in the data's order.</summary>
    public static IReadOnlyList<AgentRule> For(LegalData law, IReadOnlyList<string> regimes, AgentCapacity capacity)
    {
        ArgumentNullException.ThrowIfNull(law);
        return [.. law.AgentRules.Where(rule => regimes.Contains(rule.Regime, StringComparer.Ordinal)
            && rule.Capacities.Contains(EnumWords.Word(capacity.ToString()), StringComparer.Ordinal))];
    }

    /// <summary>What may be asked.</summary>
    public IReadOnlyList<AgentProof> MayAsk => [.. Ask.Select(EnumWords.Find<AgentProof>).OfType<AgentProof>()];
}
