using Ombud.Layout;
using Ombud.Policies.Model;

namespace Ombud.Notices.Registers;

/// <summary>The texts of the register of processing.</summary>
internal static class ProcessingTexts
{
    internal static readonly Text Title = new(sv: "Vad vi gör med uppgifter", en: "What we do with data");
    internal static readonly Text Says = new(
        sv: "Registret över behandlingar: varje ändamål med rättslig grund, uppgifter, mottagare och tid.",
        en: "The register of processing: each purpose with its legal basis, data, recipients and retention.");

    internal static readonly Text Interests = new(sv: "Våra berättigade intressen", en: "Our legitimate interests");
    internal static readonly Text InterestsSay = new(
        sv: "När vi stöder oss på ett berättigat intresse står det här vilket det är och hur vi har vägt det mot ditt. Du kan alltid "
            + "invända.",
        en: "Where we rely on a legitimate interest, it stands here which one it is and how we have weighed it against yours. You can "
            + "always object.");

    internal static readonly Text Object = new(sv: "Gör en invändning", en: "Make an objection");
    internal static readonly Text Purpose = new(sv: "Ändamål", en: "Purpose");
    internal static readonly Text Interest = new(sv: "Intresse", en: "Interest");
    internal static readonly Text Balancing = new(sv: "Hur det har vägts", en: "How it was weighed");
    internal static readonly Text Where = new(sv: "Enligt", en: "Under");
    internal static readonly Text Bases = new(sv: "Rättsliga grunder", en: "Legal bases");
    internal static readonly Text Basis = new(sv: "Grund", en: "Basis");
    internal static readonly Text ForWhom = new(sv: "För vilka", en: "For whom");
    internal static readonly Text Detail = new(sv: "Lag eller intresse", en: "Law or interest");
    internal static readonly Text Controllers = new(sv: "Ansvariga", en: "Controllers");
    internal static readonly Text AllCompanies = new(sv: "alla bolag i koncernen", en: "every company of the group");
    internal static readonly Text Recipients = new(sv: "Mottagare", en: "Recipients");
    internal static readonly Text NoRecipients = new(sv: "inga", en: "none");
    internal static readonly Text Retention = new(sv: "Tid", en: "Retention");
    internal static readonly Text Months = new(sv: "{0}: {1} månader ({2})", en: "{0}: {1} months ({2})");
    internal static readonly Text ByCategory = new(
        sv: "efter de regler som gäller för varje slag av uppgift", en: "by the rules for each kind of data");

    internal static Text Of(LegalBasis basis) => basis switch
    {
        LegalBasis.None => new(sv: "ingen: nekas", en: "none: denied"),
        LegalBasis.Consent => new(sv: "samtycke", en: "consent"),
        LegalBasis.Contract => new(sv: "avtal, eller steg före ett", en: "contract, or steps before one"),
        LegalBasis.LegalObligation => new(sv: "rättslig förpliktelse", en: "legal obligation"),
        LegalBasis.VitalInterest => new(sv: "någons liv och hälsa", en: "somebody's vital interests"),
        LegalBasis.PublicTask => new(sv: "uppgift av allmänt intresse", en: "task in the public interest"),
        LegalBasis.LegitimateInterest => new(sv: "berättigat intresse", en: "legitimate interest"),
        LegalBasis.Notice => new(sv: "information i det här meddelandet", en: "information in this notice"),
    };
}
