using System.Collections.Frozen;

namespace Ombud.Policies.Model;

/// <summary>A text in every language of the pack, by BCP 47 language subtag (<c>sv</c>, <c>en</c>).</summary>
/// <remarks>The loader refuses a text that lacks one of the pack's languages, so <see cref="In"/> always answers.</remarks>
public sealed class LocalizedText
{
    private readonly FrozenDictionary<string, string> _byLanguage;

    /// <summary>Makes a text from its languages.</summary>
    /// <param name="byLanguage">Language subtag to text; at least one.</param>
    public LocalizedText(IEnumerable<KeyValuePair<string, string>> byLanguage)
    {
        _byLanguage = byLanguage.ToFrozenDictionary(StringComparer.Ordinal);
        if (_byLanguage.Count == 0)
            throw new ArgumentException("A text has at least one language.", nameof(byLanguage));
    }

    /// <summary>The languages that this text has.</summary>
    public IEnumerable<string> Languages => _byLanguage.Keys;

    /// <summary>The text in a language; English, or else any language, where that one is missing.</summary>
    public string In(string language) =>
        _byLanguage.TryGetValue(language, out var text) ? text
        : _byLanguage.TryGetValue("en", out var english) ? english
        : _byLanguage.Values[0];

    /// <summary>The same text in every language: a name, an address.</summary>
    public static LocalizedText Same(string text) => new([new("en", text), new("sv", text)]);

    /// <inheritdoc/>
    public override string ToString() => In("en");
}
