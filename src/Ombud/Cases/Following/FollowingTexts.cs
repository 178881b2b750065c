using Ombud.Layout;

namespace Ombud.Cases.Following;

/// <summary>The texts of following one's cases.</summary>
internal static class FollowingTexts
{
    internal static readonly Text Title = new(sv: "Mina ärenden", en: "My requests");
    internal static readonly Text Says = new(
        sv: "Vad du har bett oss om, hur långt vi har kommit och vad du kan göra.",
        en: "What you have asked us for, how far we have come and what you can do.");

    internal static readonly Text ToConfirm = new(sv: "Begäranden som kom med din adress", en: "Requests that came with your address");
    internal static readonly Text ToConfirmSays = new(
        sv: "Någon har lämnat dem med din e-postadress. Är de dina, bekräfta dem; annars behöver du inte göra något.",
        en: "Somebody made them with your e-mail address. If they are yours, confirm them; otherwise you need not do anything.");
    internal static readonly Text Confirm = new(sv: "Ja, den är min", en: "Yes, it is mine");
    internal static readonly Text ShowAgain = new(sv: "Visa igen att det är du", en: "Show again that it is you");
    internal static readonly Text ShowAgainSays = new(
        sv: "Vi behöver vara säkra på att det är du. Har du inte nyss loggat in får du en ny kod först.",
        en: "We need to be sure that it is you. If you have not signed in just now, you get a new code first.");
    internal static readonly Text Own = new(sv: "Dina ärenden", en: "Your requests");
    internal static readonly Text None = new(sv: "Du har inga ärenden hos oss.", en: "You have no requests with us.");
    internal static readonly Text New = new(sv: "Gör en ny begäran", en: "Make a new request");

    internal static readonly Text What = new(sv: "Vad", en: "What");
    internal static readonly Text Company = new(sv: "Bolag", en: "Company");
    internal static readonly Text ReceivedOn = new(sv: "Inkom", en: "Received");
    internal static readonly Text Stage = new(sv: "Läge", en: "Where it is");
    internal static readonly Text LastDay = new(sv: "Svar senast", en: "Answered by");
    internal static readonly Text NoClock = new(sv: "Ingen lag sätter en dag", en: "No law sets a day");
    internal static readonly Text StoodStill = new(
        sv: "Klockan står still tills du har svarat", en: "The clock stands still until you have replied");
    internal static readonly Text Overdue = new(sv: "Försenat", en: "Overdue");
    internal static readonly Text Extended = new(sv: "Förlängt", en: "Lengthened");
    internal static readonly Text PartOf = new(sv: "Del av ärende", en: "Part of case");
    internal static readonly Text Number = new(sv: "Nummer", en: "Number");

    internal static readonly Text WhyThen = new(sv: "Varför just den dagen", en: "Why that day");
    internal static readonly Text WhyThenSays = new(
        sv: "Den strängaste av de regler som gäller för dig och bolaget bestämmer.",
        en: "The strictest of the rules that apply to you and to the company decides.");
    internal static readonly Text Rule = new(sv: "Regel", en: "Rule");
    internal static readonly Text Ends = new(sv: "Sista dag", en: "Last day");
    internal static readonly Text Decides = new(sv: "bestämmer", en: "decides");

    internal static readonly Text History = new(sv: "Vad som har hänt", en: "What has happened");
    internal static readonly Text OldestFirst = new(sv: "Äldst först", en: "Oldest first");
    internal static readonly Text Event = new(sv: "Händelse", en: "Event");
    internal static readonly Text When = new(sv: "När", en: "When");
    internal static readonly Text Who = new(sv: "Vem", en: "Who");
    internal static readonly Text Wrote = new(sv: "Meddelande", en: "Message");
    internal static readonly Text CameIn = new(sv: "Begäran kom in", en: "The request came in");
    internal static readonly Text Reply = new(sv: "Skriv till oss", en: "Write to us");
    internal static readonly Text Message = new(sv: "Ditt meddelande", en: "Your message");
    internal static readonly Text SendMessage = new(sv: "Skicka", en: "Send");
    internal static readonly Text TakeBack = new(sv: "Ta tillbaka begäran", en: "Take the request back");
    internal static readonly Text TakeBackSays = new(
        sv: "Då avslutas ärendet utan svar. Du kan göra en ny begäran när du vill.",
        en: "The case is then closed without an answer. You can make a new request whenever you like.");
    internal static readonly Text Outcome = new(sv: "Beslut", en: "Decision");
    internal static readonly Text Why = new(sv: "Skäl", en: "Reason");
    internal static readonly Text Contacts = new(sv: "Frågor om ärendet", en: "Questions about the case");
    internal static readonly Text NotContent = new(sv: "Om du inte är nöjd", en: "If you are not content");
    internal static readonly Text IsClosed = new(
        sv: "Ärendet är avslutat. Gör en ny begäran i stället.", en: "The case is closed. Make a new request instead.");
    internal static readonly Text PickUp = new(sv: "Hämta dina uppgifter", en: "Pick up your data");
    internal static readonly Text PickUpSays = new(
        sv: "De ligger på dina egna sidor och skickas inte med e-post.",
        en: "They are on your own pages, and are not sent by e-mail.");
    internal static readonly Text AsReport = new(sv: "som rapport att läsa eller skriva ut", en: "as a report to read or print");
    internal static readonly Text AsPaper = new(sv: "som rapport i PDF", en: "as a report in PDF");
    internal static readonly Text AsJson = new(sv: "som data (JSON)", en: "as data (JSON)");
    internal static readonly Text ToTakeAlong = new(
        sv: "som filer att ta med till någon annan", en: "as files to take along to somebody else");
}
