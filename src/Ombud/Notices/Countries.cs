using System.Collections.Frozen;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Policies.Law;

namespace Ombud.Notices;

/// <summary>The countries of the law's data, by code and by name.</summary>
public sealed class Countries(LegalData law)
{
    private readonly FrozenDictionary<string, Country> _byCode =
        law.Countries.ToFrozenDictionary(country => country.Id, StringComparer.Ordinal);
    private readonly FrozenSet<string> _eea =
        law.Countries.Where(country => country.Eea && country.PartOf is null).Select(country => country.Id)
            .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A country by its code.</summary>
    public Country? Find(string? code) => code is null ? null : _byCode.GetValueOrDefault(code);

    /// <summary>A country's name; the code itself where the law's data does not know it.</summary>
    public string NameOf(string code, Language language) => Find(code)?.Name.In(language.Code) ?? code;

    /// <summary>Names in a row, sorted as the language sorts; the whole EEA is named as such.</summary>
    public string NamesOf(IEnumerable<string> codes, Language language)
    {
        var left = codes.ToHashSet(StringComparer.Ordinal);
        var wholeEea = _eea.Count > 0 && left.IsSupersetOf(_eea);
        if (wholeEea)
            left.RemoveWhere(code => _eea.Contains(WholeOf(code)));
        var names = left.Select(code => NameOf(code, language)).Order(Sorting(language));
        return string.Join(", ", wholeEea ? names.Prepend(NoticesTexts.Eea.In(language)) : names);
    }

    /// <summary>A part's country, or the country itself: California is in the United States.</summary>
    public string WholeOf(string code) => Find(code)?.PartOf ?? code;

    /// <summary>All countries to choose from, sorted as the language sorts.</summary>
    public IReadOnlyList<Choice> Choices(Language language) => Choices(_byCode.Keys, language);

    /// <summary>Some countries to choose from.</summary>
    public IReadOnlyList<Choice> Choices(IEnumerable<string> codes, Language language) =>
        [.. codes.Select(code => new Choice(code, NameOf(code, language)))
            .OrderBy(choice => choice.Label, Sorting(language))];

    private static StringComparer Sorting(Language language) => StringComparer.Create(language.Culture, ignoreCase: true);
}
