using Ombud.Layout;
using Ombud.Notices.Transfers;
using Ombud.Policies.Model;

namespace Ombud.Notices.Registers;

/// <summary>The texts of the registers: companies, recipients, safeguards, collection points, cookies.</summary>
internal static class RegisterTexts
{
    internal static readonly Text Companies = new(sv: "Våra bolag", en: "Our companies");
    internal static readonly Text CompaniesSays = new(
        sv: "Bolagen och varumärkena som meddelandet gäller för, och vad de gör.",
        en: "The companies and brands that the notice speaks for, and what they do.");

    internal static readonly Text LegalName = new(sv: "Juridiskt namn", en: "Legal name");
    internal static readonly Text EstablishedIn = new(sv: "Etablerat i", en: "Established in");
    internal static readonly Text Serves = new(sv: "Tjänster i", en: "Services in");
    internal static readonly Text Everywhere = new(sv: "hela världen", en: "the whole world");
    internal static readonly Text Services = new(sv: "Tjänster", en: "Services");
    internal static readonly Text Certifications = new(sv: "Certifieringar", en: "Certifications");
    internal static readonly Text Parent = new(sv: "Moderbolag", en: "Parent company");
    internal static readonly Text Affiliate = new(sv: "Koncernbolag", en: "Group company");
    internal static readonly Text Client = new(sv: "Kund, själv ansvarig", en: "Client, a controller itself");
    internal static readonly Text ProcessorIs = new(sv: "Personuppgiftsbiträde", en: "Its processor");
    internal static readonly Text FilterByCountry = new(sv: "Visa bolag i eller för", en: "Show companies in or for");
    internal static readonly Text AllCountries = new(sv: "Visa alla", en: "Show all");
    internal static readonly Text CompaniesShown = new(sv: "{0} av {1} bolag visas.", en: "{0} of {1} companies are shown.");
    internal static readonly Text IncludingHr = new(
        sv: "även uppgifter om anställda och sökande",
        en: "data of staff and applicants too");

    internal static readonly Text Recipients = new(sv: "Mottagare", en: "Recipients");
    internal static readonly Text RecipientsSays = new(
        sv: "Till vilka uppgifter kan lämnas ut, och enligt vilket avtal.",
        en: "To whom data may be disclosed, and under which agreement.");

    internal static readonly Text Kinds = new(sv: "Slag av mottagare", en: "Kinds of recipient");
    internal static readonly Text KindsOf = new(sv: "Slag", en: "Kind");
    internal static readonly Text Means = new(sv: "Vilka de är", en: "Who they are");
    internal static readonly Text Covered = new(sv: "Omfattas av meddelandet?", en: "Covered by this notice?");
    internal static readonly Text OfTheGroup = new(sv: "Ja, ingår i koncernen", en: "Yes, of the group");
    internal static readonly Text ThirdParty = new(
        sv: "Nej, utomstående med eget meddelande",
        en: "No, a third party with a notice of its own");

    internal static readonly Text Named = new(sv: "Namngivna mottagare", en: "Named recipients");
    internal static readonly Text Name = new(sv: "Namn", en: "Name");
    internal static readonly Text Functions = new(sv: "Uppgift", en: "Function");
    internal static readonly Text Country = new(sv: "Land", en: "Country");
    internal static readonly Text Agreement = new(sv: "Avtal", en: "Agreement");
    internal static readonly Text OwnNotice = new(sv: "Eget integritetsmeddelande", en: "Its own privacy notice");
    internal static readonly Text InForceState = new(sv: "I kraft", en: "In force");
    internal static readonly Text UpcomingState = new(sv: "Ännu inte i kraft", en: "Not yet in force");
    internal static readonly Text EndedState = new(sv: "Upphört", en: "Ended");
    internal static readonly Text UnfitState = new(sv: "Bär ingen överföring", en: "Carries no transfer");
    internal static readonly Text FromTo = new(sv: "{0} till {1}", en: "{0} to {1}");
    internal static readonly Text From = new(sv: "från {0}", en: "from {0}");
    internal static readonly Text NoAgreement = new(sv: "Inget", en: "None");

    internal static readonly Text Safeguards = new(sv: "Skydd vid överföring", en: "Transfer safeguards");
    internal static readonly Text SafeguardsSays = new(
        sv: "Vad som skyddar uppgifter som lämnar EES, Storbritannien eller Schweiz – och om det gäller i dag.",
        en: "What protects data that leaves the EEA, the United Kingdom or Switzerland – and whether it holds today.");

    internal static readonly Text TheRoutes = new(sv: "Vägarna", en: "The routes");
    internal static readonly Text TheInstruments = new(sv: "Instrumenten", en: "The instruments");
    internal static readonly Text Route = new(sv: "Väg", en: "Route");
    internal static readonly Text Mechanism = new(sv: "Lagens mekanism", en: "The law’s mechanism");
    internal static readonly Text MechanismDays = new(sv: "Mekanismen gäller", en: "The mechanism holds");
    internal static readonly Text OwnDays = new(sv: "Vårt instrument gäller", en: "Our instrument holds");
    internal static readonly Text Today = new(sv: "I dag", en: "Today");
    internal static readonly Text EndedBy = new(sv: "Avslutad genom {0}.", en: "Ended by {0}.");
    internal static readonly Text Missing = new(sv: "Lagen kräver också: {0}.", en: "The law also demands: {0}.");
    internal static readonly Text TooLate = new(
        sv: "Slutet efter den sista dagen för nya avtal, {0}.",
        en: "Concluded after the last day for new contracts, {0}.");

    internal static readonly Text ResemblesNothing = new(
        sv: "Lagens data känner ingen sådan mekanism.",
        en: "The law’s data knows no such mechanism.");

    internal static readonly Text Copies = new(
        sv: "Du får en kopia av ett skydd om du ber om den. Skriv till oss:",
        en: "You get a copy of a safeguard when you ask for one. Write to us:");

    internal static readonly Text Uk = new(sv: "Storbritannien", en: "United Kingdom");
    internal static readonly Text Ch = new(sv: "Schweiz", en: "Switzerland");
    internal static readonly Text AnyCountry = new(sv: "mottagarens land", en: "the importer’s country");
    internal static readonly Text PictureSays = new(
        sv: "Bild av vägarna: heldragen linje gäller i dag, prickad gäller inte. Allt i bilden står också i tabellen.",
        en: "Picture of the routes: a full line holds today, a dotted one does not. All of it stands in the table too.");

    internal static readonly Text Points = new(sv: "Där vi samlar in", en: "Where we collect");
    internal static readonly Text PointsSays = new(
        sv: "Varje ställe där uppgifter samlas in, med fält och ändamål. Det som inte står här samlas inte in.",
        en: "Every point at which data is collected, with its fields and purposes. What is not here is not collected.");

    internal static readonly Text Categories = new(sv: "Vilka slags uppgifter det är", en: "What kinds of data there are");
    internal static readonly Text CategoriesSay = new(
        sv: "Varje fält ovan hör till en kategori. Här står exempel på vad som ingår i var och en.",
        en: "Every field above belongs to a category. Here are examples of what each one holds.");

    internal static readonly Text Situation = new(sv: "Situation", en: "Situation");
    internal static readonly Text Channel = new(sv: "Kanal", en: "Channel");
    internal static readonly Text Controller = new(sv: "Personuppgiftsansvarig", en: "Controller");
    internal static readonly Text Subject = new(sv: "Vem som fyller i", en: "Who fills it in");
    internal static readonly Text Purposes = new(sv: "Ändamål", en: "Purposes");
    internal static readonly Text Fields = new(sv: "Fält", en: "Fields");
    internal static readonly Text Field = new(sv: "Fält", en: "Field");
    internal static readonly Text Category = new(sv: "Slag av uppgift", en: "Data category");
    internal static readonly Text NotPersonal = new(sv: "Ingen personuppgift", en: "Not personal data");
    internal static readonly Text Required = new(sv: "Krav", en: "Required?");
    internal static readonly Text Consequence = new(sv: "Om du avstår", en: "If you decline");
    internal static readonly Text OfOther = new(sv: "om en annan person", en: "about another person");
    internal static readonly Text PublicPoint = new(sv: "Blir offentligt", en: "Becomes public");
    internal static readonly Text StaffPoint = new(sv: "Fylls i av personal", en: "Filled in by staff");

    internal static readonly Text Cookies = new(sv: "Kakor", en: "Cookies");
    internal static readonly Text CookiesSays = new(
        sv: "Vilka kakor, webbfyrar och lagrade poster varje webbplats använder, och hur du säger nej.",
        en: "Which cookies, beacons and stored entries each site uses, and how you refuse them.");

    internal static readonly Text Provider = new(sv: "Sätts av", en: "Set by");
    internal static readonly Text KindOfEntry = new(sv: "Slag", en: "Kind");
    internal static readonly Text ServesWhat = new(sv: "Till för", en: "Serves");
    internal static readonly Text Lifetime = new(sv: "Livslängd", en: "Lifetime");
    internal static readonly Text SessionOnly = new(sv: "tills du stänger webbläsaren", en: "until you close the browser");
    internal static readonly Text Days = new(sv: "{0} dagar", en: "{0} days");
    internal static readonly Text OneDay = new(sv: "1 dag", en: "1 day");
    internal static readonly Text NoCookies = new(sv: "Webbplatsen sätter inga kakor.", en: "The site sets no cookies.");
    internal static readonly Text RunBy = new(sv: "Drivs av {0}.", en: "Run by {0}.");
    internal static readonly Text BrowserHelp = new(sv: "Inställningar i din webbläsare", en: "Settings in your browser");
    internal static readonly Text BrowserHelpSays = new(
        sv: "I webbläsaren kan du varnas för, neka och ta bort kakor:",
        en: "In your browser you can be warned of, refuse and remove cookies:");

    internal static readonly Text YourBrowser = new(sv: "din webbläsare", en: "your browser");

    internal static Text Of(PartyRole role) => role switch
    {
        PartyRole.Parent => Parent,
        PartyRole.Affiliate => Affiliate,
        PartyRole.ClientController => Client,
    };

    internal static Text Of(Situation situation) => situation switch
    {
        Policies.Model.Situation.Website => new(sv: "webbplats", en: "website"),
        Policies.Model.Situation.App => new(sv: "app", en: "app"),
        Policies.Model.Situation.Event => new(sv: "evenemang", en: "event"),
        Policies.Model.Situation.Service => new(sv: "tjänst", en: "service"),
        Policies.Model.Situation.Recruitment => new(sv: "rekrytering", en: "recruitment"),
        Policies.Model.Situation.Marketing => new(sv: "marknadsföring", en: "marketing"),
        Policies.Model.Situation.Supply => new(sv: "leverans till oss", en: "supply to us"),
    };

    internal static Text Of(Channel channel) => channel switch
    {
        Policies.Model.Channel.Web => new(sv: "webben", en: "the web"),
        Policies.Model.Channel.App => new(sv: "app", en: "an app"),
        Policies.Model.Channel.Phone => new(sv: "telefon", en: "phone"),
        Policies.Model.Channel.InPerson => new(sv: "personligt möte", en: "in person"),
        Policies.Model.Channel.File => new(sv: "fil", en: "a file"),
        Policies.Model.Channel.ThirdParty => new(sv: "utomstående", en: "a third party"),
        Policies.Model.Channel.Public => new(sv: "offentlig källa", en: "a public source"),
    };

    internal static Text Of(CookiePurpose purpose) => purpose switch
    {
        CookiePurpose.Login => new(sv: "inloggning", en: "login"),
        CookiePurpose.Personal => new(sv: "personligare besök", en: "a more personal visit"),
        CookiePurpose.Analysis => new(sv: "analys", en: "analysis"),
    };

    internal static Text Of(CookieKind kind) => kind switch
    {
        CookieKind.Cookie => new(sv: "kaka", en: "cookie"),
        CookieKind.Beacon => new(sv: "webbfyr", en: "beacon"),
        CookieKind.Storage => new(sv: "lagrad post", en: "stored entry"),
    };

    internal static Text Of(SafeguardState state) => state switch
    {
        SafeguardState.InForce => InForceState,
        SafeguardState.Upcoming => UpcomingState,
        SafeguardState.Ended => EndedState,
        SafeguardState.Unfit => UnfitState,
    };
}
