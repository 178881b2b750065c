using Ombud.Layout;

namespace Ombud.Cases.Proof;

/// <summary>The texts of documents by which people show who they are.</summary>
internal static class ProofTexts
{
    internal static readonly Text Title = new(sv: "Visa vem du är med en handling", en: "Show who you are by a document");
    internal static readonly Text Says = new(
        sv: "En kod till din adress räcker inte den här gången. Skicka ett foto av en giltig identitetshandling. Täck över allt utom namn, "
            + "födelsedatum och foto. En handläggare tittar på bilden; därefter förstörs den, vad vi än kommer fram till, senast efter "
            + "{0} dagar.",
        en: "A code to your address is not enough this time. Send a photo of a valid identity document. Cover everything but name, date of "
            + "birth and photo. Somebody of the staff looks at it; after that it is destroyed, whatever we conclude, within {0} days at "
            + "the latest.");
    internal static readonly Text Otherwise = new(
        sv: "Du kan också visa handlingen på ett av våra kontor; då tar vi ingen kopia.",
        en: "You can also show the document at one of our offices; then we make no copy.");
    internal static readonly Text Waits = new(
        sv: "Din bild har kommit och väntar på att någon tittar på den. Skickar du en ny ersätter den bilden.",
        en: "Your picture has come in and waits for somebody to look at it. A new one takes its place.");
    internal static readonly Text Picture = new(sv: "Foto av handlingen", en: "Photo of the document");
    internal static readonly Text PictureHint = new(sv: "JPEG eller PNG, högst 5 MB", en: "JPEG or PNG, at most 5 MB");
    internal static readonly Text Send = new(sv: "Skicka bilden", en: "Send the picture");
    internal static readonly Text Missing = new(sv: "Välj en bild.", en: "Choose a picture.");
    internal static readonly Text TooLarge = new(
        sv: "Bilden är för stor. Den får vara högst 5 MB.", en: "The picture is too large. It may be 5 MB at most.");
    internal static readonly Text NoPicture = new(
        sv: "Filen är ingen bild. Skicka JPEG eller PNG.", en: "The file is no picture. Send a JPEG or a PNG.");
    internal static readonly Text NotWanted = new(
        sv: "Ärendet väntar inte på någon handling.", en: "The case does not wait for a document.");

    internal static readonly Text StaffTitle = new(sv: "Handling som visar vem det är", en: "Document that shows who it is");
    internal static readonly Text StaffSays = new(
        sv: "Jämför namn, födelsedatum och foto med det som ärendet gäller. Kopian förstörs när du har svarat; att du öppnade den noteras.",
        en: "Compare name, date of birth and photo with what the case is about. The copy is destroyed when you have answered; that you "
            + "opened it is noted.");
    internal static readonly Text NoCopy = new(
        sv: "Ingen kopia har kommit. Svara också när personen har visat handlingen för dig.",
        en: "No copy has come. Answer, too, when the person has shown you the document itself.");
    internal static readonly Text Open = new(sv: "Titta på kopian", en: "Look at the copy");
    internal static readonly Text Shows = new(sv: "Visar handlingen vem det är?", en: "Does the document show who it is?");
    internal static readonly Text Yes = new(sv: "Ja", en: "Yes");
    internal static readonly Text No = new(sv: "Nej", en: "No");
    internal static readonly Text Answer = new(sv: "Svara och förstör kopian", en: "Answer and destroy the copy");
    internal static readonly Text NotThisOne = new(
        sv: "Ärendet väntar inte på någon handling, eller så har en ny bild kommit. Titta på den först.",
        en: "The case does not wait for a document, or a new picture has come. Look at that one first.");
    internal static readonly Text ShowsMissing = new(sv: "Svara ja eller nej.", en: "Answer yes or no.");
    internal static readonly Text Want = new(
        sv: "Begär också en handling, där en kod inte räcker (artikel 12.6 i GDPR)",
        en: "Ask for a document as well, where a code is not enough (GDPR article 12(6))");
}
