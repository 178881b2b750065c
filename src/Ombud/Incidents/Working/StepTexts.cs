using Ombud.Layout;

namespace Ombud.Incidents.Working;

/// <summary>What the forms for steps and for the people affected say.</summary>
internal static class StepTexts
{
    public static readonly Text Day = new(sv: "Dag", en: "Day");
    public static readonly Text Time = new(sv: "Klockslag", en: "Time");
    public static readonly Text WhenHint = new(sv: "Lämna tomt för nu.", en: "Leave empty for now.");
    public static readonly Text WhichAuthority = new(sv: "Vilken myndighet", en: "Which authority");
    public static readonly Text AuthorityMissing = new(sv: "Välj myndigheten.", en: "Choose the authority.");
    public static readonly Text DelayReason = new(
        sv: "Skälen till dröjsmålet, om tiden har gått ut; annars myndighetens diarienummer",
        en: "The reasons for the delay, if the time has run out; else the authority's reference");
    public static readonly Text Supplement = new(sv: "Vad som nu har meddelats", en: "What has now been told");
    public static readonly Text Reason = new(sv: "Skäl", en: "Reason");
    public static readonly Text Ground = new(sv: "Grund", en: "Ground");
    public static readonly Text TellSays = new(
        sv: "Ett brev går till var och en på listan, på båda språken, med kontaktuppgifterna för där de bor. Skriv klart och enkelt. "
        + "Den som håller på att raderas skrivs inte till.",
        en: "A letter goes to everybody on the list, in both languages, with the contacts for where they live. Write clearly and plainly. "
        + "Whoever is being erased is not written to.");
    public static readonly Text NatureIn = new(sv: "Vad som har hänt ({0})", en: "What has happened ({0})");
    public static readonly Text ConsequencesIn = new(sv: "Vad det kan innebära ({0})", en: "What it may mean ({0})");
    public static readonly Text MeasuresIn = new(
        sv: "Vad vi gör och vad de kan göra ({0})", en: "What we do and what they can do ({0})");
    public static readonly Text WordsMissing = new(
        sv: "Skriv alla tre delarna på båda språken.", en: "Write all three parts in both languages.");

    public static readonly Text Seek = new(sv: "Sök efter dem som berörs", en: "Look for the people affected");
    public static readonly Text SeekSays = new(
        sv: "Sökningen går genom registret över utlämnanden, spåret och uppgifterna som finns. Den som har raderats hittas inte. "
        + "Antalet står kvar när någon raderas senare; vem det var gör det inte.",
        en: "The search goes through the register of disclosures, the trail and the records held. Whoever has been erased is not found. "
        + "The number stays when somebody is erased later; who it was does not.");
    public static readonly Text SeekBy = new(sv: "Sök efter", en: "Look for");
    public static readonly Text SeekWord = new(sv: "Id", en: "Id");
    public static readonly Text OnlyCategories = new(
        sv: "Bara incidentens kategorier", en: "Only the incident's categories");
    public static readonly Text KindMissing = new(sv: "Välj vad sökningen gäller.", en: "Choose what is looked for.");
    public static readonly Text WordMissing = new(sv: "Ange id.", en: "Give the id.");
    public static readonly Text WordWrong = new(
        sv: "Det finns inget sådant id i meddelandet, eller det är inget id för en person.",
        en: "The notice has no such id, or it is no id of a person.");
    public static readonly Text PeriodWrong = new(
        sv: "Ange när tiden börjar och slutar, som 2026-11-25 och 14:05.",
        en: "Give when the period begins and ends, as 2026-11-25 and 14:05.");
    public static readonly Text Busy = new(
        sv: "En sökning eller ett utskick pågår redan.", en: "A search or letters go on already.");
    public static readonly Text Begin = new(sv: "Sök", en: "Search");

    public static readonly Text Runs = new(sv: "Sökningar och utskick", en: "Searches and letters");
    public static readonly Text NoRuns = new(sv: "Ingen har sökt än.", en: "Nobody has looked yet.");
    public static readonly Text Began = new(sv: "Började", en: "Began");
    public static readonly Text What = new(sv: "Vad", en: "What");
    public static readonly Text Came = new(sv: "Resultat", en: "Result");
    public static readonly Text Progress = new(sv: "{0} % klart", en: "{0} % done");
    public static readonly Text FoundSays = new(sv: "{0} personer, omkring {1} uppgifter", en: "{0} people, about {1} records");
    public static readonly Text ToldSays = new(
        sv: "{0} brev, {1} utan adress, {2} håller på att raderas", en: "{0} letters, {1} without an address, {2} being erased");
    public static readonly Text Letters = new(sv: "Brev till dem som berörs", en: "Letters to the people affected");
    public static readonly Text Counts = new(sv: "Antal efter var de bor", en: "Numbers by where they live");
    public static readonly Text Residence = new(sv: "Land", en: "Country");
    public static readonly Text HowMany = new(sv: "Antal", en: "Number");
    public static readonly Text Regimes = new(sv: "Lag som gäller", en: "Law that applies");
    public static readonly Text Authorities = new(sv: "Myndigheter", en: "Authorities");
    public static readonly Text List = new(sv: "Listan, högst 200", en: "The list, 200 at most");
    public static readonly Text ListSays = new(
        sv: "Utan dem som har raderats sedan de hittades.", en: "Without those who have been erased since they were found.");
    public static readonly Text Subject = new(sv: "Person", en: "Person");
    public static readonly Text State = new(sv: "Läge", en: "State");

    public static readonly Text NotificationTitle = new(
        sv: "Anmälan av en personuppgiftsincident", en: "Notification of a personal data breach");
    public static readonly Text NotificationSays = new(
        sv: "Det som artikel 33.3 i GDPR begär. Det som inte är känt än kan skickas senare (artikel 33.4).",
        en: "What GDPR article 33(3) asks for. What is not known yet may follow later (article 33(4)).");
    public static readonly Text NatureOf = new(sv: "a) Incidentens art", en: "(a) Nature of the breach");
    public static readonly Text ContactOf = new(sv: "b) Kontaktpunkt", en: "(b) Contact point");
    public static readonly Text ConsequencesOf = new(sv: "c) Sannolika följder", en: "(c) Likely consequences");
    public static readonly Text MeasuresOf = new(sv: "d) Åtgärder", en: "(d) Measures");
    public static readonly Text DelayOf = new(sv: "Skäl till dröjsmålet", en: "Reasons for the delay");
    public static readonly Text SupplementsOf = new(sv: "Kompletteringar", en: "Supplements");
    public static readonly Text ApproximatePeople = new(sv: "Ungefärligt antal människor", en: "Approximate number of people");
    public static readonly Text ApproximateRecords = new(sv: "Ungefärligt antal uppgifter", en: "Approximate number of records");
    public static readonly Text NotCounted = new(sv: "Inte räknat än", en: "Not counted yet");
    public static readonly Text NotKnown = new(sv: "Inte känt än.", en: "Not known yet.");
}
