using Ombud.Layout;

namespace Ombud.Paper;

/// <summary>What a document says of itself.</summary>
internal static class PaperTexts
{
    /// <summary>The number of all pages comes after.</summary>
    internal static readonly Text Page = new(sv: "{0} · sida {1} av ", en: "{0} · page {1} of ");

    internal static readonly Text Missing = new(
        sv: "Tecken som inte kunde ritas i det här dokumentet: {0}. I deras ställe står \uFFFD. {1}",
        en: "Characters that could not be drawn in this document: {0}. In their place stands \uFFFD. {1}");
}
