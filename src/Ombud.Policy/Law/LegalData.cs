using Ombud.Policies.Model;

namespace Ombud.Policies.Law;

/// <summary>What is law rather than promise, as dated data that an operator can change (folder <c>law/</c>).</summary>
public sealed record LegalData
{
    public required IReadOnlyList<Country> Countries { get; init; }
    public required IReadOnlyList<Regime> Regimes { get; init; }
    public required IReadOnlyList<TransferMechanism> Mechanisms { get; init; }
    public required IReadOnlyList<Adequacy> Adequacies { get; init; }

    /// <summary>Clocks that the law sets.</summary>
    public IReadOnlyList<Deadline> Deadlines { get; init; } = [];

    /// <summary>What may be asked of whoever asks for somebody else.</summary>
    public IReadOnlyList<AgentRule> AgentRules { get; init; } = [];

    /// <summary>Days off beside Saturdays and Sundays.</summary>
    public IReadOnlyList<Holiday> Holidays { get; init; } = [];
}

/// <summary>A country by its ISO 3166-1 alpha-2 code, or a part of one with law of its own (<c>US-CA</c>).</summary>
public sealed record Country : PackEntry
{
    public required LocalizedText Name { get; init; }

    /// <summary>Whether it is in the European Economic Area today.</summary>
    public bool Eea { get; init; }

    /// <summary>For a part: the country it belongs to.</summary>
    public string? PartOf { get; init; }

    /// <summary>
    /// For a country west of Greenwich: hours from UTC where its day begins last, at most 0, so that what came in late in the
    /// evening counts as of that day there and not as of the next.
    /// </summary>
    public int UtcOffset { get; init; }
}

/// <summary>A family of bodies of law, such as <c>eu</c>, and where and when it applies.</summary>
public sealed record Regime : PackEntry
{
    public required LocalizedText Name { get; init; }

    /// <summary>Countries it applies in, with dates.</summary>
    public required IReadOnlyList<RegimeMember> Members { get; init; }

    /// <summary>The acts that were or are in force.</summary>
    public required IReadOnlyList<RegimePeriod> Periods { get; init; }
}

/// <summary>A country in which a regime applies, first and last day inclusive; null is open.</summary>
public sealed record RegimeMember(string Country, DateOnly? From, DateOnly? Until);

/// <summary>An act of a regime and the days on which it is in force.</summary>
public sealed record RegimePeriod(string Law, string Name, DateOnly? From, DateOnly? Until);

/// <summary>What kind of instrument a mechanism is.</summary>
public enum MechanismKind { Adequacy, Membership, Certification, Clauses, BindingRules, Derogation }

/// <summary>An instrument by which the law lets data cross a border, with its days.</summary>
public sealed record TransferMechanism : PackEntry
{
    public required LocalizedText Name { get; init; }
    public required MechanismKind Kind { get; init; }

    /// <summary>Area it leads from: <c>eea</c>, <c>uk</c> or <c>ch</c>.</summary>
    public required string From { get; init; }

    /// <summary>Countries it leads to; empty means any.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    public required DateOnly ValidFrom { get; init; }

    /// <summary>The last day on which it carried a transfer; null while in force.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>The last day on which it could be newly concluded; null while it can.</summary>
    public DateOnly? NewContractsTo { get; init; }

    /// <summary>What must be met beside it, by the law's words.</summary>
    public IReadOnlyList<string> Requires { get; init; } = [];

    /// <summary>Whether data of staff and applicants needs a certification that says so.</summary>
    public bool HumanResourcesFlag { get; init; }

    /// <summary>Id of a mechanism that must be in force too.</summary>
    public string? DependsOn { get; init; }

    public required string Instrument { get; init; }
    public string? EndedBy { get; init; }
}

/// <summary>A country that an area takes to protect enough, without anything further.</summary>
public sealed record Adequacy : PackEntry
{
    /// <summary>Area that decided: <c>eea</c>, <c>uk</c> or <c>ch</c>.</summary>
    public required string From { get; init; }

    /// <summary>The country.</summary>
    public required string To { get; init; }

    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }

    /// <summary>A limit to kinds of importer, for readers; null for none.</summary>
    public string? Scope { get; init; }

    public required string Act { get; init; }
}
