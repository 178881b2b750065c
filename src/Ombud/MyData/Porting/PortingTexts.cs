using Ombud.Layout;

namespace Ombud.MyData.Porting;

/// <summary>The texts of what may be taken along.</summary>
internal static class PortingTexts
{
    internal static readonly Text Title = new(sv: "Ta med dig uppgifterna", en: "Take your data with you");
    internal static readonly Text Lead = new(
        sv: "Det du själv har lämnat och som vi använder med ditt samtycke eller för ett avtal med dig, i format som andra tjänster kan "
            + "läsa. Det som inte följer med räknas upp i JSON-filen, med skälet. En ny kod krävs.",
        en: "What you gave us yourself and we use with your consent or for a contract with you, in formats that other services can "
            + "read. What does not come along is listed in the JSON file, with the reason. It takes a fresh code.");

    internal static readonly Text AsJson = new(sv: "Uppgifter att ta med sig som JSON", en: "Data to take along as JSON");
    internal static readonly Text JsonSays = new(sv: "för ett annat system", en: "for another system");
    internal static readonly Text AsCsv = new(sv: "Uppgifter att ta med sig som CSV", en: "Data to take along as CSV");
    internal static readonly Text CsvSays = new(sv: "för ett kalkylprogram", en: "for a spreadsheet");
    internal static readonly Text AsResume = new(sv: "Meritförteckning som JSON Resume", en: "CV as JSON Resume");
    internal static readonly Text ResumeSays = new(
        sv: "för en annan rekryterare eller ett program som gör meritförteckningar",
        en: "for another recruiter or a program that makes CVs");

    /// <summary>Why a record stays, in a sentence.</summary>
    internal static Text Says(StayReason reason) => reason switch
    {
        StayReason.GivenByAnother => new(
            sv: "Någon annan har lämnat uppgiften. Rätten att ta med sig uppgifter gäller det som du själv har lämnat.",
            en: "Somebody else gave it. The right to take data along covers what you gave yourself."),
        StayReason.FromPublicSource => new(
            sv: "Uppgiften är hämtad från en offentlig källa. Rätten att ta med sig uppgifter gäller det som du själv har lämnat till oss.",
            en: "It comes from a public source. The right to take data along covers what you gave us yourself."),
        StayReason.Derived => new(
            sv: "Uppgiften är vår egen bedömning eller anteckning. Rätten att ta med sig uppgifter gäller det som du själv har lämnat.",
            en: "It is our own assessment or note. The right to take data along covers what you gave yourself."),
        StayReason.OtherBasis => new(
            sv: "Uppgiften används varken med ditt samtycke eller för ett avtal med dig, som rätten att ta med sig uppgifter kräver.",
            en: "It is used neither with your consent nor for a contract with you, which the right to take data along requires."),
    };
}
