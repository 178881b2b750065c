using Ombud.Policies.Model;

namespace Ombud.Policies.Deciding;

/// <summary>Why a question is denied, in the order of the steps. The names, in kebab-case, are the API's reason
/// codes.</summary>
public enum DenialReason : byte
{
    /// <summary>Not denied.</summary>
    None,

    // 1
    ActionNotDeclared,
    PurposeNotDeclared,
    TopicNotDeclared,
    CategoryNotDeclared,
    ControllerNotDeclared,
    RecipientNotDeclared,
    CollectionPointNotDeclared,
    CountryNotDeclared,

    /// <summary>No version of the notice was in force on the day.</summary>
    NoNoticeInForce,

    // 2
    Under13,

    // 3
    SubjectErased,
    SubjectIsolated,

    /// <summary>The person was joined into another; ask about that one.</summary>
    SubjectJoined,

    // 4
    ProcessingRestricted,

    // 5
    NotInstructed,

    // 6
    CategoryOutsidePurpose,
    SubjectKindOutsidePurpose,
    ControllerOutsidePurpose,
    RecipientOutsidePurpose,
    CollectionPointOutsidePurpose,
    RuleForbids,

    // 7
    NoLegalBasis,
    SpecialCategoryWithoutGround,
    CriminalDataWithoutGround,
    IdentityNumberWithoutGround,

    // 8
    ConsentMissing,
    ConsentWithdrawn,
    ConsentExpired,
    ConsentOutgrown,
    ObjectionPending,
    ObjectionUpheld,
    MarketingObjected,
    SaleWithoutOptIn,
    PrivacySignalRefuses,

    // 9
    TransferWithoutSafeguard,

    // 10
    AgreementNotInForce,
    OutsideVendorFunction,

    // 11
    PastRetention,
}

/// <summary>What whoever acts on a permission must also do.</summary>
[Flags]
public enum Obligations : byte
{
    None = 0,

    /// <summary>Write the use to the trail.</summary>
    Log = 1,

    /// <summary>Show categories that are not ordinary masked until they are asked for one by one.</summary>
    Mask = 2,

    /// <summary>Inform the person within the regime's time: the data did not come from them.</summary>
    Inform = 4,

    /// <summary>A human decides; no decision by machine alone.</summary>
    HumanReview = 8,
}

/// <summary>The answer to a <see cref="Question"/>. A value; deciding allocates nothing.</summary>
public readonly record struct Decision
{
    /// <summary>Whether it is permitted.</summary>
    public bool IsPermitted => Reason == DenialReason.None && Basis != LegalBasis.None;

    /// <summary>Why not; <see cref="DenialReason.None"/> where permitted.</summary>
    public DenialReason Reason { get; init; }

    /// <summary>The clause that decided.</summary>
    public ClauseId Clause { get; init; }

    /// <summary>The basis under the controller's own regime.</summary>
    public LegalBasis Basis { get; init; }

    /// <summary>Rank of the rule that decided.</summary>
    public Rank Rank { get; init; }

    public Obligations Obligations { get; init; }

    /// <summary>With <see cref="Obligations.Inform"/>: the last day on which the person must have been told; else unset.</summary>
    public Day InformBy { get; init; }

    /// <summary>What carries the transfer, where a border is crossed.</summary>
    public SafeguardId Safeguard { get; init; }

    /// <summary>Index of the notice's version that answered, from 0; -1 where none was in force.</summary>
    public short Version { get; init; }
}
