using Ombud.Layout;

namespace Ombud.MyData.Reading;

/// <summary>The texts of one's own data.</summary>
internal static class ReadingTexts
{
    internal static readonly Text Title = new(sv: "Mina uppgifter", en: "My data");
    internal static readonly Text Says = new(
        sv: "Allt vi har om dig: vad det är, var det kom ifrån, vad det används till, hur länge det sparas och vem som har fått det.",
        en: "Everything we hold about you: what it is, where it came from, what it serves, how long it is kept and who has received it.");

    internal static readonly Text Choices = new(sv: "Mina val", en: "My choices");
    internal static readonly Text Report = new(sv: "Läsbar rapport", en: "Readable report");
    internal static readonly Text Paper = new(sv: "Rapporten som PDF", en: "The report as a PDF");
    internal static readonly Text Download = new(sv: "Ladda ner som JSON", en: "Download as JSON");
    internal static readonly Text Erase = new(sv: "Radera mina uppgifter", en: "Erase my data");
    internal static readonly Text SignOut = new(sv: "Logga ut", en: "Sign out");

    internal static readonly Text Nothing = new(
        sv: "Vi har inga uppgifter som hör till dig.", en: "We hold no data that belongs to you.");

    internal static readonly Text TheData = new(sv: "Uppgifterna", en: "The data");
    internal static readonly Text Masked = new(sv: "Dold", en: "Hidden");
    internal static readonly Text ShowMasked = new(
        sv: "Visa de känsliga uppgifterna (kräver en ny kod)", en: "Show the sensitive data (takes a fresh code)");

    internal static readonly Text Field = new(sv: "Uppgift", en: "Item");
    internal static readonly Text Value = new(sv: "Värde", en: "Value");
    internal static readonly Text Source = new(sv: "Källa", en: "Source");
    internal static readonly Text Controller = new(sv: "Ansvarig", en: "Controller");
    internal static readonly Text UsedFor = new(sv: "Ändamål och rättslig grund", en: "Purposes and legal basis");
    internal static readonly Text Kept = new(sv: "Sparas till", en: "Kept until");
    internal static readonly Text NoEndYet = new(
        sv: "Slutdagen är inte bestämd än: den räknas från något som inte har hänt.",
        en: "No end date yet: it runs from something that has not happened.");

    internal static readonly Text Held = new(sv: "Hålls kvar: {0}", en: "On hold: {0}");
    internal static readonly Text HeldSays = new(sv: "ett rättsligt skäl stoppar raderingen", en: "a legal reason stops the deletion");
    internal static readonly Text File = new(sv: "Hämta filen {0}", en: "Fetch the file {0}");
    internal static readonly Text GivenAt = new(sv: "{0}, {1}", en: "{0}, {1}");
    internal static readonly Text FromAnother = new(sv: "Lämnad av en annan person", en: "Given by another person");
    internal static readonly Text FromPublic = new(sv: "Från en offentlig källa", en: "From a public source");
    internal static readonly Text Public = new(sv: "Synlig för alla", en: "Visible to everybody");

    internal static readonly Text Withheld = new(sv: "Det vi inte kan visa", en: "What we cannot show");
    internal static readonly Text WithheldSays = new(
        sv: "{0} har {1} uppgifter som inte kunde visas: {2}", en: "{0} holds {1} items that could not be shown: {2}");

    internal static readonly Text Rights = new(
        sv: "Dina rättigheter och våra tidsfrister där du bor", en: "Your rights and our deadlines where you live");
    internal static readonly Text Recipients = new(sv: "Vem som har fått uppgifterna", en: "Who has received the data");
    internal static readonly Text NoRecipients = new(
        sv: "Ingen utanför den ansvarige har fått uppgifter om dig.", en: "Nobody outside the controller has received data about you.");

    internal static readonly Text When = new(sv: "När", en: "When");
    internal static readonly Text Recipient = new(sv: "Mottagare", en: "Recipient");
    internal static readonly Text Country = new(sv: "Land", en: "Country");
    internal static readonly Text Safeguard = new(sv: "Skydd", en: "Safeguard");
    internal static readonly Text Purpose = new(sv: "Ändamål", en: "Purpose");
    internal static readonly Text Fields = new(sv: "Uppgifter", en: "Data");
    internal static readonly Text FilledIn = new(sv: "Ur vad du fyllde i", en: "From what you filled in");
    internal static readonly Text WentSays = new(
        sv: "Bild av vart dina uppgifter har gått: {0}.", en: "Picture of where your data has gone: {0}.");
    internal static readonly Text Categories = new(sv: "Kategorier", en: "Categories");

    internal static readonly Text History = new(sv: "Vad som har hänt", en: "What has happened");
    internal static readonly Text HistorySays = new(
        sv: "Varje händelse står i en logg som ingen kan ändra i efterhand. Med kvittot kan du själv bevisa det.",
        en: "Every event stands in a log that nobody can change afterwards. With the receipt you can prove it yourself.");

    internal static readonly Text Event = new(sv: "Händelse", en: "Event");
    internal static readonly Text About = new(sv: "Gäller", en: "About");
    internal static readonly Text Proof = new(sv: "Bevis", en: "Proof");
    internal static readonly Text InTree = new(sv: "I loggen", en: "In the log");
    internal static readonly Text Waiting = new(sv: "Väntar på signering", en: "Waiting to be signed");
    internal static readonly Text Receipt = new(sv: "Kvitto", en: "Receipt");
    internal static readonly Text ConsentRecord = new(sv: "Samtyckespost", en: "Consent record");

    internal static readonly Text JoinTitle = new(sv: "Är det här också du?", en: "Is this you as well?");
    internal static readonly Text JoinSays = new(
        sv: "Någon har lämnat uppgifter med din e-postadress innan du visade att den är din. Titta och bekräfta vad som är ditt.",
        en: "Somebody gave data with your e-mail address before you showed that it is yours. Look, and confirm what is yours.");

    internal static readonly Text JoinLink = new(sv: "Se vad som finns ({0})", en: "See what there is ({0})");

    /// <summary>A source in words, by the word that records carry.</summary>
    internal static Text SourceOf(string word) => word switch
    {
        "web" => new(sv: "Webbplats", en: "Website"),
        "app" => new(sv: "App", en: "App"),
        "phone" => new(sv: "Telefon", en: "Phone"),
        "in-person" => new(sv: "Möte", en: "In person"),
        "file" => new(sv: "Fil", en: "File"),
        "third-party" => new(sv: "Tredje part", en: "Third party"),
        "public" => new(sv: "Offentlig källa", en: "Public source"),
        _ => new(sv: "Annan källa", en: "Another source"),
    };

    /// <summary>A type of fact in words; the word itself for those of later days.</summary>
    internal static Text EventOf(string kind, string? state) => (kind, state) switch
    {
        ("consent.answered", "Given") => new(sv: "Samtycke lämnat", en: "Consent given"),
        ("consent.answered", "Refused") => new(sv: "Samtycke nekat", en: "Consent refused"),
        ("consent.answered", _) => new(sv: "Samtycke återkallat", en: "Consent withdrawn"),
        ("answer.carried-over", _) => new(sv: "Svar övertaget", en: "Answer carried over"),
        ("objection.made", "None") => new(sv: "Invändning återtagen", en: "Objection taken back"),
        ("objection.made", "Rejected") => new(sv: "Invändning avslagen", en: "Objection rejected"),
        ("objection.made", _) => new(sv: "Invändning", en: "Objection"),
        ("restriction.set", "Off") => new(sv: "Begränsning hävd", en: "Restriction lifted"),
        ("restriction.set", _) => new(sv: "Behandlingen begränsad", en: "Processing restricted"),
        ("reading.made", _) => new(sv: "Uppgifter lästa", en: "Data read"),
        ("use.refused", _) => new(sv: "Användning nekad", en: "Use refused"),
        ("identifier.proved", _) => new(sv: "Adress bekräftad", en: "Address confirmed"),
        ("sessions.ended", _) => new(sv: "Inloggningar avslutade", en: "Sessions ended"),
        ("submission.received", _) => new(sv: "Uppgifter lämnade", en: "Data given"),
        ("subject.met", _) => new(sv: "Ny kontakt", en: "First met"),
        ("disclosure.made", _) => new(sv: "Uppgifter lämnade ut", en: "Data disclosed"),
        ("hand-over.opened", _) => new(sv: "Adress gjord för direkt överföring", en: "Address made for a direct transfer"),
        ("hand-over.closed", _) => new(sv: "Adress för direkt överföring stängd", en: "Address for a direct transfer closed"),
        ("hand-over.fetched", _) => new(sv: "Uppgifter hämtade av mottagaren", en: "Data fetched by the receiver"),
        ("record.corrected", _) => new(sv: "Uppgift rättad", en: "Value corrected"),
        ("system.corrected", _) => new(
            sv: "Rättelse förd vidare till ett anslutet system", en: "Correction passed on to a connected system"),
        ("system.corrected-by-hand", _) => new(
            sv: "Rättat för hand i ett anslutet system", en: "Corrected by hand in a connected system"),
        ("system.restricted", "Off") => new(
            sv: "Hävd begränsning förd vidare till ett anslutet system", en: "Lifting passed on to a connected system"),
        ("system.restricted", _) => new(
            sv: "Begränsning förd vidare till ett anslutet system", en: "Restriction passed on to a connected system"),
        ("system.restricted-by-hand", "Off") => new(
            sv: "Begränsning hävd för hand i ett anslutet system", en: "Restriction lifted by hand in a connected system"),
        ("system.restricted-by-hand", _) => new(
            sv: "Begränsat för hand i ett anslutet system", en: "Restricted by hand in a connected system"),
        ("recipient.informed", _) => new(sv: "Mottagare underrättad", en: "Recipient told"),
        ("records.ended", _) => new(sv: "Uppgifter raderade när tiden gått ut", en: "Data deleted when its time was over"),
        ("records.erased", _) => new(
            sv: "Uppgifter raderade hos en personuppgiftsansvarig", en: "Data erased with one controller"),
        ("data.received-elsewhere", _) => new(sv: "Uppgifter mottagna från annat håll", en: "Data received from elsewhere"),
        ("residence.stated" or "residence.carried-over", _) => new(sv: "Bostadsland angivet", en: "Country of residence stated"),
        ("restriction.carried-over", _) => new(sv: "Begränsning övertagen", en: "Restriction carried over"),
        ("anchor.happened", _) => new(sv: "Slutdag räknas härifrån", en: "End date runs from here"),
        ("hold.placed", _) => new(sv: "Hålls kvar av ett rättsligt skäl", en: "Kept for a legal reason"),
        ("hold.lifted", _) => new(sv: "Det rättsliga skälet hävt", en: "Legal reason lifted"),
        ("erasure.asked", _) => new(sv: "Radering begärd", en: "Erasure asked for"),
        ("join.confirmed", _) => new(sv: "Bekräftat som ditt", en: "Confirmed as yours"),
        ("records.joined", _) => new(sv: "Uppgifter övertagna", en: "Records taken over"),
        ("records.moved", _) => new(sv: "Uppgifter flyttade", en: "Records moved"),
        ("incident.told", _) => new(sv: "Underrättelse om en incident skickad", en: "Told of an incident"),
        ("subject.joined", _) => new(sv: "Sammanfört", en: "Joined"),
        _ => new(sv: kind, en: kind),
    };
}
