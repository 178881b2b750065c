using Ombud.Layout;

namespace Ombud.Cases.Working;

/// <summary>The texts of restricting somebody's data in their case, and of lifting that.</summary>
internal static class CaseRestrictionTexts
{
    internal static readonly Text Title = new(sv: "Begränsningen", en: "The restriction");
    internal static readonly Text IsOn = new(
        sv: "Personens uppgifter är begränsade: de lagras, och all annan användning nekas.",
        en: "The person's data is restricted: it is stored, and every other use is denied.");
    internal static readonly Text IsOff = new(sv: "Personens uppgifter är inte begränsade.", en: "The person's data is not restricted.");
    internal static readonly Text Restrict = new(sv: "Begränsa uppgifterna", en: "Restrict the data");
    internal static readonly Text TellSays = new(
        sv: "Innan begränsningen hävs måste personen få veta det. Brevet går direkt, och tre dagar senare kan den hävas.",
        en: "Before the restriction is lifted the person must be told. The letter goes at once, and three days later it can be lifted.");
    internal static readonly Text Tell = new(
        sv: "Säg till personen att begränsningen ska hävas", en: "Tell the person that the restriction will be lifted");
    internal static readonly Text LiftFrom = new(
        sv: "Personen har fått veta det. Begränsningen kan hävas från den {0}.",
        en: "The person has been told. The restriction can be lifted from {0} on.");
    internal static readonly Text Lift = new(sv: "Häv begränsningen", en: "Lift the restriction");
    internal static readonly Text NotNow = new(
        sv: "Det går inte nu: någon kan ha hunnit före, eller så har personen inte fått veta det tre dagar i förväg. Läs in sidan igen.",
        en: "That cannot be done now: somebody may have been quicker, or the person has not been told three days before. Load the page "
            + "again.");
}
