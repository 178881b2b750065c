using Ombud.Layout;

namespace Ombud.Cases.Letters;

/// <summary>The texts of the steps after an answer, in letters and on pages.</summary>
internal static class RecourseTexts
{
    internal static readonly Text ToBody = new(
        sv: "Du kan gå vidare till ett oberoende organ: {0}.", en: "You may go on to an independent body: {0}.");
    internal static readonly Text ToPanel = new(
        sv: "Som en sista utväg kan du begära bindande skiljeförfarande: {0}.",
        en: "As a last resort you may ask for binding arbitration: {0}.");
    internal static readonly Text NoMore = new(
        sv: "{0} tar inte längre emot ärenden; där finns inget att söka.",
        en: "{0} takes no cases any more; there is nothing to seek there.");

    internal static readonly Text Conditions = new(sv: "Villkor:", en: "Conditions:");
    internal static readonly Text Taken = new(sv: "Prövat", en: "Tried");
    internal static readonly Text BeenThereSays = new(
        sv: "Har du prövat ett steg utan att det hjälpte, notera det här. Det kan öppna fler steg.",
        en: "If you have tried a step and it did not help, note it here. That may open further steps.");
    internal static readonly Text BeenThere = new(
        sv: "Jag har varit där utan att det hjälpte", en: "I have been there and it did not help");
    internal static readonly Text StaffBeenThereSays = new(
        sv: "Berättar personen att ett steg har prövats utan att det hjälpte, notera det här. Det kan öppna fler steg.",
        en: "If the person tells that a step was tried and did not help, note it here. That may open further steps.");
    internal static readonly Text StaffBeenThere = new(
        sv: "Personen har varit där utan att det hjälpte", en: "The person has been there and it did not help");
    internal static readonly Text AuthorityAlone = new(sv: "Tillsynsmyndigheten", en: "The supervisory authority");
    internal static readonly Text Authority = new(sv: "tillsynsmyndigheten", en: "the supervisory authority");
    internal static readonly Text StaffTitle = new(
        sv: "Vart personen kan gå vidare", en: "Where the person can go on");
}
