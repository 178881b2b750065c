using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Yaml;

internal sealed partial class YamlReader
{
    /// <summary>A text in every language of the pack.</summary>
    internal LocalizedText Localized(string key) => ReadLocalized(key, PackRules.KeyMissing) ?? Nothing;

    /// <summary>A text in every language whose absence has a rule of its own.</summary>
    internal LocalizedText Localized(string key, PackRule missing) => ReadLocalized(key, missing) ?? Nothing;

    /// <summary>A text in every language, or null where it is absent.</summary>
    internal LocalizedText? OptionalLocalized(string key) => ReadLocalized(key, missing: null);

    /// <summary>A list of texts, each in every language.</summary>
    internal IReadOnlyList<LocalizedText> LocalizedList(string key) =>
        TakeList(key, missing: null) is { } list ? [.. list.Items.Select(item => LocalizedOf(key, item) ?? Nothing)]
            : [];

    // Stands for a text that was reported; nobody reads it, since a pack with errors is not handed out.
    private static LocalizedText Nothing { get; } = LocalizedText.Same("");

    private LocalizedText? ReadLocalized(string key, PackRule? missing) =>
        Take(key, missing) is { } node ? LocalizedOf(key, node) : null;

    private LocalizedText? LocalizedOf(string key, YamlNode node)
    {
        if (node is not YamlMap map)
            return Fault<LocalizedText>(key, node, "write a mapping by language, '{sv: …, en: …}'");

        var texts = new List<KeyValuePair<string, string>>();
        foreach (var entry in map.Entries)
        {
            CheckLanguage(key, entry.Key);
            if (TextOf(key, entry.Value) is { } text)
                texts.Add(new(entry.Key.Value, text));
        }

        var missing = (_context.Languages ?? []).Without(map.Entries.Select(entry => entry.Key.Value));
        if (missing.Count > 0)
        {
            Report(key, map.At, PackRules.LanguageMissing,
                $"'{key}' lacks the language{(missing.Count > 1 ? "s" : "")} {string.Join(", ", missing)}; add it");
        }

        return texts.Count > 0 ? new(texts) : null;
    }

    private void CheckLanguage(string key, YamlScalar language)
    {
        if (_context.Languages is { } known ? known.Holds(language.Value) : Languages.Known.Contains(language.Value))
            return;

        Report(key, language.At, PackRules.LanguageUnknown, _context.Languages is null
            ? $"'{language.Value}' is no language; write an ISO 639-1 code"
            : $"'{language.Value}' is not a language of the pack; add it to pack.yaml or leave it out");
    }
}
