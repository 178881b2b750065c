using System.Text;
using Ombud.Policies.Deciding;
using static Ombud.Policies.Deciding.DenialReason;

namespace Ombud.Policies.Explaining;

/// <summary>The API's reason codes: the names of <see cref="DenialReason"/> in kebab-case.</summary>
public static class ReasonCodes
{
    private static readonly string[] Codes = [.. Enum.GetNames<DenialReason>().Select(Kebab)];

    /// <summary>The code of a reason, such as <c>consent-withdrawn</c>; <c>none</c> where nothing was denied.</summary>
    public static string CodeOf(DenialReason reason) => Codes[(int)reason];

    /// <summary>The reason of a code; null where no reason has it.</summary>
    public static DenialReason? Find(string code) =>
        Array.IndexOf(Codes, code) is >= 0 and var index ? (DenialReason)index : null;

    /// <summary>The step that gives a reason, from 1; 0 where nothing was denied.</summary>
    public static int StepOf(DenialReason reason) => reason switch
    {
        None => 0,
        ActionNotDeclared or PurposeNotDeclared or TopicNotDeclared or CategoryNotDeclared or ControllerNotDeclared
            or RecipientNotDeclared or CollectionPointNotDeclared or CountryNotDeclared or NoNoticeInForce => 1,
        Under13 => 2,
        SubjectErased or SubjectIsolated or SubjectJoined => 3,
        ProcessingRestricted => 4,
        NotInstructed => 5,
        CategoryOutsidePurpose or SubjectKindOutsidePurpose or ControllerOutsidePurpose or RecipientOutsidePurpose
            or CollectionPointOutsidePurpose or RuleForbids => 6,
        NoLegalBasis or SpecialCategoryWithoutGround or CriminalDataWithoutGround or IdentityNumberWithoutGround => 7,
        ConsentMissing or ConsentWithdrawn or ConsentExpired or ConsentOutgrown or ObjectionPending or ObjectionUpheld
            or MarketingObjected or SaleWithoutOptIn or PrivacySignalRefuses => 8,
        TransferWithoutSafeguard => 9,
        AgreementNotInForce or OutsideVendorFunction => 10,
        PastRetention => 11,
    };

    private static string Kebab(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]))
                text.Append('-');

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString().Replace("under13", "under-13", StringComparison.Ordinal);
    }
}
