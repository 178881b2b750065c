using Ombud.Layout;

namespace Ombud.Notices;

/// <summary>The texts around the notice, its versions and their differences.</summary>
internal static class NoticesTexts
{
    internal static readonly Text Notice = new(sv: "Integritetsmeddelande", en: "Privacy notice");
    internal static readonly Text NoticeSays = new(
        sv: "Vad som händer med dina uppgifter, klausul för klausul.",
        en: "What happens to your data, clause by clause.");

    internal static readonly Text Contents = new(sv: "Innehåll", en: "Contents");
    internal static readonly Text BackToTop = new(sv: "Till sidans början", en: "Back to the top");
    internal static readonly Text LinkToClause = new(sv: "Länk hit", en: "Link to this");
    internal static readonly Text HowKept = new(sv: "Så håller vi det", en: "How we keep this");
    internal static readonly Text AppliesFrom = new(sv: "Gäller från", en: "Applies from");
    internal static readonly Text AppliedUntil = new(sv: "Sista dag", en: "Last day");
    internal static readonly Text Version = new(sv: "Version", en: "Version");
    internal static readonly Text Digest = new(sv: "Kontrollsumma (SHA-256)", en: "Digest (SHA-256)");
    internal static readonly Text OtherVersions = new(sv: "Andra versioner", en: "Other versions");
    internal static readonly Text SeeAllVersions = new(
        sv: "Alla versioner, och vad som skiljer dem",
        en: "All versions, and what differs between them");

    internal static readonly Text Supplement = new(sv: "Tillägg", en: "Supplement");
    internal static readonly Text SupplementFor = new(sv: "Tillägg som gäller {0}", en: "Supplement that applies to {0}");
    internal static readonly Text Framework = new(
        sv: "Ramverkets regel, går före meddelandet",
        en: "A framework’s rule, prevails over the notice");

    internal static readonly Text ByLaw = new(sv: "Lagens regel", en: "A rule of law");
    internal static readonly Text ToCome = new(
        sv: "En ny version gäller från {0}.",
        en: "A new version applies from {0}.");

    internal static readonly Text ReadToCome = new(sv: "Läs vad som ändras", en: "Read what changes");
    internal static readonly Text HistoryTitle = new(sv: "Detta är historia.", en: "This is history.");
    internal static readonly Text History = new(
        sv: "Versionen gällde till och med {0} och gäller inte längre.",
        en: "This version applied until {0} and applies no longer.");

    internal static readonly Text NotYetTitle = new(sv: "Gäller inte än.", en: "Not yet in force.");
    internal static readonly Text NotYet = new(
        sv: "Versionen är publicerad och gäller från {0}.",
        en: "This version is published and applies from {0}.");

    internal static readonly Text ReadInForce = new(sv: "Läs versionen i kraft", en: "Read the version in force");

    internal static readonly Text Versions = new(sv: "Meddelandets versioner", en: "Versions of the notice");
    internal static readonly Text VersionsShort = new(sv: "Versioner", en: "Versions");
    internal static readonly Text VersionsSays = new(
        sv: "Ingen version skrivs över. Se vad som gällde vilken dag, och vad som har ändrats.",
        en: "No version is ever overwritten. See what applied on which day, and what has changed.");

    internal static readonly Text WhichDay = new(
        sv: "Vilken version gällde den dagen?",
        en: "Which version was in force on that day?");

    internal static readonly Text Day = new(sv: "Dag", en: "Day");
    internal static readonly Text DayHint = new(sv: "År-månad-dag, till exempel 2019-06-30.", en: "Year-month-day, such as 2019-06-30.");
    internal static readonly Text DayWrong = new(
        sv: "Skriv dagen som år-månad-dag, till exempel 2019-06-30.",
        en: "Write the day as year-month-day, such as 2019-06-30.");

    internal static readonly Text Show = new(sv: "Visa", en: "Show");
    internal static readonly Text OnThatDay = new(sv: "Den {0} gällde version", en: "On {0} the version in force was");
    internal static readonly Text NoneOnThatDay = new(
        sv: "Den {0} gällde ännu inget meddelande.",
        en: "On {0} no notice was in force yet.");

    internal static readonly Text InForceNow = new(sv: "I kraft", en: "In force");
    internal static readonly Text Earlier = new(sv: "Tidigare", en: "Earlier");
    internal static readonly Text Coming = new(sv: "Kommande", en: "To come");
    internal static readonly Text WhatIsNew = new(sv: "Vad den ändrade", en: "What it changed");
    internal static readonly Text State = new(sv: "Läge", en: "State");
    internal static readonly Text CompareWithBefore = new(sv: "Jämför med {0}", en: "Compare with {0}");
    internal static readonly Text Differences = new(sv: "Skillnader", en: "Differences");

    internal static readonly Text CompareTitle = new(sv: "Från {0} till {1}", en: "From {0} to {1}");
    internal static readonly Text CompareLead = new(
        sv: "{0} klausuler och inledningar är ändrade, {1} nya, {2} borttagna; {3} är lika.",
        en: "{0} clauses and introductions are changed, {1} new, {2} removed; {3} are the same.");

    internal static readonly Text Same = new(sv: "Ingenting skiljer de två texterna.", en: "Nothing differs between the two texts.");
    internal static readonly Text Changed = new(sv: "Ändrad", en: "Changed");
    internal static readonly Text Added = new(sv: "Ny", en: "New");
    internal static readonly Text Removed = new(sv: "Borttagen", en: "Removed");
    internal static readonly Text AddedWords = new(sv: "tillagt:", en: "added:");
    internal static readonly Text RemovedWords = new(sv: "borttaget:", en: "removed:");
    internal static readonly Text EndOfChange = new(sv: "slut på ändringen", en: "end of change");
    internal static readonly Text TheMeaning = new(sv: "Vad som ändras i sak", en: "What changes in substance");
    internal static readonly Text TheWords = new(sv: "Vad som ändras i text", en: "What changes in the text");

    internal static readonly Text Eea = new(sv: "EES", en: "EEA");
    internal static readonly Text WhereDoYouLive = new(sv: "Var bor du?", en: "Where do you live?");
}
