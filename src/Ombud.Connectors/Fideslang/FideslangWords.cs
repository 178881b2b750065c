using System.Collections.Frozen;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Loading;
using Ombud.Policies.Loading;
using Ombud.Policies.Loading.Yaml;

namespace Ombud.Connectors.Fideslang;

/// <summary>The words of fideslang in ours, read from <c>fideslang.yaml</c>: data, not code.</summary>
internal static class FideslangWords
{
    private const string File = "fideslang.yaml";

    private static readonly FrozenSet<string> NotPersonal;
    private static readonly FrozenDictionary<string, string> Categories;
    private static readonly FrozenDictionary<string, string> Written;
    private static readonly IReadOnlyList<KeyValuePair<string, string>> Identities;
    private static readonly FrozenDictionary<string, string> Maskings;

    static FideslangWords()
    {
        var map = Read();
        NotPersonal = ((YamlList)Value(map, "notPersonal")).Items.Select(Text).ToFrozenSet(StringComparer.Ordinal);
        var categories = Pairs(map, "categories");
        Categories = categories.ToFrozenDictionary(StringComparer.Ordinal);
        Written = categories.DistinctBy(pair => pair.Value, StringComparer.Ordinal)
            .ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        Identities = Pairs(map, "identities");
        Maskings = Pairs(map, "maskings").ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The known categories of fideslang, to suggest from.</summary>
    internal static IEnumerable<string> Known => Categories.Keys;

    /// <summary>The categories of the pack that are written as one of fideslang.</summary>
    internal static IEnumerable<string> Translated => Written.Keys;

    /// <summary>What is written of a field that tells nothing of anybody.</summary>
    internal const string Operations = "system.operations";

    /// <summary>Finds the pack's category of one of fideslang's.</summary>
    /// <returns>Whether it is known; its category is null where it tells nothing of anybody in itself.</returns>
    internal static bool TryFind(string fideslang, out string? category)
    {
        category = null;
        for (var key = fideslang; ; key = key[..key.LastIndexOf('.')])
        {
            if (NotPersonal.Contains(key))
                return true;
            if (Categories.TryGetValue(key, out category))
                return true;
            if (!key.Contains('.', StringComparison.Ordinal))
                return false;
        }
    }

    /// <summary>Fideslang's category for one of the pack's; null where there is none.</summary>
    internal static string? WordOf(string category) => Written.GetValueOrDefault(category);

    internal static IdentifierKind? Identity(string identity) =>
        Identities.FirstOrDefault(pair => pair.Key == identity).Value is { } word ? DatasetWords.Identifiers.Find(word) : null;

    internal static string WordOf(IdentifierKind kind) => Identities.First(pair => pair.Value == DatasetWords.Identifiers.Word(kind)).Key;

    /// <summary>What a masking strategy does to a field; null where it is unknown.</summary>
    internal static FieldErasure? Masking(string strategy) =>
        Maskings.TryGetValue(strategy, out var word) ? DatasetWords.FieldErasures.Find(word) : null;

    private static YamlMap Read()
    {
        using var stream = typeof(FideslangWords).Assembly.GetManifestResourceStream(typeof(FideslangWords), File)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        var findings = new Findings();
        return YamlFile.Read(SourceFile.From(File, bytes.ToArray(), findings), findings)
            ?? throw new InvalidOperationException(string.Join('\n', findings.Errors));
    }

    private static YamlNode Value(YamlMap map, string key) => map.Entries.First(entry => entry.Key.Value == key).Value;

    private static List<KeyValuePair<string, string>> Pairs(YamlMap map, string key) =>
        [.. ((YamlMap)Value(map, key)).Entries.Select(entry => KeyValuePair.Create(entry.Key.Value, Text(entry.Value)))];

    private static string Text(YamlNode node) => ((YamlScalar)node).Value;
}
