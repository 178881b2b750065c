using Ombud.Layout;
using Ombud.Retention;

namespace Ombud.Erasure.Pages;

/// <summary>What the pages of erasing say.</summary>
internal static class ErasureTexts
{
    public static Text Title { get; } = new(sv: "Radera mina uppgifter", en: "Erase my data");
    public static Text Lead { get; } = new(
        sv: "Här ser du vad som raderas, och vad vi måste spara och varför. En radering går inte att ångra.",
        en: "Here you see what will be erased, and what we must keep and why. An erasure cannot be undone.");
    public static Text WillGo { get; } = new(sv: "Det här raderas", en: "This will be erased");
    public static Text WillStay { get; } = new(sv: "Det här måste sparas", en: "This must be kept");
    public static Text WillGoElsewhere { get; } = new(
        sv: "Det här händer i våra företags egna databaser", en: "This happens in our companies' own databases");
    public static Text NotReached { get; } = new(
        sv: "I {0} kan vi inte se efter just nu. Raderingen begärs där tills vi har fått svar.",
        en: "We cannot look into {0} just now. The erasure is asked for there until we have an answer.");
    public static Text NothingStays { get; } = new(sv: "Ingenting måste sparas.", en: "Nothing must be kept.");
    public static Text Category { get; } = new(sv: "Slags uppgift", en: "Kind of data");
    public static Text NotPersonal { get; } = new(sv: "Övriga fält", en: "Other fields");
    public static Text Count { get; } = new(sv: "Antal", en: "Number");
    public static Text Why { get; } = new(sv: "Varför", en: "Why");
    public static Text Until { get; } = new(sv: "Till", en: "Until");
    public static Text UntilLifted { get; } = new(sv: "Så länge ärendet pågår", en: "As long as the matter goes on");
    public static Text KeptHow { get; } = new(
        sv: "Det som sparas låses in för sig. Bara den som driver ett rättsligt anspråk kan öppna det.",
        en: "What is kept is locked away by itself. Only whoever pursues a legal claim can open it.");
    public static Text Confirm { get; } = new(
        sv: "Ja, radera mina uppgifter. Jag vet att det inte går att ångra.",
        en: "Yes, erase my data. I know that it cannot be undone.");
    public static Text ConfirmMissing { get; } = new(
        sv: "Kryssa i rutan om du vill radera dina uppgifter.", en: "Tick the box if you want to erase your data.");
    public static Text Erase { get; } = new(sv: "Radera", en: "Erase");

    public static Text ReceiptTitle { get; } = new(sv: "Din radering", en: "Your erasure");
    public static Text ReceiptLead { get; } = new(
        sv: "Spara adressen till den här sidan. Den som har den kan se kvittot utan att logga in.",
        en: "Keep the address of this page. Whoever has it can see the receipt without signing in.");
    public static Text Progress { get; } = new(sv: "Så långt har vi kommit", en: "How far we have come");
    public static Text Going { get; } = new(
        sv: "Raderingen pågår.", en: "The erasure goes on.");
    public static Text LookAgain { get; } = new(sv: "Se hur långt den har kommit nu", en: "See how far it has come now");
    public static Text Erased { get; } = new(sv: "Raderat", en: "Erased");
    public static Text Kept { get; } = new(sv: "Sparat", en: "Kept");
    public static Text NothingErased { get; } = new(sv: "Det fanns inga uppgifter att radera.", en: "There was no data to erase.");
    public static Text Facts { get; } = new(
        sv: "{0} händelser i loggen går inte längre att läsa.", en: "{0} entries of the log can no longer be read.");
    public static Text InSystems { get; } = new(
        sv: "I våra företags egna databaser, med den e-postadress som du har visat är din:",
        en: "In our companies' own databases, by the e-mail address that you have shown to be yours:");
    public static Text Told { get; } = new(
        sv: "Mottagare som har fått uppgifter om dig: {0}.", en: "Recipients that had been given data about you: {0}.");
    public static Text WaitingFor { get; } = new(
        sv: "Raderingen är inte klar än. Dessa mottagare har inte underrättats: {0}.",
        en: "The erasure is not done yet. These recipients have not been told: {0}.");
    public static Text Suppression { get; } = new(
        sv: "Du har sagt nej till marknadsföring. Därför sparas ett avtryck av din e-postadress, så att vi inte skriver till den "
            + "igen. Av avtrycket går det inte att läsa ut adressen.",
        en: "You have said no to marketing. So a fingerprint of your e-mail address is kept, to keep us from writing to it again. "
            + "The address cannot be read from the fingerprint.");
    public static Text CopiesEnd { get; } = new(
        sv: "Kopior av nycklarna kan finnas kvar i loggar och säkerhetskopior. Från den {0}, enligt plan, går de inte att öppna: då "
            + "förstörs den nyckel som skyddade dem. Bara en äldre kopia av hela nyckellagret kan öppna dem, så länge den finns.",
        en: "Copies of the keys may be left in logs and backups. From {0}, as planned, they cannot be opened: then the key that "
            + "wrapped them is destroyed. Only an older copy of the whole key store could open them, for as long as one is kept.");
    public static Text CopiesEnded { get; } = new(
        sv: "Kopior av nycklarna går inte att öppna sedan den {0}: då förstördes den nyckel som skyddade dem. Bara en äldre kopia av "
            + "hela nyckellagret kan öppna dem, så länge den finns.",
        en: "Copies of the keys cannot be opened since {0}: then the key that wrapped them was destroyed. Only an older copy of the "
            + "whole key store could open them, for as long as one is kept.");
    public static Text Download { get; } = new(sv: "Ladda ned kvittot", en: "Download the receipt");
    public static Text CheckIt { get; } = new(
        sv: "Kontrollera kvittot utan oss: kör kommandot nedan på en dator utan nät, med vår publika nyckel.",
        en: "Check the receipt without us: run the command below on a computer without a network, with our public key.");

    public static Text Of(ErasureStep step) => step switch
    {
        ErasureStep.Asked => new(sv: "Raderingen är begärd.", en: "The erasure was asked for."),
        ErasureStep.Erased => new(sv: "Ingen kan längre använda uppgifterna.", en: "Nobody can use the data any more."),
        ErasureStep.KeysDestroyed => new(sv: "Nycklarna till uppgifterna är förstörda.", en: "The keys to the data are destroyed."),
        ErasureStep.RowsDeleted => new(sv: "Uppgifterna är borta ur våra register.", en: "The data is gone from our records."),
        ErasureStep.Done => new(sv: "Inget system väntar och alla mottagare är underrättade. Klart.",
            en: "No system waits and all recipients have been told. Done."),
    };

    public static Text Of(HoldReason reason) => reason switch
    {
        HoldReason.LegalClaim => new(sv: "Ett rättsligt anspråk pågår.", en: "A legal claim is going on."),
        HoldReason.Investigation => new(sv: "En utredning pågår.", en: "An investigation is going on."),
        HoldReason.SuspectedFraud => new(sv: "Ett misstänkt bedrägeri utreds.", en: "A suspected fraud is being looked into."),
        HoldReason.DangerToPerson => new(sv: "Någon kan vara i fara.", en: "Somebody may be in danger."),
        HoldReason.AuthorityDemand => new(sv: "En myndighet kräver det.", en: "An authority demands it."),
        HoldReason.BreachOfTerms => new(sv: "Ett brott mot villkoren utreds.", en: "A breach of the terms is being looked into."),
    };
}
