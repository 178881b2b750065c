using Ombud.Layout;
using Ombud.Policies.Model;

namespace Ombud.Collection.Pages;

/// <summary>The texts of the pages that collect.</summary>
internal static class PageTexts
{
    internal static readonly Text Collect = new(sv: "Lämna uppgifter", en: "Give data");
    internal static readonly Text CollectSays = new(
        sv: "Öppna ett konto, anmäl dig eller hör av dig, och se först varför vi frågar och vad som är frivilligt.",
        en: "Open an account, register or get in touch, and see first why we ask and what is voluntary.");

    internal static readonly Text ByWhom = new(sv: "Ansvarigt bolag", en: "Company responsible");
    internal static readonly Text NeedsSignIn = new(sv: "Kräver inloggning", en: "Needs sign-in");
    internal static readonly Text IsPublic = new(sv: "Blir offentligt", en: "Becomes public");
    internal static readonly Text PublicWarning = new(
        sv: "Det du skriver här blir offentligt. Vem som helst kan läsa det, kopiera det och använda det på sätt som vi inte "
            + "kan styra. Tänk efter innan du lämnar ut något om dig själv eller någon annan.",
        en: "What you write here becomes public. Anybody can read it, copy it and use it in ways that we do not control. Think "
            + "before you give away anything about yourself or somebody else.");

    internal static readonly Text Why = new(sv: "Varför vi frågar", en: "Why we ask");
    internal static readonly Text Purpose = new(sv: "Ändamål", en: "Purpose");
    internal static readonly Text Bases = new(sv: "Rättslig grund", en: "Legal basis");
    internal static readonly Text NoticeApplies = new(
        sv: "Resten, såsom hur länge uppgifterna sparas och dina rättigheter, står i integritetsmeddelandet, version {0}.",
        en: "The rest, such as how long the data is kept and your rights, stands in the privacy notice, version {0}.");

    internal static readonly Text ReadNotice = new(sv: "Läs meddelandet", en: "Read the notice");
    internal static readonly Text YourData = new(sv: "Uppgifterna", en: "The data");
    internal static readonly Text Choices = new(sv: "Vad du vill ha", en: "What you want");
    internal static readonly Text ChoicesSay = new(
        sv: "Frivilligt. Inget är förvalt, och du kan ändra dig när som helst.",
        en: "Voluntary. Nothing is chosen beforehand, and you can change your mind at any time.");

    internal static readonly Text Confirm = new(sv: "Din bekräftelse", en: "Your confirmation");
    internal static readonly Text Send = new(sv: "Skicka", en: "Send");
    internal static readonly Text FilesOnceMore = new(
        sv: "Välj filen igen: den följer inte med när något behöver rättas.",
        en: "Choose the file once more: it does not stay when something needs correcting.");

    internal static readonly Text AlreadySent = new(
        sv: "Formuläret har redan skickats, med annat innehåll. Ladda sidan på nytt om du vill skicka ett till.",
        en: "This form was sent already, with other content. Load the page anew to send another.");

    internal static readonly Text Child = new(sv: "Vi har inte sparat något", en: "We have kept nothing");
    internal static readonly Text ChildSays = new(
        sv: "Tack för att du hörde av dig. Den här tjänsten är inte till för den som är så ung, så vi tar inte emot uppgifterna. "
            + "Ingenting av det du skrev finns kvar hos oss. Be gärna en vuxen kontakta oss.",
        en: "Thank you for getting in touch. This service is not for somebody so young, so we do not take the data. Nothing that "
            + "you wrote stays with us. An adult is welcome to contact us.");

    internal static readonly Text Received = new(sv: "Tack, vi har tagit emot det", en: "Thank you, we have received it");
    internal static readonly Text ReceivedSays = new(
        sv: "Spara dina kvitton. Med dem kan du när som helst visa vad du lämnade, vad du svarade och vad du fick veta först.",
        en: "Keep your receipts. With them you can show at any time what you gave, what you answered and what you were told first.");

    internal static readonly Text Receipts = new(sv: "Kvitton", en: "Receipts");
    internal static readonly Text ReceiptId = new(sv: "Kvittots id", en: "Receipt id");
    internal static readonly Text What = new(sv: "Vad", en: "What");
    internal static readonly Text When = new(sv: "När", en: "When");
    internal static readonly Text Download = new(sv: "Hämta kvittona (JSON)", en: "Download the receipts (JSON)");
    internal static readonly Text SeeMyData = new(
        sv: "Vill du se, hämta, rätta eller radera dina uppgifter? Logga in med en kod som skickas till din e-postadress.",
        en: "Do you want to see, take, correct or erase your data? Sign in with a code that is sent to your e-mail address.");

    internal static readonly Text MyData = new(sv: "Mina uppgifter", en: "My data");
    internal static readonly Text SignIn = new(sv: "Logga in", en: "Sign in");
    internal static readonly Text ReceiptsGone = new(
        sv: "Kvittona visas bara en kort stund efter att du skickat, i samma webbläsare.",
        en: "Receipts are shown for a short while after sending only, in the same browser.");

    internal static readonly Text FactSubmission = new(sv: "Uppgifter mottagna", en: "Data received");
    internal static readonly Text FactConsent = new(sv: "Svar på ett val", en: "Answer to a choice");
    internal static readonly Text FactMet = new(sv: "Roll hos oss", en: "Role with us");
    internal static readonly Text FactResidence = new(sv: "Hemland angivet", en: "Country of residence given");
    internal static readonly Text FactOther = new(sv: "Annat", en: "Other");

    internal static Text OfFact(string kind) => kind switch
    {
        "submission.received" => FactSubmission,
        "consent.answered" => FactConsent,
        "subject.met" => FactMet,
        "residence.stated" => FactResidence,
        _ => FactOther,
    };

    internal static Text Of(LegalBasis basis) => basis switch
    {
        LegalBasis.None => new(sv: "ingen", en: "none"),
        LegalBasis.Consent => new(sv: "ditt samtycke", en: "your consent"),
        LegalBasis.Contract => new(sv: "avtal, eller steg före ett sådant", en: "contract, or steps before one"),
        LegalBasis.LegalObligation => new(sv: "rättslig förpliktelse", en: "legal obligation"),
        LegalBasis.VitalInterest => new(sv: "grundläggande intressen", en: "vital interests"),
        LegalBasis.PublicTask => new(sv: "uppgift av allmänt intresse", en: "public task"),
        LegalBasis.LegitimateInterest => new(sv: "berättigat intresse", en: "legitimate interest"),
        LegalBasis.Notice => new(sv: "information i detta meddelande", en: "information in this notice"),
    };
}
