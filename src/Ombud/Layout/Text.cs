namespace Ombud.Layout;

/// <summary>A text of the pages in every language. Leaving one out does not compile (decision 0004).</summary>
public sealed record Text
{
    private readonly string _swedish;
    private readonly string _english;

    /// <summary>Makes a text; call it with the names, <c>new Text(sv: "…", en: "…")</c>.</summary>
    public Text(string sv, string en) => (_swedish, _english) = (sv, en);

    /// <summary>The text in a language.</summary>
    public string In(Language language) => language == Language.Swedish ? _swedish : _english;

    /// <summary>The text in a language with its places <c>{0}</c>, <c>{1}</c> filled.</summary>
    public string In(Language language, params object[] values) =>
        string.Format(language.Culture, In(language), values);

    /// <inheritdoc/>
    public override string ToString() => In(Language.English);
}
