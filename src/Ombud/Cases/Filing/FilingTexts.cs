using Ombud.Layout;

namespace Ombud.Cases.Filing;

/// <summary>The texts of making a request.</summary>
internal static class FilingTexts
{
    internal static readonly Text Title = new(sv: "Använd dina rättigheter", en: "Use your rights");
    internal static readonly Text Says = new(
        sv: "Be om dina uppgifter, få dem rättade eller raderade, invänd, klaga, fråga eller anmäl något.",
        en: "Ask for your data, have it corrected or erased, object, complain, ask or report something.");

    internal static readonly Text SignedOut = new(
        sv: "Har du konto går det fortare om du loggar in först: då vet vi redan att det är du.",
        en: "If you have an account, it is quicker to sign in first: then we already know that it is you.");

    internal static readonly Text SignInFirst = new(sv: "Logga in först", en: "Sign in first");
    internal static readonly Text AtOnce = new(
        sv: "Det här kan du göra genast själv, utan att vänta på oss:",
        en: "This you can do yourself at once, without waiting for us:");

    internal static readonly Text SeeMyData = new(sv: "se och ladda ned dina uppgifter", en: "see and download your data");
    internal static readonly Text MyChoices = new(
        sv: "ta tillbaka samtycken, säga nej till marknadsföring, begränsa användningen",
        en: "withdraw consents, say no to marketing, restrict the use");
    internal static readonly Text EraseMe = new(sv: "radera dina uppgifter", en: "erase your data");

    internal static readonly Text Kind = new(sv: "Vad vill du?", en: "What would you like?");
    internal static readonly Text Controller = new(sv: "Vilket bolag gäller det?", en: "Which company is it about?");
    internal static readonly Text Residence = new(sv: "Var bor du?", en: "Where do you live?");
    internal static readonly Text ResidenceIfNot = new(
        sv: "Då räknar vi med EU:s regler.", en: "Then we go by the rules of the European Union.");
    internal static readonly Text Name = new(sv: "Namn", en: "Name");
    internal static readonly Text NameIfNot = new(sv: "Då skriver vi till dig utan namn.", en: "Then we write to you without a name.");
    internal static readonly Text Address = new(sv: "E-postadress", en: "E-mail address");
    internal static readonly Text AddressHint = new(
        sv: "Den adress som vi känner dig under. Den behövs för allt utom en anmälan, som du kan göra utan att säga vem du är.",
        en: "The address by which we know you. It is needed for everything but a report, which you can make without saying who you are.");
    internal static readonly Text AddressIfNot = new(
        sv: "Då kan vi varken svara dig eller veta att det är du, och inte lämna ut något.",
        en: "Then we can neither answer you nor know that it is you, and hand out nothing.");
    internal static readonly Text Message = new(sv: "Vad gäller det?", en: "What is it about?");
    internal static readonly Text MessageHint = new(
        sv: "Högst 4 000 tecken. Skriv inga känsliga uppgifter som vi inte behöver.",
        en: "At most 4,000 characters. Do not write sensitive data that we do not need.");
    internal static readonly Text MessageIfNot = new(
        sv: "Då kan vi behöva fråga dig innan vi kommer vidare.", en: "Then we may have to ask you before we get on.");
    internal static readonly Text Send = new(sv: "Skicka begäran", en: "Send the request");

    internal static readonly Text KindMissing = new(sv: "Välj vad du vill.", en: "Choose what you would like.");
    internal static readonly Text ControllerMissing = new(sv: "Välj ett av bolagen.", en: "Choose one of the companies.");
    internal static readonly Text ResidenceUnknown = new(
        sv: "Välj ett av länderna i listan.", en: "Choose one of the countries in the list.");
    internal static readonly Text NameWrong = new(
        sv: "Namnet får ha högst 200 tecken, på en rad.", en: "The name may have at most 200 characters, on one line.");
    internal static readonly Text AddressMissing = new(
        sv: "Ange e-postadressen, så att vi kan svara dig.", en: "Give the e-mail address, so that we can answer you.");
    internal static readonly Text AddressWrong = new(
        sv: "Skriv en e-postadress som namn@exempel.example.", en: "Write an e-mail address like name@sample.example.");
    internal static readonly Text MessageMissing = new(sv: "Skriv vad det gäller.", en: "Write what it is about.");
    internal static readonly Text MessageWrong = new(
        sv: "Texten får ha högst 4 000 tecken, utan styrtecken.",
        en: "The text may have at most 4,000 characters, without control characters.");

    internal static readonly Text SentOtherwise = new(
        sv: "Det här formuläret har du redan skickat, med annat innehåll. Skicka igen om det här är en ny begäran.",
        en: "You have sent this form already, with something else in it. Send it again if this is a new request.");

    internal static readonly Text Received = new(sv: "Vi har fått din begäran", en: "We have received your request");
    internal static readonly Text ReceivedSays = new(
        sv: "Ärendets nummer är {0}. Har du angett en e-postadress skickar vi ett brev dit som säger hur det går vidare.",
        en: "The number of the case is {0}. If you gave an e-mail address, we send a letter there that says how it goes on.");
    internal static readonly Text ReceivedProve = new(
        sv: "Gäller det dina uppgifter måste du först visa att det är du: logga in med samma adress och öppna Mina ärenden.",
        en: "If it is about your data, you must first show that it is you: sign in with the same address and open My requests.");
    internal static readonly Text SessionsEnded = new(
        sv: "Alla inloggningar till ditt konto är avslutade, också din egen. Logga in med en ny kod för att följa ärendet. Kan någon annan "
            + "läsa din e-post, byt lösenord där först: koden skickas dit.",
        en: "All sessions of your account are ended, your own too. Sign in with a new code to follow the case. If somebody else can read "
            + "your e-mail, change the password there first: that is where the code goes.");
    internal static readonly Text ToMyCases = new(sv: "Mina ärenden", en: "My requests");

    internal static readonly Text ForSomebody = new(sv: "Nytt ärende åt någon", en: "New case for somebody");
    internal static readonly Text ForSomebodySays = new(
        sv: "När någon har ringt, skrivit eller kommit hit. Klockan går från den dag då begäran kom.",
        en: "When somebody has phoned, written or come here. The clock runs from the day on which the request came.");
    internal static readonly Text Channel = new(sv: "Hur kom den?", en: "How did it come?");
    internal static readonly Text ReceivedOn = new(sv: "Vilken dag?", en: "On which day?");
    internal static readonly Text ChannelMissing = new(sv: "Välj hur begäran kom.", en: "Choose how the request came.");
    internal static readonly Text DayWrong = new(
        sv: "Ange dagen då den kom, högst 90 dagar tillbaka och inte i framtiden.",
        en: "Give the day on which it came, at most 90 days back and not in the future.");
    internal static readonly Text Record = new(sv: "Registrera ärendet", en: "Record the case");
}
