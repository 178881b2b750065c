using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Policies.Explaining;

/// <summary>A decision with everything that determined it, for people.</summary>
public sealed record Explanation
{
    /// <summary>The decision, the same that <see cref="Policy.Decide(in Question, Standing)"/> gives.</summary>
    public required Decision Decision { get; init; }

    /// <summary>The reason in a sentence, or that it is permitted.</summary>
    public required LocalizedText Says { get; init; }

    /// <summary>What somebody who needs it can do.</summary>
    public required LocalizedText WhatToDo { get; init; }

    /// <summary>Name of the notice's version in force on the day; empty where there was none.</summary>
    public required string NoticeVersion { get; init; }

    /// <summary>Id of the clause that determined the decision; empty where the notice has none for it.</summary>
    public required string Clause { get; init; }

    /// <summary>All eleven steps in their order.</summary>
    public required IReadOnlyList<ExplainedStep> Steps { get; init; }

    /// <summary>The regimes that apply, the controller's first.</summary>
    public required IReadOnlyList<ExplainedRegime> Regimes { get; init; }

    /// <summary>The border crossed; null where the question was not declared or no border is guarded.</summary>
    public ExplainedTransfer? Transfer { get; init; }
}

/// <summary>What a step came to.</summary>
public enum StepOutcome
{
    /// <summary>It had nothing against it.</summary>
    Passed,

    /// <summary>It would deny, but an exception or a higher rank lets this through.</summary>
    Excepted,

    /// <summary>It denies; the first that does decides.</summary>
    Denied,

    /// <summary>The question was not declared, so there was nothing to look at.</summary>
    NotReached,
}

/// <summary>One step of a decision.</summary>
/// <param name="Number">From 1 to 11, as in <c>docs/deciding.md</c>.</param>
/// <param name="Name">What it looks at.</param>
/// <param name="Outcome">What it came to.</param>
/// <param name="Reason">Why it denies; none where it does not.</param>
/// <param name="Clause">Id of the clause that determined it; empty where it passed without one.</param>
/// <param name="Rank">Rank of that clause's rule.</param>
public sealed record ExplainedStep(
    int Number, LocalizedText Name, StepOutcome Outcome, DenialReason Reason, string Clause, Rank Rank);

/// <summary>A regime that applies.</summary>
/// <param name="Id">Family, such as <c>eu</c>.</param>
/// <param name="IsControllers">Whether it is that of the controller's establishment; else it is the
/// residence's.</param>
/// <param name="Basis">The basis under it; none where none holds.</param>
/// <param name="Reason">Why none holds.</param>
public sealed record ExplainedRegime(string Id, bool IsControllers, LegalBasis Basis, DenialReason Reason);

/// <summary>A border and what carries data over it.</summary>
public sealed record ExplainedTransfer
{
    /// <summary>Country in which the exporter holds the data.</summary>
    public required string From { get; init; }

    /// <summary>Country to which it goes.</summary>
    public required string To { get; init; }

    /// <summary>What carries it; null where nothing does.</summary>
    public ExplainedCarrier? Carrier { get; init; }

    /// <summary>What the notice has for this importer and why it does not carry.</summary>
    public required IReadOnlyList<ExplainedCarrier> Others { get; init; }
}

/// <summary>An adequacy of the law or a safeguard of the notice.</summary>
/// <param name="Id">Id of the safeguard, mechanism or adequacy.</param>
/// <param name="Mechanism">Id of the law's mechanism; empty for an adequacy.</param>
/// <param name="Instrument">Where it stands.</param>
/// <param name="From">First day on which it carries.</param>
/// <param name="Until">Last day; null while it runs.</param>
/// <param name="Fault">Why it does not carry; none where it does.</param>
public sealed record ExplainedCarrier(
    string Id, string Mechanism, string Instrument, DateOnly From, DateOnly? Until, CarrierFault Fault);

/// <summary>Why a safeguard does not carry a transfer.</summary>
public enum CarrierFault
{
    None, UnknownMechanism, OtherArea, OtherDestination, NotYetInForce, Ended, ConcludedTooLate, RequirementMissing,
    GroundNotInForce, ImporterNotCertified, StaffDataNotCovered,
}
