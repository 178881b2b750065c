using Ombud.Layout;

namespace Ombud.MyData.Taking;

/// <summary>The texts of the report, which says all that GDPR article 15 asks for.</summary>
internal static class ReportTexts
{
    internal static readonly Text Title = new(sv: "Rapport om dina uppgifter", en: "Report on your data");
    internal static readonly Text Made = new(
        sv: "Gjord {0} enligt version {1} av integritetsmeddelandet.", en: "Made on {0} under version {1} of the privacy notice.");

    /// <summary>Where what could not be drawn on paper is found.</summary>
    internal static readonly Text WholeIn = new(
        sv: "I sin helhet finns de i rapporten som webbsida och i JSON-filen, som du hämtar under Mina uppgifter.",
        en: "They are whole in the report as a web page and in the JSON file, which you can fetch under My data.");

    internal static readonly Text Purposes = new(sv: "Ändamålen", en: "The purposes");
    internal static readonly Text Categories = new(sv: "Kategorierna av uppgifter", en: "The categories of data");
    internal static readonly Text Recipients = new(sv: "Mottagarna", en: "The recipients");
    internal static readonly Text MayReceive = new(
        sv: "För ändamålen ovan kan uppgifter lämnas till: {0}.", en: "For the purposes above, data may be given to: {0}.");

    internal static readonly Text Retention = new(sv: "Hur länge de sparas", en: "How long it is kept");
    internal static readonly Text Transfers = new(sv: "Överföringar och skydd", en: "Transfers and safeguards");
    internal static readonly Text TransfersSays = new(
        sv: "Dina uppgifter har gått till de här länderna:", en: "Your data has gone to these countries:");

    internal static readonly Text NoTransfers = new(
        sv: "Dina uppgifter har inte lämnats ut till något land.", en: "Your data has not been disclosed to any country.");

    internal static readonly Text Rights = new(sv: "Dina rättigheter", en: "Your rights");
    internal static readonly Text Authority = new(sv: "Rätten att klaga", en: "The right to complain");
    internal static readonly Text AuthoritySays = new(
        sv: "Du kan alltid klaga hos tillsynsmyndigheten där du bor:",
        en: "You may always complain to the supervisory authority where you live:");

    internal static readonly Text AnyAuthority = new(
        sv: "Vi vet inte var du bor. Du kan klaga hos tillsynsmyndigheten i det land där du bor eller arbetar.",
        en: "We do not know where you live. You may complain to the supervisory authority of the country where you live or work.");

    internal static readonly Text Automated = new(sv: "Automatiska beslut", en: "Automated decisions");
    internal static readonly Text AutomatedSays = new(
        sv: "Inga beslut om dig fattas av en maskin ensam.", en: "No decision about you is taken by a machine alone.");

    internal static readonly Text Controllers = new(sv: "De ansvariga", en: "The controllers");
    internal static readonly Text History = new(sv: "Vad som har hänt", en: "What has happened");
    internal static readonly Text Choices = new(sv: "Dina svar", en: "Your answers");
    internal static readonly Text NoEnd = new(sv: "till återkallelse", en: "until withdrawn");
    internal static readonly Text Months = new(sv: "{0}: {1} ({2} månader). {3}", en: "{0}: {1} ({2} months). {3}");
}
