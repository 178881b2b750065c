namespace Ombud.Layout.Api;

/// <summary>The texts of the pages that explain problems.</summary>
internal static class ProblemTexts
{
    internal static readonly Text All = new(sv: "Felkoder i API:et", en: "Reason codes of the API");
    internal static readonly Text AllSays = new(
        sv: "Varje fel från API:et har en kod som aldrig ändras. Här står vad var och en betyder och vad man kan göra.",
        en: "Every problem that the API answers has a code that never changes. Here is what each means and what can be done.");

    internal static readonly Text CodeAndStatus = new(sv: "Kod {0}, HTTP-status {1}.", en: "Code {0}, HTTP status {1}.");
    internal static readonly Text Code = new(sv: "Kod", en: "Code");
    internal static readonly Text Status = new(sv: "Status", en: "Status");
    internal static readonly Text Means = new(sv: "Betyder", en: "Means");
}
