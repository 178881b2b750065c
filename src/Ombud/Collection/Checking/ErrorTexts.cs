using Ombud.Layout;

namespace Ombud.Collection.Checking;

/// <summary>What to do about each error, in words.</summary>
internal static class ErrorTexts
{
    internal static readonly Text UnknownField = new(
        sv: "Formuläret har inget sådant fält. Ta bort det.",
        en: "The form has no such field. Leave it out.");

    internal static readonly Text Missing = new(
        sv: "Fyll i fältet. Det är obligatoriskt.",
        en: "Fill in this field. It is compulsory.");

    internal static readonly Text TooLong = new(
        sv: "Korta texten till högst {0} tecken.",
        en: "Shorten the text to {0} characters at most.");

    internal static readonly Text ControlCharacters = new(
        sv: "Ta bort styrtecken och andra osynliga tecken.",
        en: "Take out control characters and other signs that cannot be seen.");

    internal static readonly Text NotAnEmail = new(
        sv: "Ange en e-postadress som namn@plats.example.",
        en: "Give an e-mail address such as name@place.example.");

    internal static readonly Text NotAPhone = new(
        sv: "Ange ett telefonnummer med siffror, gärna med landsnummer.",
        en: "Give a phone number in digits, with its country code if you can.");

    internal static readonly Text NotADate = new(
        sv: "Ange en dag som finns, som ÅÅÅÅ-MM-DD.",
        en: "Give a day that exists, as YYYY-MM-DD.");

    internal static readonly Text NotACountry = new(
        sv: "Välj ett land i listan (kod med två bokstäver).",
        en: "Choose a country from the list (its two-letter code).");

    internal static readonly Text NotAChoice = new(sv: "Välj ett av alternativen.", en: "Choose one of the alternatives.");

    internal static readonly Text NotAUrl = new(
        sv: "Ange en webbadress som börjar med https:// eller http://.",
        en: "Give a web address that begins with https:// or http://.");

    internal static readonly Text NotAFile = new(
        sv: "Lämna fältet som en fil, inte som text.",
        en: "Give this field as a file, not as text.");

    internal static readonly Text NotText = new(
        sv: "Lämna fältet som text, inte som en fil.",
        en: "Give this field as text, not as a file.");

    internal static readonly Text UnknownFile = new(
        sv: "Filen finns inte längre hos oss. Ladda upp den igen.",
        en: "We no longer have the file. Upload it again.");

    internal static readonly Text FileTypeRefused = new(
        sv: "Välj en fil av typen PDF, DOCX, ODT, RTF, ren text, JPEG eller PNG, utan makron och lösenord.",
        en: "Choose a file of the type PDF, DOCX, ODT, RTF, plain text, JPEG or PNG, without macros or a password.");

    internal static readonly Text FileExpands = new(
        sv: "Filen blir orimligt stor när den packas upp. Spara den på nytt, eller som PDF.",
        en: "The file grows beyond reason when it is unpacked. Save it anew, or as a PDF.");

    internal static readonly Text FileTooLarge = new(
        sv: "Välj en fil på högst {0} MB.",
        en: "Choose a file of {0} MB at most.");

    internal static readonly Text FileEmpty = new(sv: "Filen är tom. Välj en annan.", en: "The file is empty. Choose another.");

    internal static readonly Text UnknownChoice = new(
        sv: "Den valmöjligheten erbjöds inte här. Ta bort den.",
        en: "That choice was not offered here. Leave it out.");

    internal static readonly Text UnknownConfirmation = new(
        sv: "Den bekräftelsen efterfrågades inte här. Ta bort den.",
        en: "That confirmation was not asked for here. Leave it out.");

    internal static readonly Text ConfirmationRequired = new(
        sv: "Bekräfta att personen har gått med på att du lämnar uppgifterna. Utan det tar vi inte emot dem.",
        en: "Confirm that the person has agreed that you give the data. Without that we do not take it.");

    internal static readonly Text TooManyOthers = new(
        sv: "Du har namngett så många personer som går på ett dygn. Försök igen i morgon.",
        en: "You have named as many people as one can in a day. Try again tomorrow.");

    internal static readonly Text UnknownLanguage = new(
        sv: "Meddelandet finns inte på det språket. Ange ett språk som det visades på.",
        en: "The notice does not exist in that language. Name the language in which it was shown.");

    internal static readonly Text UnknownPoint = new(
        sv: "Det finns inget sådant insamlingsställe i den versionen.",
        en: "There is no such collection point in that version.");

    internal static readonly Text VersionNotInForce = new(
        sv: "Den versionen av meddelandet gäller inte. Visa den som gäller nu och skicka igen.",
        en: "That version of the notice is not in force. Show the one that is and send again.");

    internal static readonly Text SignInRequired = new(
        sv: "Logga in först. Det här kan bara den lämna som har loggat in.",
        en: "Sign in first. Only somebody signed in can give this.");

    internal static readonly Text Erased = new(
        sv: "Dina uppgifter har raderats, så inget av det här har sparats. Logga in igen om du vill börja om.",
        en: "Your data has been erased, so nothing of this was stored. Sign in again if you want to start anew.");

    internal static readonly Text StaffOnly = new(
        sv: "Det här fyller bara personalen i, och berättar då vad meddelandet säger.",
        en: "Only staff fill this in, telling the person what the notice says.");

    internal static readonly Text Under13 = new(
        sv: "Tjänsten är inte till för den som är så ung, så vi har inte sparat något. Be gärna en vuxen höra av sig till oss.",
        en: "This service is not for somebody so young, so we have kept nothing. An adult is welcome to get in touch with us.");

    internal static readonly Text NotPermitted = new(
        sv: "Enligt meddelandet får uppgifterna inte samlas in för detta ändamål med de svar som du har gett.",
        en: "By the notice, this data may not be collected for this purpose with the answers that you have given.");

    internal static readonly Text ConsentNeeded = new(
        sv: "Kryssa för minst ett av valen. Uppgifterna samlas bara in för det, och utan ditt ja får vi inte ta emot dem.",
        en: "Tick at least one of the choices. The data is collected for that alone, and without your yes we may not take it.");
}
