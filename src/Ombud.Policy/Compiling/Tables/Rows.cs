using Ombud.Policies.Deciding;
using Ombud.Policies.Model;

namespace Ombud.Policies.Compiling.Tables;

/// <summary>What is true of a purpose in one version, as bits.</summary>
[Flags]
internal enum PurposeTraits : byte
{
    None = 0,
    Declared = 1,
    Marketing = 2,

    /// <summary>Sale or rental.</summary>
    OptIn = 4,

    /// <summary>Goes on for a child under 13.</summary>
    ForChildren = 8,

    /// <summary>Goes on under restriction.</summary>
    UnderRestriction = 16,

    /// <summary>No opt-in beside the basis: the short way may answer.</summary>
    Plain = 32,
}

/// <summary>A purpose in one version.</summary>
internal struct PurposeRow
{
    public CategorySet Categories;

    /// <summary>Categories of which a rule speaks; those without a list of categories speak of all.</summary>
    public CategorySet RuleCategories;
    public ulong RecipientKinds;

    /// <summary>Versions under which a consent was given that this version outgrew, as bits.</summary>
    public ulong Outgrown;
    public SubjectKindSet Subjects;
    public int FirstRule;
    public int RuleCount;
    public ushort ConsentMonths;
    public ClauseId Clause;
    public PurposeTraits Traits;
}

/// <summary>What is true of a party or recipient in one version, as bits.</summary>
[Flags]
internal enum PartyTraits : byte
{
    None = 0,
    Controller = 1,
    Client = 2,
    Group = 4,

    /// <summary>Known as a recipient: every party is.</summary>
    Recipient = 8,
    ServesEverywhere = 16,
    NeedsAgreement = 32,
}

/// <summary>A party or named recipient in one version.</summary>
internal struct PartyRow
{
    public DaySpan Agreement;
    public int FirstCarrier;
    public int CarrierCount;
    public ushort Country;

    /// <summary>Row of the categories its functions need, by purpose.</summary>
    public ushort Functions;
    public ClauseId KindClause;
    public byte Kind;
    public PartyTraits Traits;
}

/// <summary>A collection point in one version.</summary>
internal struct PointRow
{
    public CategorySet Categories;
    public SubjectKindSet Subjects;
    public ushort Controller;
    public ClauseId Clause;
    public bool IsDeclared;

    /// <summary>Whether the person is told, since the data does not come from them.</summary>
    public bool Informs;
}

/// <summary>One legal basis of a purpose under one regime.</summary>
internal struct GroundRow
{
    public SubjectKindSet Subjects;
    public LegalBasis Basis;
    public SpecialCondition Special;
    public SpecialCondition Criminal;
    public SpecialCondition IdentityNumber;

    /// <summary>Categories for which it is ground enough, whatever the person has agreed to.</summary>
    public CategorySet Covers;
}

/// <summary>The legal basis of a purpose under a regime, where there is one alone and it is for every kind of person.</summary>
internal struct SoleBasis
{
    /// <summary>None where there is none, or more than one.</summary>
    public LegalBasis Basis;

    /// <inheritdoc cref="GroundRow.Covers"/>
    public CategorySet Covers;
}

/// <summary>A list of a rule: which bits it matches, or that it was left empty and matches everything.</summary>
internal readonly record struct Filter(bool IsOpen, ulong Bits)
{
    public bool Matches(int number) => IsOpen || (Bits >> number & 1) != 0;

    public bool Overlaps(ulong bits) => IsOpen || (Bits & bits) != 0;
}

/// <summary>A ranked rule in one version.</summary>
internal struct RuleRow
{
    public CategorySet Categories;
    public bool AnyCategory;
    public bool AnyController;
    public bool AnyDestination;
    public Filter Actions;
    public Filter Subjects;
    public Filter RecipientKinds;
    public Filter Residences;
    public DaySpan Days;
    public RuleEffect Effect;
    public Rank Rank;
    public ClauseId Clause;

    /// <summary>Row of its controllers and of its destinations in the version's tables.</summary>
    public int Number;
}

/// <summary>A safeguard as it serves one importer: every static condition is already in its days.</summary>
internal struct CarrierRow
{
    public DaySpan InForce;

    /// <summary>Categories that it does not carry, such as applicants' data under a certification that leaves them
    /// out.</summary>
    public CategorySet Excluded;
    public SafeguardId Id;
    public ClauseId Clause;
    public Area From;

    /// <summary>Row of its destinations.</summary>
    public int Destinations;
}
