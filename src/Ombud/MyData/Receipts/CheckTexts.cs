using Ombud.Layout;
using Ombud.Trail.Receipts;

namespace Ombud.MyData.Receipts;

/// <summary>The texts of checking a receipt.</summary>
internal static class CheckTexts
{
    internal static readonly Text Title = new(sv: "Kontrollera ett kvitto", en: "Check a receipt");
    internal static readonly Text Says = new(
        sv: "Klistra in ett kvitto eller välj filen. Det kontrolleras och glöms; ingenting sparas.",
        en: "Paste a receipt or choose the file. It is checked and forgotten; nothing is stored.");

    internal static readonly Text Paste = new(sv: "Kvittot som text", en: "The receipt as text");
    internal static readonly Text File = new(sv: "Kvittot som fil", en: "The receipt as a file");
    internal static readonly Text Send = new(sv: "Kontrollera", en: "Check");
    internal static readonly Text Missing = new(sv: "Klistra in kvittot eller välj filen.", en: "Paste the receipt or choose the file.");
    internal static readonly Text Malformed = new(sv: "Det här är inget kvitto från oss.", en: "This is no receipt of ours.");
    internal static readonly Text Result = new(sv: "Resultat", en: "Result");
    internal static readonly Text Place = new(
        sv: "Händelse {0} är post {1} i en logg med {2} poster.", en: "Fact {0} is entry {1} in a log of {2} entries.");

    internal static readonly Text Offline = new(sv: "Kontrollera utan oss", en: "Check without us");
    internal static readonly Text OfflineSays = new(
        sv: "Med kommandot ombud kan du kontrollera kvittot på en dator utan nät. Du behöver kvittot och vår publika nyckel:",
        en: "With the ombud command you can check the receipt on a computer without a network. You need the receipt and our public key:");

    internal static Text OutcomeOf(ReceiptOutcome outcome) => outcome switch
    {
        ReceiptOutcome.Included => new(
            sv: "Kvittot är äkta och händelsen står i den signerade loggen.",
            en: "The receipt is genuine and its fact stands in the signed log."),
        ReceiptOutcome.Pending => new(
            sv: "Kvittot stämmer, men har inget bevis än. Hämta det igen om en stund.",
            en: "The receipt is right, but has no proof yet. Fetch it again in a while."),
        ReceiptOutcome.BodyDiffers => new(
            sv: "Innehållet är inte det som bokfördes: kvittot har ändrats.",
                en: "The content is not what was recorded: the receipt was changed."),
        ReceiptOutcome.Contradictory => new(
            sv: "Kvittots delar hör inte ihop.", en: "The parts of the receipt do not go together."),
        ReceiptOutcome.CheckpointRefused => new(
            sv: "Signaturen är inte vår, eller har ändrats.", en: "The signature is not ours, or was changed."),
        ReceiptOutcome.NotInTree => new(
            sv: "Beviset leder inte till den signerade loggen.", en: "The proof does not lead to the signed log."),
    };
}
