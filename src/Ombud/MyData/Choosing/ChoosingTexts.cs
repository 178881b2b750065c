using Ombud.Layout;

namespace Ombud.MyData.Choosing;

/// <summary>The texts of one's choices.</summary>
internal static class ChoosingTexts
{
    internal static readonly Text Title = new(sv: "Mina val", en: "My choices");
    internal static readonly Text Says = new(
        sv: "Säg ja och nej till hur uppgifterna används. Bredvid varje ändamål ser du vad som gäller just nu.",
        en: "Say yes and no to how the data is used. Beside each purpose you see what applies right now.");

    internal static readonly Text Done = new(sv: "Sparat. Det gäller från nu.", en: "Saved. It applies from now.");
    internal static readonly Text NotDone = new(sv: "Det valet finns inte. Ingenting ändrades.",
        en: "There is no such choice. Nothing changed.");

    internal static readonly Text Marketing = new(sv: "Marknadsföring", en: "Marketing");
    internal static readonly Text StopMarketing = new(sv: "Stoppa all marknadsföring", en: "Stop all marketing");
    internal static readonly Text AllowMarketing = new(sv: "Ta tillbaka stoppet", en: "Take the stop back");
    internal static readonly Text MarketingStopped = new(
        sv: "All marknadsföring är stoppad.", en: "All marketing is stopped.");

    internal static readonly Text Consents = new(sv: "Det du bestämmer med ditt samtycke", en: "What your consent decides");
    internal static readonly Text Others = new(sv: "Det som vilar på annan grund", en: "What rests on other grounds");
    internal static readonly Text Give = new(sv: "Samtyck", en: "Consent");
    internal static readonly Text Withdraw = new(sv: "Återkalla", en: "Withdraw");
    internal static readonly Text Object = new(sv: "Invänd", en: "Object");
    internal static readonly Text TakeBack = new(sv: "Ta tillbaka invändningen", en: "Take the objection back");

    internal static readonly Text NoAnswer = new(sv: "Inte besvarat", en: "Not answered");
    internal static readonly Text GivenSince = new(sv: "Samtycke sedan {0}, version {1}", en: "Consent since {0}, version {1}");
    internal static readonly Text RefusedSince = new(sv: "Nekat {0}, version {1}", en: "Refused {0}, version {1}");
    internal static readonly Text WithdrawnSince = new(sv: "Återkallat {0}, version {1}", en: "Withdrawn {0}, version {1}");
    internal static readonly Text ObjectionPending = new(
        sv: "Du har invänt; användningen är stoppad medan vi prövar skälen.",
        en: "You have objected; the use is stopped while the reasons are weighed.");

    internal static readonly Text ObjectionUpheld = new(sv: "Din invändning gäller.", en: "Your objection stands.");
    internal static readonly Text ObjectionRejected = new(sv: "Din invändning avslogs.", en: "Your objection was rejected.");

    internal static readonly Text MayBeUsed = new(sv: "Får användas", en: "May be used");
    internal static readonly Text MayNot = new(sv: "Får inte användas", en: "May not be used");
    internal static readonly Text Clause = new(sv: "Vad meddelandet säger", en: "What the notice says");

    internal static readonly Text Restriction = new(sv: "Begränsning", en: "Restriction");
    internal static readonly Text RestrictionSays = new(
        sv: "Be oss att bara lagra uppgifterna, till exempel medan något prövas. Du kan häva begränsningen när du vill; vi häver den "
            + "inte förrän vi har sagt till dig. Anslutna system får veta båda delarna.",
        en: "Ask us only to store the data, for instance while something is looked into. You can lift the restriction whenever you "
            + "want; we do not lift it before we have told you. Connected systems hear of both.");

    internal static readonly Text Restrict = new(sv: "Begränsa behandlingen", en: "Restrict the processing");
    internal static readonly Text Lift = new(sv: "Häv begränsningen", en: "Lift the restriction");
    internal static readonly Text IsRestricted = new(sv: "Behandlingen är begränsad.", en: "The processing is restricted.");
    internal static readonly Text Back = new(sv: "Mina uppgifter", en: "My data");
    internal static readonly Text FieldSeparator = new(sv: "{0}: {1}", en: "{0}: {1}");
}
