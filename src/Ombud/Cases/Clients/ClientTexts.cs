using Ombud.Cases.Letters;
using Ombud.Layout;
using Ombud.Mail;
using Ombud.Shared;

namespace Ombud.Cases.Clients;

/// <summary>What people and clients are written when a part of a request is a client's to answer.</summary>
internal static class ClientTexts
{
    internal static readonly LetterText HandedOn = CaseLetterTexts.Letter(
        "En del av din begäran är lämnad vidare", "A part of your request was handed on",
        """
        Du har bett om detta: {what}. En del av uppgifterna behandlar vi åt {company}, som är personuppgiftsansvarig för dem och
        avgör vad som ska göras. Vi har genast lämnat vidare den delen och hjälper {company} att svara.
        {clock}

        Delen har ett eget ärende, som du följer i integritetscentret: logga in och öppna "Mina ärenden". Resten av din begäran
        svarar vi på som förut.
        """,
        """
        You asked for this: {what}. Some of the data we process for {company}, which is the controller of it and decides what is
        done. We have handed that part on at once and help {company} to answer.
        {clock}

        The part is a case of its own, which you follow in the Privacy Centre: sign in and open "My requests". The rest of your
        request we answer as before.
        """);

    internal static readonly Text ClientDecides = new(
        sv: "{0} är personuppgiftsansvarig och avgör den här delen, genom API:et eller på annat sätt. Gör bara det som {0} har bett om, "
            + "och skriv i akten vad det var.",
        en: "{0} is the controller and decides this part, through the API or otherwise. Do only what {0} has asked for, and write into the "
            + "file what that was.");

    internal static readonly LetterText ToClient = new(
        new Wording("En begäran från en av era kunder väntar", "A request of one of your customers waits"),
        new Wording(
            """
            En person har begärt något av er ({what}). Begäran har nummer {number} och ska vara besvarad senast {day}.

            Hämta den och svara genom API:et, med den nyckel ni har fått av oss. Vi utför det ni bestämmer och antecknar hjälpen.
            """,
            """
            Somebody has asked something of you ({what}). The request has the number {number} and is to be answered by {day}.

            Fetch it and answer through the API, with the key that you were given by us. We carry out what you decide and record
            the help.
            """));
}
