using Ombud.Layout;

namespace Ombud.Corrections.Telling;

/// <summary>What the Console's page of recipients to be told says.</summary>
internal static class TellingTexts
{
    public static Text Title { get; } = new(
        sv: "Mottagare att underrätta om rättelser och begränsningar", en: "Recipients to tell of corrections and restrictions");
    public static Text Lead { get; } = new(
        sv: "Den som har fått en uppgift som sedan har rättats, eller uppgifter om någon som har begränsat dem, ska få veta det.",
        en: "Whoever was given a value that has since been corrected, or data of somebody who has restricted theirs, must hear of it.");
    public static Text How { get; } = new(
        sv: "Uppge personens nummer och numren på utlämnandena; mottagaren fick dem med uppgifterna. Det rätta värdet lämnas genom ett "
            + "nytt utlämnande.",
        en: "Give the person's number and those of the disclosures; the recipient got them with the data. The right value is given by a "
            + "new disclosure.");
    public static Text Waiting { get; } = new(sv: "Ännu inte underrättade", en: "Not told yet");
    public static Text Nobody { get; } = new(sv: "Alla mottagare är underrättade.", en: "All recipients have been told.");
    public static Text Newest { get; } = new(sv: "De {0} äldsta av {1} visas.", en: "The oldest {0} of {1} are shown.");
    public static Text Recipient { get; } = new(sv: "Mottagare", en: "Recipient");
    public static Text Person { get; } = new(sv: "Personens nummer", en: "Person's number");
    public static Text What { get; } = new(sv: "Vad", en: "What");
    public static Text Corrected { get; } = new(sv: "Rättat: {0}", en: "Corrected: {0}");
    public static Text Restricted { get; } = new(sv: "Begränsat", en: "Restricted");
    public static Text Erased { get; } = new(sv: "Raderat", en: "Erased");
    public static Text Since { get; } = new(sv: "Sedan", en: "Since");
    public static Text Disclosures { get; } = new(sv: "Utlämnanden", en: "Disclosures");
    public static Text Way { get; } = new(sv: "Hur", en: "How");
    public static Text ByHand { get; } = new(sv: "För hand: ingen adress är inställd.", en: "By hand: no address is configured.");
    public static Text ByLetter { get; } = new(
        sv: "Med brev, som försöks tills det tas emot.", en: "By letter, which is tried until it is taken.");
    public static Text Told { get; } = new(sv: "Underrättad", en: "Told");
    public static Text MarkTold { get; } = new(sv: "Jag har underrättat mottagaren", en: "I have told the recipient");
}
