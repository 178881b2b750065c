using Ombud.Layout;

namespace Ombud.Erasure.Recipients;

/// <summary>What the Console's page of recipients to be told says.</summary>
internal static class WaitingTexts
{
    public static Text Title { get; } = new(sv: "Mottagare att underrätta om raderingar", en: "Recipients to tell of erasures");
    public static Text Lead { get; } = new(
        sv: "Har en raderad persons uppgifter lämnats till någon ska mottagaren få veta att de är raderade. Raderingen är klar först då.",
        en: "Where an erased person's data had been given to somebody, the recipient must hear that it is erased. Only then is the "
            + "erasure done.");
    public static Text How { get; } = new(
        sv: "Namn och adress finns inte kvar. Uppge personens nummer och numren på utlämnandena; mottagaren fick dem med uppgifterna.",
        en: "Name and address are gone. Give the person's number and those of the disclosures; the recipient got them with the data.");
    public static Text Waiting { get; } = new(sv: "Ännu inte underrättade", en: "Not told yet");
    public static Text Nobody { get; } = new(sv: "Alla mottagare är underrättade.", en: "All recipients have been told.");
    public static Text Newest { get; } = new(
        sv: "De {0} äldsta av {1} visas.", en: "The oldest {0} of {1} are shown.");
    public static Text Recipient { get; } = new(sv: "Mottagare", en: "Recipient");
    public static Text Person { get; } = new(sv: "Personens nummer", en: "Person's number");
    public static Text Erased { get; } = new(sv: "Raderad", en: "Erased");
    public static Text Disclosures { get; } = new(sv: "Utlämnanden", en: "Disclosures");
    public static Text Way { get; } = new(sv: "Hur", en: "How");
    public static Text ByHand { get; } = new(sv: "För hand: ingen adress är inställd.", en: "By hand: no address is configured.");
    public static Text ByLetter { get; } = new(
        sv: "Med brev. Försök som misslyckats: {0}.", en: "By letter. Tries that failed: {0}.");
    public static Text Told { get; } = new(sv: "Underrättad", en: "Told");
    public static Text MarkTold { get; } = new(sv: "Jag har underrättat mottagaren", en: "I have told the recipient");
}
