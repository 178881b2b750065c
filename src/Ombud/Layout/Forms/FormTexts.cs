namespace Ombud.Layout.Forms;

/// <summary>The texts that forms have in common.</summary>
internal static class FormTexts
{
    internal static readonly Text ByLaw = new(sv: "Obligatoriskt enligt lag", en: "Compulsory by law");
    internal static readonly Text ByContract = new(sv: "Obligatoriskt enligt avtal", en: "Compulsory by contract");
    internal static readonly Text Voluntary = new(sv: "Frivilligt", en: "Voluntary");
    internal static readonly Text IfNotGiven = new(sv: "Om du avstår:", en: "If you decline:");
    internal static readonly Text Choose = new(sv: "Välj …", en: "Choose …");
    internal static readonly Text Error = new(sv: "Fel:", en: "Error:");
    internal static readonly Text ThereIsAProblem = new(
        sv: "Något i formuläret behöver rättas",
        en: "Something in the form needs correcting");

    internal static readonly Text SendSafely = new(
        sv: "Innan du skickar",
        en: "Before you send");

    internal static readonly Text NoGuarantee = new(
        sv: "Ingen överföring över internet är helt säker. Vi krypterar det du skickar, men kan inte garantera "
            + "att det når oss utan att någon annan kommer åt det.",
        en: "No transmission over the internet is wholly secure. We encrypt what you send, but cannot guarantee that it "
            + "reaches us without anybody else getting at it.");

    internal static readonly Text OtherWays = new(
        sv: "Du kan i stället höra av dig per telefon, med brev eller genom att komma till oss. Post och besök:",
        en: "You may instead phone us, write by post or come in person. Post and visits:");
}
