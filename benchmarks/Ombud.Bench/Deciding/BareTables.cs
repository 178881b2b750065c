using System.Collections.Frozen;

namespace Ombud.Bench.Deciding;

/// <summary>The least that can answer: a look-up in a table of all answers, by ids.</summary>
internal readonly struct BareTable(byte[] table, Cell[] cells, int categories, int kinds, int regimes) : IAnswers
{
    public bool IsPermitted(int request)
    {
        ref readonly var cell = ref cells[request];
        return table[(((((cell.Purpose * categories) + cell.Category) * kinds) + cell.RecipientKind) * regimes) + cell.Regime] != 0;
    }
}

/// <summary>The least that can answer words: five frozen dictionaries and the table.</summary>
internal readonly struct BareWords : IAnswers
{
    private readonly FrozenDictionary<string, int> _purposes;
    private readonly FrozenDictionary<string, int> _categories;
    private readonly FrozenDictionary<string, int> _recipients;
    private readonly FrozenDictionary<string, int> _controllers;
    private readonly FrozenDictionary<string, int> _residences;
    private readonly byte[] _table;
    private readonly Asked[] _asked;
    private readonly (int Categories, int Kinds, int Regimes) _size;

    public BareWords(RuleSet rules, byte[] table, RequestSet requests)
    {
        _purposes = Frozen(rules.Purposes);
        _categories = Frozen(rules.Categories);
        _controllers = Frozen(rules.Controllers);
        _residences = Frozen(rules.Residences);
        _recipients = rules.Recipients.SelectMany((byRegime, kind) => byRegime.Distinct(StringComparer.Ordinal).Select(word => (word, kind)))
            .DistinctBy(pair => pair.word, StringComparer.Ordinal)
            .ToFrozenDictionary(pair => pair.word, pair => pair.kind, StringComparer.Ordinal);
        _table = table;
        _size = (rules.Categories.Count, rules.Kinds.Count, rules.Controllers.Count);
        _asked = [.. requests.Cells.Zip(requests.Words).Select(pair => new Asked(
            pair.Second.Purpose, pair.Second.Categories.Span[0], pair.Second.Controller, pair.Second.Recipient!,
            RequestSet.Copy(rules.Residences[pair.First.Regime])))];
    }

    public bool IsPermitted(int request)
    {
        ref readonly var asked = ref _asked[request];
        if (!_purposes.TryGetValue(asked.Purpose, out var purpose) || !_categories.TryGetValue(asked.Category, out var category)
            || !_recipients.TryGetValue(asked.Recipient, out var kind) || !_controllers.TryGetValue(asked.Controller, out var regime)
            || !_residences.TryGetValue(asked.Residence, out var residence))
            return false;
        return (_table[(((((purpose * _size.Categories) + category) * _size.Kinds) + kind) * _size.Regimes) + regime]
            & (residence == regime ? 1 : 0)) != 0;
    }

    private static FrozenDictionary<string, int> Frozen(IReadOnlyList<string> words) =>
        words.Select((word, index) => (word, index)).ToFrozenDictionary(pair => pair.word, pair => pair.index, StringComparer.Ordinal);

    private readonly record struct Asked(string Purpose, string Category, string Controller, string Recipient, string Residence);
}
