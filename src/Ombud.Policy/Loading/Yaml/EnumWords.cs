using System.Text;

namespace Ombud.Policies.Loading.Yaml;

/// <summary>The words of enumerations in files: <c>LegalObligation</c> is <c>legal-obligation</c>.</summary>
internal static class EnumWords
{
    internal static IReadOnlyList<string> Of<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(Word)];

    internal static T? Find<T>(string word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Word(value.ToString()) == word)
                return value;
        }

        return null;
    }

    internal static string Word(string name)
    {
        var word = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && word.Length > 0)
                word.Append('-');
            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }
}
