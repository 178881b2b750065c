namespace Ombud.Cases;

/// <summary>Reads the words that forms send for kinds, channels and steps.</summary>
internal static class CaseWord
{
    /// <summary>The value of a word; null for another word, and for a number, which an enum would take as well.</summary>
    public static TEnum? Of<TEnum>(string word)
        where TEnum : struct, Enum =>
        word.Length > 0 && char.IsAsciiLetter(word[0]) && Enum.TryParse<TEnum>(word, out var value) && Enum.IsDefined(value) ? value : null;
}
