using Ombud.Layout;

namespace Ombud.MyData.HandingOver;

/// <summary>The texts of data that goes directly to another controller.</summary>
internal static class HandOverTexts
{
    internal static readonly Text Title = new(
        sv: "Skicka uppgifterna direkt till någon annan", en: "Send your data directly to somebody else");
    internal static readonly Text Link = new(sv: "Skicka direkt till någon annan", en: "Send directly to somebody else");
    internal static readonly Text LinkSays = new(
        sv: "du får en adress att ge till mottagaren, som hämtar uppgifterna en gång",
        en: "you get an address to give to the receiver, who fetches the data once");

    internal static readonly Text Lead = new(
        sv: "Du får en adress som du ger till den som ska ha uppgifterna. Från den hämtas det som du får ta med dig, som JSON, en enda "
            + "gång. Vem som än har adressen kan hämta: ge den bara till mottagaren.",
        en: "You get an address to give to whom the data is for. What you may take along is fetched from it as JSON, one single "
            + "time. Whoever has the address can fetch: give it to the receiver alone.");

    internal static readonly Text Recipient = new(sv: "Vem ska ha uppgifterna?", en: "Who is to have the data?");
    internal static readonly Text RecipientHint = new(
        sv: "Namnet på företaget. Det står sedan i din historik.", en: "The company's name. It then stands in your history.");
    internal static readonly Text RecipientMissing = new(
        sv: "Skriv vem som ska ha uppgifterna, med högst 200 tecken.", en: "Write who is to have the data, in at most 200 characters.");
    internal static readonly Text Send = new(sv: "Gör en adress", en: "Make an address");
    internal static readonly Text Refused = new(
        sv: "Ingen adress gjordes. Du kan ha högst 10 öppna; stäng en som inte behövs.",
        en: "No address was made. You can have at most 10 open; close one that is not needed.");

    internal static readonly Text Made = new(sv: "Adressen till {0}", en: "The address for {0}");
    internal static readonly Text MadeSays = new(
        sv: "Den visas bara nu. Kopiera den och ge den till mottagaren. Den gäller i 7 dagar.",
        en: "It is shown only now. Copy it and give it to the receiver. It is valid for 7 days.");

    internal static readonly Text Earlier = new(sv: "Adresser som du har gjort", en: "Addresses that you have made");
    internal static readonly Text None = new(sv: "Inga än.", en: "None yet.");
    internal static readonly Text For = new(sv: "Mottagare", en: "Receiver");
    internal static readonly Text State = new(sv: "Läge", en: "State");
    internal static readonly Text Act = new(sv: "Stäng", en: "Close");
    internal static readonly Text Fetched = new(sv: "Hämtad {0} UTC", en: "Fetched {0} UTC");
    internal static readonly Text Closed = new(sv: "Stängd", en: "Closed");
    internal static readonly Text Expired = new(sv: "För gammal {0} UTC", en: "Too old since {0} UTC");
    internal static readonly Text Open = new(sv: "Öppen till {0} UTC", en: "Open until {0} UTC");
    internal static readonly Text Back = new(sv: "Mina uppgifter", en: "My data");

    internal static readonly Text FetchTitle = new(sv: "Hämta uppgifter", en: "Fetch data");
    internal static readonly Text FetchLead = new(
        sv: "Någon vill flytta sina uppgifter till dig och har gett dig den här adressen. Uppgifterna kan hämtas en enda gång, som JSON. "
            + "Den som hämtar dem blir personuppgiftsansvarig för dem.",
        en: "Somebody wants to move their data to you and gave you this address. The data can be fetched one single time, as JSON. "
            + "Whoever fetches it becomes its controller.");
    internal static readonly Text Fetch = new(sv: "Hämta uppgifterna", en: "Fetch the data");
    internal static readonly Text ForPrograms = new(
        sv: "Ett program får samma JSON med det här anropet, utan innehåll och utan nyckel:",
        en: "A program gets the same JSON by this call, without a body and without a key:");
    internal static readonly Text Gone = new(
        sv: "Från den här adressen går det inte att hämta något. Den kan vara använd, stängd, för gammal eller fel avskriven. Be den som "
            + "gav dig den om en ny.",
        en: "Nothing can be fetched from this address. It may have been used, closed, be too old or have been copied wrongly. Ask "
            + "whoever gave it to you for a new one.");
}
