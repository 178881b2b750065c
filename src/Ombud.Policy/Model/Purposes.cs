namespace Ombud.Policies.Model;

/// <summary>A kind of person: visitor, job seeker, contact, referee.</summary>
public sealed record SubjectKind : PackEntry
{
    public required string Clause { get; init; }
    public required LocalizedText Name { get; init; }
    public required LocalizedText Description { get; init; }
}

/// <summary>What kind of rules a data category falls under.</summary>
public enum CategoryNature
{
    /// <summary>No rule beyond the general ones.</summary>
    Ordinary,

    /// <summary>GDPR article 9.</summary>
    Special,

    /// <summary>GDPR article 10: convictions, offences, investigations.</summary>
    Criminal,

    /// <summary>GDPR article 87: national identity numbers.</summary>
    IdentityNumber,
}

/// <summary>A category of personal data by which every field is classified.</summary>
public sealed record DataCategory : PackEntry
{
    public required string Clause { get; init; }
    public required LocalizedText Name { get; init; }

    /// <summary>Examples for readers.</summary>
    public required LocalizedText Examples { get; init; }

    public CategoryNature Nature { get; init; } = CategoryNature.Ordinary;

    /// <summary>DPV term of the category, such as <c>pd:EmailAddress</c>, for receipts.</summary>
    public string? Dpv { get; init; }

    /// <summary>Whether applicants' or staff's data: some certifications do not cover it.</summary>
    public bool HumanResources { get; init; }
}

/// <summary>What is particular about a purpose, beyond its lists.</summary>
public enum PurposeNature
{
    Ordinary,

    /// <summary>Any objection or opt-out denies, always (GDPR article 21(2)-(3)).</summary>
    Marketing,

    /// <summary>Needs opt-in everywhere; Global Privacy Control refuses it.</summary>
    Sale,

    /// <summary>As <see cref="Sale"/>.</summary>
    Rental,

    /// <summary>Establishing, exercising or defending legal claims: goes on under restriction.</summary>
    LegalClaims,

    /// <summary>The person's own access and portability.</summary>
    SubjectAccess,

    /// <summary>Access by a child's guardian.</summary>
    GuardianAccess,

    /// <summary>Erasing.</summary>
    Erasure,

    /// <summary>Protecting another person's rights: goes on under restriction.</summary>
    RightsOfOthers,

    /// <summary>Important public interest: goes on under restriction.</summary>
    PublicInterest,
}

/// <summary>A purpose for which personal data is used.</summary>
public sealed record Purpose : PackEntry
{
    public required string Clause { get; init; }
    public required LocalizedText Name { get; init; }
    public required LocalizedText Description { get; init; }
    public PurposeNature Nature { get; init; } = PurposeNature.Ordinary;

    /// <summary>Ids of the kinds of person; at least one.</summary>
    public required IReadOnlyList<string> Subjects { get; init; }

    /// <summary>Ids of the data categories; at least one.</summary>
    public required IReadOnlyList<string> Categories { get; init; }

    /// <summary>Ids of the parties that pursue it; empty means every company of the group, and no client.</summary>
    public IReadOnlyList<string> Controllers { get; init; } = [];

    /// <summary>Ids of the recipient kinds to whom data may go; empty means none outside the controller.</summary>
    public IReadOnlyList<string> Recipients { get; init; } = [];

    /// <summary>Legal bases by regime; every regime in which the purpose is used has one.</summary>
    public required IReadOnlyList<PurposeBasis> Bases { get; init; }

    /// <summary>How many months a consent for it lasts; null means until withdrawn.</summary>
    public int? ConsentMonths { get; init; }

    /// <summary>DPV term, such as <c>dpv:DirectMarketing</c>.</summary>
    public string? Dpv { get; init; }
}

/// <summary>GDPR article 6(1), and what stands for it under other laws.</summary>
public enum LegalBasis
{
    None,
    Consent,
    Contract,
    LegalObligation,
    VitalInterest,
    PublicTask,
    LegitimateInterest,

    /// <summary>Permitted on notice, as in regimes that know no list of bases.</summary>
    Notice,
}

/// <summary>The further condition under which a purpose may touch a category that is not ordinary.</summary>
public enum SpecialCondition
{
    /// <summary>None: such categories are denied.</summary>
    None,

    /// <summary>Explicit consent that is older than the collection (GDPR article 9(2)(a)).</summary>
    ExplicitConsent,

    /// <summary>A duty or right in employment or social law (article 9(2)(b)).</summary>
    EmploymentLaw,

    /// <summary>Made public by the person (article 9(2)(e)).</summary>
    MadePublic,

    /// <summary>Legal claims (article 9(2)(f)).</summary>
    LegalClaims,

    /// <summary>Another law that demands it (article 9(2)(g), article 10).</summary>
    Law,

    /// <summary>Occupational medicine (article 9(2)(h)).</summary>
    OccupationalMedicine,
}

/// <summary>A legal basis of a purpose in some regimes, for some kinds of person.</summary>
public sealed record PurposeBasis
{
    /// <summary>Regime families: <c>eu</c>, <c>uk</c>, <c>ch</c>, <c>us-ca</c>, <c>us</c>, <c>default</c>.</summary>
    public required IReadOnlyList<string> Regimes { get; init; }

    /// <summary>Kinds of person; empty means all of the purpose's.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    public required LegalBasis Basis { get; init; }

    /// <summary>For legitimate interest: the interest.</summary>
    public LocalizedText? Interest { get; init; }

    /// <summary>For legitimate interest: why it is not overridden, the balancing test.</summary>
    public LocalizedText? Balancing { get; init; }

    /// <summary>For a legal obligation or public task: the law.</summary>
    public string? Law { get; init; }

    public SpecialCondition Special { get; init; } = SpecialCondition.None;
    public SpecialCondition Criminal { get; init; } = SpecialCondition.None;
    public SpecialCondition IdentityNumber { get; init; } = SpecialCondition.None;
    public SourceSpan At { get; init; }
}

/// <summary>A topic of marketing that a person chooses by itself.</summary>
public sealed record Topic : PackEntry
{
    /// <summary>Id of the purpose it belongs to, of marketing nature.</summary>
    public required string Purpose { get; init; }

    public required LocalizedText Name { get; init; }
    public required LocalizedText Description { get; init; }
}

/// <summary>A rule that narrows, or at a higher rank widens, what a purpose's lists say (step 6 of a decision).</summary>
public sealed record RankedRule : PackEntry
{
    public required string Clause { get; init; }
    public required Rank Rank { get; init; }
    public required RuleEffect Effect { get; init; }

    /// <summary>What it speaks of; an empty list matches everything.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];
    public IReadOnlyList<string> Purposes { get; init; } = [];
    public IReadOnlyList<string> Categories { get; init; } = [];
    public IReadOnlyList<string> Subjects { get; init; } = [];
    public IReadOnlyList<string> RecipientKinds { get; init; } = [];
    public IReadOnlyList<string> Controllers { get; init; } = [];

    /// <summary>Regime families of the residence.</summary>
    public IReadOnlyList<string> Residences { get; init; } = [];

    /// <summary>Countries to which data goes.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }

    /// <summary>Why, for readers.</summary>
    public required LocalizedText Reason { get; init; }
}

/// <summary>What a <see cref="RankedRule"/> does where it matches.</summary>
public enum RuleEffect
{
    /// <summary>Denies.</summary>
    Deny,

    /// <summary>Permits what a lower rank denies at this step.</summary>
    Permit,

    /// <summary>Asks for a consent to the purpose, whatever the basis.</summary>
    RequireConsent,
}
