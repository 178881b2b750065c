namespace Ombud.Policies.Explaining;

/// <summary>In what two versions of a notice differ.</summary>
public enum ChangeKind
{
    PurposeAdded, PurposeRemoved,
    SubjectKindAdded, SubjectKindRemoved,
    CategoryAdded, CategoryRemoved,
    RecipientKindAdded, RecipientKindRemoved,
    ControllerAdded, ControllerRemoved,
    BasisChanged,
    RetentionLonger, RetentionShorter,
    CountryAdded, CountryRemoved,
    RecipientAdded, RecipientRemoved,
    PartyAdded, PartyRemoved,
    CollectionPointAdded, CollectionPointRemoved,
    SafeguardAdded, SafeguardRemoved,
    TextChanged,
}

/// <summary>One difference.</summary>
/// <param name="Kind">In what they differ.</param>
/// <param name="Purpose">Id of the purpose it belongs to; empty where it belongs to none.</param>
/// <param name="Word">Id of what was added, removed or changed.</param>
/// <param name="IsMaterial">Whether people must hear of it before it takes effect.</param>
/// <param name="OutgrowsConsent">Whether a consent to the purpose under the older version no longer covers it.</param>
public sealed record PackChange(ChangeKind Kind, string Purpose, string Word, bool IsMaterial, bool OutgrowsConsent);
