using System.Text.RegularExpressions;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Loading;
using Ombud.Policies.Loading;
using Ombud.Policies.Loading.Yaml;

namespace Ombud.Connectors.Discovering;

/// <summary>What a field's name suggests of what it holds, read from <c>hints.yaml</c>: data, not code.</summary>
internal static partial class NameHints
{
    private const string File = "hints.yaml";

    private static readonly IReadOnlyList<(string Word, IReadOnlySet<string> Hints)> Identifiers;
    private static readonly IReadOnlyList<(string Word, IReadOnlySet<string> Hints)> Categories;

    /// <summary>Every word that a name written in one may be made of.</summary>
    private static readonly HashSet<string> Words;

    static NameHints()
    {
        var findings = new Findings();
        using var stream = typeof(NameHints).Assembly.GetManifestResourceStream(typeof(NameHints), File)
            ?? throw new InvalidOperationException($"{File} is missing in the assembly.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var map = YamlFile.Read(SourceFile.From(File, bytes.ToArray(), findings), findings)
            ?? throw new InvalidOperationException(string.Join('\n', findings.Errors));
        (Identifiers, Categories) = (Entries(map, "identifiers"), Entries(map, "categories"));
        Words = [.. Identifiers.Concat(Categories).SelectMany(entry => entry.Hints).Concat(List(map, "beside"))];
    }

    /// <summary>The categories that are suggested.</summary>
    internal static IEnumerable<string> Suggested => Categories.Select(entry => entry.Word);

    /// <summary>By what a field may identify somebody; null where nothing suggests it or its type holds no such thing.</summary>
    internal static IdentifierKind? IdentifierOf(LiveField field) => NoIdentifier.IsMatch(field.Type) ? null : IdentifierOf(field.Name);

    /// <summary>By what a field of that name may identify somebody; null where nothing suggests it.</summary>
    internal static IdentifierKind? IdentifierOf(string name) =>
        Identifiers.FirstOrDefault(entry => Fits(entry.Hints, name)).Word is { } word ? DatasetWords.Identifiers.Find(word) : null;

    /// <summary>What a field of that name may hold; null where nothing suggests it.</summary>
    internal static string? CategoryOf(string name) => Categories.FirstOrDefault(entry => Fits(entry.Hints, name)).Word;

    // Each word of the name, and those that stand side by side as one: customer_first_name is also firstname. A word is taken apart first,
    // since some databases make small letters of all: HomePhone is homephone there.
    private static bool Fits(IReadOnlySet<string> hints, string name)
    {
        var words = WordPattern.Matches(name).Select(match => match.Value.ToLowerInvariant())
            .SelectMany(word => Parts(word) ?? [word]).ToList();
        for (var from = 0; from < words.Count; from++)
        {
            var joined = "";
            for (var to = from; to < words.Count; to++)
            {
                joined += words[to];
                if (hints.Contains(joined))
                    return true;
            }
        }

        return false;
    }

    // The shortest words of which it is made without anything left over; null where there are none.
    private static IReadOnlyList<string>? Parts(string word)
    {
        if (word.Length == 0)
            return [];
        for (var length = 3; length <= word.Length; length++)
        {
            if (Words.Contains(word[..length]) && Parts(word[length..]) is { } rest)
                return [word[..length], .. rest];
        }
        return null;
    }

    private static List<(string Word, IReadOnlySet<string> Hints)> Entries(YamlMap map, string key) =>
        [.. ((YamlMap)map.Entries.Single(entry => entry.Key.Value == key).Value).Entries.Select(entry => (
            entry.Key.Value,
            (IReadOnlySet<string>)Texts(entry.Value).ToHashSet(StringComparer.Ordinal)))];

    private static IEnumerable<string> List(YamlMap map, string key) => Texts(map.Entries.Single(entry => entry.Key.Value == key).Value);

    private static IEnumerable<string> Texts(YamlNode list) => ((YamlList)list).Items.Select(item => ((YamlScalar)item).Value);

    // A truth, a day or a moment beside it: email_verified, last_login.
    [GeneratedRegex("bool|date|time|interval|^bit|^tinyint", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoIdentifier { get; }

    [GeneratedRegex(@"\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordPattern { get; }
}
