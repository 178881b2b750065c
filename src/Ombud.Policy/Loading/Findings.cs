using Ombud.Policies.Model;

namespace Ombud.Policies.Loading;

/// <summary>Collects what is wrong while everything is read and checked to the end.</summary>
internal sealed class Findings
{
    private readonly HashSet<PackError> _errors = [];
    private readonly HashSet<PackError> _warnings = [];
    private readonly HashSet<(SourceSpan Entry, string Key)> _faulty = [];

    internal Places Places { get; } = new();

    internal IReadOnlyList<PackError> Errors => InOrder(_errors);

    internal IReadOnlyList<PackError> Warnings => InOrder(_warnings);

    // A version shows again what it took over from an older one: a set says it once.
    internal void Add(SourceSpan at, PackRule rule, string message) => _errors.Add(new(at, rule.Code, message));

    internal void Warn(SourceSpan at, PackRule rule, string message) => _warnings.Add(new(at, rule.Code, message));

    /// <summary>Remembers that the value under a key could not be read, so that no check judges what stands in for
    /// it.</summary>
    internal void MarkFaulty(SourceSpan entry, string key) => _faulty.Add((entry, key));

    internal bool IsSound(SourceSpan entry, string key) => !_faulty.Contains((entry, key));

    private static PackError[] InOrder(IEnumerable<PackError> found) =>
        [.. found.OrderBy(error => error.At.File, StringComparer.Ordinal)
            .ThenBy(error => error.At.Line).ThenBy(error => error.At.Column)
            .ThenBy(error => error.Rule, StringComparer.Ordinal)
            .ThenBy(error => error.Message, StringComparer.Ordinal)];
}

/// <summary>Where the values of entries stand, so that an error points at a word and not only at its entry.</summary>
internal sealed class Places
{
    private readonly Dictionary<(SourceSpan Entry, string Key, int Index), SourceSpan> _places = [];

    internal void Record(SourceSpan entry, string key, SourceSpan at) => _places[(entry, key, -1)] = at;

    internal void Record(SourceSpan entry, string key, int index, SourceSpan at) => _places[(entry, key, index)] = at;

    /// <summary>The place of the value under a key; the entry's own where the key is absent.</summary>
    internal SourceSpan Of(SourceSpan entry, string key) => _places.GetValueOrDefault((entry, key, -1), entry);

    /// <summary>The place of an item of the list under a key.</summary>
    internal SourceSpan Of(SourceSpan entry, string key, int index) =>
        _places.TryGetValue((entry, key, index), out var at) ? at : Of(entry, key);
}
