namespace Ombud.Policies.Loading;

/// <summary>Comparisons of words of a pack: by their characters, never by a culture.</summary>
internal static class Words
{
    internal static bool Holds(this IEnumerable<string> words, string word) =>
        words.Contains(word, StringComparer.Ordinal);

    internal static List<string> Without(this IEnumerable<string> words, IEnumerable<string> others) =>
        [.. words.Except(others, StringComparer.Ordinal)];
}
