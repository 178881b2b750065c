using Ombud.Layout;

namespace Ombud.Cases.Working;

/// <summary>The texts of what a report sets going.</summary>
internal static class ActingTexts
{
    internal static readonly Text Erasures = new(sv: "Raderingar i ärendet", en: "Erasures of the case");
    internal static readonly Text Receipt = new(sv: "Kvitto", en: "Receipt");
    internal static readonly Text Done = new(sv: "Klar", en: "Done");
    internal static readonly Text GoesOn = new(sv: "Pågår", en: "Goes on");

    internal static readonly Text Child = new(sv: "Barnet", en: "The child");
    internal static readonly Text ChildSays = new(
        sv: "Är anmälan befogad raderas barnet genast och före andra; ärendet kan besvaras när det är klart. Är den inte befogad "
            + "avslås den, med skäl.",
        en: "If the report is founded, the child is erased at once and before others; the case can be answered when that is done. If it "
            + "is not founded, it is refused, with a reason.");
    internal static readonly Text Who = new(sv: "E-postadress eller id", en: "E-mail address or id");
    internal static readonly Text WhoHint = new(
        sv: "Den som anmälan gäller, inte den som anmäler.", en: "Of whom the report is about, not of whoever reports.");
    internal static readonly Text Search = new(sv: "Sök", en: "Search");
    internal static readonly Text Found = new(sv: "Vilka det kan vara", en: "Who it may be");
    internal static readonly Text NobodyFound = new(
        sv: "Vi vet inget om någon med den adressen eller det id:t.", en: "We know nothing of anybody with that address or id.");
    internal static readonly Text Since = new(sv: "Känd sedan", en: "Known since");
    internal static readonly Text Address = new(sv: "Adress", en: "Address");
    internal static readonly Text Proved = new(sv: "Bekräftad", en: "Proved");
    internal static readonly Text NotProved = new(sv: "Inte bekräftad", en: "Not proved");
    internal static readonly Text Act = new(sv: "Åtgärd", en: "Action");
    internal static readonly Text EraseChild = new(
        sv: "Det är ett barn under 13 år: radera", en: "This is a child under 13: erase");

    internal static readonly Text Account = new(sv: "Kontot", en: "The account");
    internal static readonly Text AccountSays = new(
        sv: "Den som är inloggad och anmäler sitt eget konto får det låst genast. För alla andra avgör du: en anmälan från en främling "
            + "låser ingen ute.",
        en: "Whoever is signed in and reports their own account has it locked at once. For everybody else you decide: a stranger's "
            + "report locks nobody out.");
    internal static readonly Text EndSessions = new(
        sv: "Avsluta alla inloggningar; kontot öppnas med en ny kod", en: "End all sessions; the account opens with a new code");
}
