using Ombud.Layout;

namespace Ombud.Cases.Officer;

/// <summary>The texts of messages to the data protection officer.</summary>
internal static class OfficerTexts
{
    internal static readonly Text Title = new(sv: "Skriv till dataskyddsombudet", en: "Write to the data protection officer");
    internal static readonly Text Says = new(
        sv: "Ombudet är oberoende. Det du skriver läser ingen annan i personalen.",
        en: "The officer is independent. Nobody else of the staff reads what you write.");
    internal static readonly Text Note = new(sv: "Egen anteckning", en: "Note of your own");
    internal static readonly Text Officer = new(sv: "Dataskyddsombudet", en: "The data protection officer");
}
