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
    // Two words, so that an answer is made and handed over in registers. From the lowest bit up: reason, basis, rank,
    // obligations (8 each), clause, version (16 each); and what few answers have: day to inform by (32), safeguard (16).
    private readonly ulong _answer;
    private readonly ulong _more;

    private Decision(ulong answer, ulong more) => (_answer, _more) = (answer, more);

    /// <summary>Whether it is permitted.</summary>
    public bool IsPermitted => Reason == DenialReason.None && Basis != LegalBasis.None;

    /// <summary>Why not; <see cref="DenialReason.None"/> where permitted.</summary>
    public DenialReason Reason
    {
        get => (DenialReason)(byte)_answer;
        init => _answer = (_answer & ~0xFFUL) | (byte)value;
    }

    /// <summary>The clause that decided.</summary>
    public ClauseId Clause
    {
        get => new((ushort)(_answer >> 32));
        init => _answer = (_answer & ~(0xFFFFUL << 32)) | ((ulong)value.Value << 32);
    }

    /// <summary>The basis under the controller's own regime.</summary>
    public LegalBasis Basis
    {
        get => (LegalBasis)(byte)(_answer >> 8);
        init => _answer = (_answer & ~(0xFFUL << 8)) | ((ulong)(byte)value << 8);
    }

    /// <summary>Rank of the rule that decided.</summary>
    public Rank Rank
    {
        get => (Rank)(byte)(_answer >> 16);
        init => _answer = (_answer & ~(0xFFUL << 16)) | ((ulong)(byte)value << 16);
    }

    public Obligations Obligations
    {
        get => (Obligations)(byte)(_answer >> 24);
        init => _answer = (_answer & ~(0xFFUL << 24)) | ((ulong)(byte)value << 24);
    }

    /// <summary>With <see cref="Obligations.Inform"/>: the last day on which the person must have been told; else unset.</summary>
    public Day InformBy
    {
        get => new((int)_more);
        init => _more = (_more & ~0xFFFFFFFFUL) | (uint)value.Number;
    }

    /// <summary>What carries the transfer, where a border is crossed.</summary>
    public SafeguardId Safeguard
    {
        get => new((ushort)(_more >> 32));
        init => _more = (_more & ~(0xFFFFUL << 32)) | ((ulong)value.Value << 32);
    }

    /// <summary>Index of the notice's version that answered, from 0; -1 where none was in force.</summary>
    public short Version
    {
        get => (short)(_answer >> 48);
        init => _answer = (_answer & ~(0xFFFFUL << 48)) | ((ulong)(ushort)value << 48);
    }

    /// <summary>Whether it answers at all: every denial has its reason, every permission its basis.</summary>
    internal bool IsAnswer => _answer != 0;

    /// <summary>A denial.</summary>
    internal static Decision Deny(DenialReason reason, ClauseId clause, Rank rank, short version) =>
        new((byte)reason | ((ulong)(byte)rank << 16) | ((ulong)clause.Value << 32) | ((ulong)(ushort)version << 48), 0);

    /// <summary>A permission by the notice itself.</summary>
    internal static Decision Permit(
        LegalBasis basis, ClauseId clause, Obligations obligations, SafeguardId safeguard, short version) =>
        new(((ulong)(byte)basis << 8) | ((ulong)(byte)obligations << 24) | ((ulong)clause.Value << 32)
            | ((ulong)(ushort)version << 48), (ulong)safeguard.Value << 32);
}
