using Ombud.Layout;

namespace Ombud.Notices.People;

/// <summary>The texts of contacts and rights.</summary>
internal static class PeopleTexts
{
    internal static readonly Text Contacts = new(sv: "Kontakt", en: "Contact");
    internal static readonly Text ContactsSays = new(
        sv: "Vem du vänder dig till hos oss, och vilken myndighet du kan klaga hos, beroende på var du bor.",
        en: "Whom you turn to with us, and to which authority you may complain, depending on where you live.");

    internal static readonly Text YourContact = new(sv: "Din kontakt hos oss", en: "Your contact with us");
    internal static readonly Text OtherContacts = new(sv: "Alla våra kontakter", en: "All our contacts");
    internal static readonly Text YourAuthority = new(sv: "Din tillsynsmyndighet", en: "Your supervisory authority");
    internal static readonly Text AuthoritySays = new(
        sv: "Du har alltid rätt att vända dig dit med klagomål och frågor.",
        en: "You may always turn there with complaints and questions.");

    internal static readonly Text NoAuthority = new(
        sv: "Meddelandet nämner ingen myndighet för {0}.",
        en: "The notice names no authority for {0}.");

    internal static readonly Text Email = new(sv: "E-post", en: "E-mail");
    internal static readonly Text Address = new(sv: "Postadress", en: "Postal address");
    internal static readonly Text ServesThose = new(sv: "För dig som bor i: {0}", en: "For you who live in: {0}");
    internal static readonly Text ServesOthers = new(sv: "För dig som bor någon annanstans", en: "For you who live anywhere else");

    internal static readonly Text Rights = new(sv: "Dina rättigheter", en: "Your rights");
    internal static readonly Text RightsSays = new(
        sv: "Vad du kan kräva beror på vilken lag som skyddar dig där du bor.",
        en: "What you may demand depends on the law that protects you where you live.");

    internal static readonly Text RightsIn = new(sv: "Rättigheter för dig som bor i {0}", en: "Rights for you who live in {0}");
    internal static readonly Text RightsEverywhere = new(sv: "Rättigheter lag för lag", en: "Rights, law by law");
    internal static readonly Text NoRights = new(
        sv: "Meddelandet räknar inte upp rättigheter för {0}. Fråga oss ändå: vi prövar varje begäran.",
        en: "The notice lists no rights for {0}. Ask us anyway: we consider every request.");

    internal static readonly Text Times = new(sv: "Hur snart du får svar", en: "How soon you are answered");
    internal static readonly Text TimesSay = new(
        sv: "Gäller flera regler samtidigt, går vi efter den strängaste, och ditt ärende säger vilken.",
        en: "Where several rules apply at once we go by the strictest, and your case says which.");

    internal static readonly Text NoTimes = new(
        sv: "Ingen lag sätter en tid för svar till dig som bor i {0}. Vi svarar så snart vi kan.",
        en: "No law sets a time for answers to you who live in {0}. We answer as soon as we can.");

    internal static readonly Text What = new(sv: "Vad", en: "What");
    internal static readonly Text Within = new(sv: "Inom", en: "Within");
    internal static readonly Text AtOnce = new(sv: "genast", en: "at once");
    internal static readonly Text Soon = new(sv: "så snart det går", en: "as soon as possible");
    internal static readonly Text AndMore = new(sv: "kan förlängas med {0}", en: "can be lengthened by {0}");
    internal static readonly Text AndMoreOpen = new(
        sv: "kan förlängas till en dag som vi anger", en: "can be lengthened to a day that we name");
    internal static readonly Text Hours = new(sv: "{0} timmar", en: "{0} hours");
    internal static readonly Text Days = new(sv: "{0} dagar", en: "{0} days");
    internal static readonly Text BusinessDays = new(sv: "{0} arbetsdagar", en: "{0} working days");
    internal static readonly Text OneMonth = new(sv: "en månad", en: "one month");
    internal static readonly Text Months = new(sv: "{0} månader", en: "{0} months");

    internal static readonly Text Right = new(sv: "Rätt", en: "Right");
    internal static readonly Text Meaning = new(sv: "Vad den innebär", en: "What it means");
    internal static readonly Text InTheLaw = new(sv: "I lagen", en: "In the law");
    internal static readonly Text InTheNotice = new(sv: "I meddelandet", en: "In the notice");
}
