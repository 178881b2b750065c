using Ombud.Layout;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;
using Ombud.Policies.Model;
using Obligation = Ombud.Policies.Deciding.Obligations;

namespace Ombud.Decisions;

/// <summary>The texts by which decisions are explained, on the page and by the command.</summary>
internal static class ExplainTexts
{
    internal static readonly Text Permitted = new(sv: "TILLÅTET", en: "PERMITTED");
    internal static readonly Text Denied = new(sv: "NEKAT", en: "DENIED");
    internal static readonly Text Day = new(sv: "Dag", en: "Day");
    internal static readonly Text Notice = new(sv: "Meddelande", en: "Notice");
    internal static readonly Text Clause = new(sv: "Klausul", en: "Clause");
    internal static readonly Text Basis = new(sv: "Rättslig grund", en: "Legal basis");
    internal static readonly Text Rank = new(sv: "Rang", en: "Rank");
    internal static readonly Text Safeguard = new(sv: "Skyddsåtgärd", en: "Safeguard");
    internal static readonly Text Obligations = new(sv: "Skyldigheter", en: "Obligations");
    internal static readonly Text Steps = new(sv: "Stegen", en: "The steps");
    internal static readonly Text Regimes = new(sv: "Regelverk som gäller", en: "Regimes that apply");
    internal static readonly Text OfController = new(sv: "den ansvariges", en: "the controller's");
    internal static readonly Text OfResidence = new(sv: "hemvistets", en: "the residence's");
    internal static readonly Text Transfer = new(sv: "Överföring", en: "Transfer");
    internal static readonly Text DoesNotCarry = new(sv: "bär inte:", en: "does not carry:");

    internal static Text Verdict(bool isPermitted) => isPermitted ? Permitted : Denied;

    /// <summary>What whoever acts on a permission must also do, each with its date where it has one.</summary>
    internal static IEnumerable<string> ObligationsOf(Decision decision, Language language) =>
        Enum.GetValues<Obligation>().Where(one => one is not Obligation.None && decision.Obligations.HasFlag(one))
            .Select(one => Of(one).In(language, decision.InformBy.IsSome ? language.Say(decision.InformBy.Date) : ""));

    private static Text Of(Obligation obligation) => obligation switch
    {
        Obligation.None => new(sv: "inga", en: "none"),
        Obligation.Log => new(sv: "för in användningen i loggen", en: "write the use to the trail"),
        Obligation.Mask => new(sv: "visa känsliga uppgifter dolda", en: "show sensitive data masked"),
        Obligation.Inform => new(
            sv: "informera personen senast {0}: uppgifterna kom från någon annan",
            en: "inform the person by {0}: the data came from elsewhere"),
        Obligation.HumanReview => new(sv: "låt en människa besluta", en: "let a person decide"),
        _ => throw new ArgumentOutOfRangeException(nameof(obligation), obligation, "One obligation at a time."),
    };

    internal static Text Of(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Passed => new(sv: "passerat", en: "passed"),
        StepOutcome.Excepted => new(sv: "undantag", en: "excepted"),
        StepOutcome.Denied => new(sv: "nekar", en: "denies"),
        StepOutcome.NotReached => new(sv: "ej nått", en: "not reached"),
    };

    internal static Text Of(Rank rank) => rank switch
    {
        Policies.Model.Rank.Notice => new(sv: "meddelandet", en: "the notice"),
        Policies.Model.Rank.Supplement => new(sv: "ett tillägg", en: "a supplement"),
        Policies.Model.Rank.Framework => new(sv: "ett ramverk", en: "a framework"),
        Policies.Model.Rank.Law => new(sv: "lagen", en: "the law"),
    };

    internal static Text Of(LegalBasis basis) => basis switch
    {
        LegalBasis.None => new(sv: "ingen", en: "none"),
        LegalBasis.Consent => new(sv: "samtycke", en: "consent"),
        LegalBasis.Contract => new(sv: "avtal", en: "contract"),
        LegalBasis.LegalObligation => new(sv: "rättslig förpliktelse", en: "legal obligation"),
        LegalBasis.VitalInterest => new(sv: "grundläggande intresse", en: "vital interest"),
        LegalBasis.PublicTask => new(sv: "allmänt intresse", en: "public task"),
        LegalBasis.LegitimateInterest => new(sv: "berättigat intresse", en: "legitimate interest"),
        LegalBasis.Notice => new(sv: "information i meddelandet", en: "notice given"),
    };
}
