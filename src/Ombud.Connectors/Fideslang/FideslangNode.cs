using Ombud.Connectors.Loading;
using Ombud.Policies.Loading;
using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Connectors.Fideslang;

/// <summary>What is said of a file while it is read.</summary>
internal sealed class FideslangRemarks
{
    private readonly Findings _notes = new();
    private readonly Dictionary<string, (SourceSpan First, int Count)> _left = new(StringComparer.Ordinal);

    internal Findings Findings { get; } = new();

    internal void Error(SourceSpan at, PackRule rule, string message) => Findings.Add(at, rule, message);

    internal void Note(SourceSpan at, PackRule rule, string message) => _notes.Add(at, rule, message);

    /// <summary>Counts a key that nobody asked for.</summary>
    internal void Left(string key, SourceSpan at)
    {
        var (first, count) = _left.GetValueOrDefault(key, (at, 0));
        _left[key] = (first, count + 1);
    }

    internal IReadOnlyList<PackError> Notes()
    {
        foreach (var (key, (first, count)) in _left)
        {
            var further = count > 1 ? $", here and in {count - 1} further place{(count > 2 ? "s" : "")}" : "";
            Note(first, FideslangRules.NotCarried, $"'{key}' has no place in a dataset file and is left out{further}");
        }

        _left.Clear();
        return _notes.Errors;
    }
}

/// <summary>
/// A mapping of a fideslang file, read as leniently as fides itself does: null is absent, a number is a text. What nobody asked
/// for is counted, so that nothing is dropped in silence.
/// </summary>
internal sealed class FideslangNode(YamlMap map, FideslangRemarks remarks)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    internal SourceSpan At => map.At;

    internal string? Text(string key) => Typed<YamlScalar>(key, "a text")?.Value;

    /// <summary>A text, a number or a truth; null where it is nothing.</summary>
    internal object? Mark(string key)
    {
        if (Typed<YamlScalar>(key, "a text, a number, true or false") is not { } scalar)
            return null;
        if (!MarkText.TryRead(scalar, out var mark))
            Report(key, scalar, "a number that a system can hold");
        return mark;
    }

    internal bool Flag(string key)
    {
        var word = Typed<YamlScalar>(key, "true or false");
        if (word is not (null or { Value: "true" or "True" or "TRUE" or "false" or "False" or "FALSE" }))
            Report(key, word, "true or false");
        return word?.Value is "true" or "True" or "TRUE";
    }

    internal IReadOnlyList<string> Words(string key) => [.. Items<YamlScalar>(key, "a list of words").Select(item => item.Value)];

    internal IReadOnlyList<FideslangNode> List(string key) =>
        [.. Items<YamlMap>(key, "a list of mappings").Select(item => new FideslangNode(item, remarks))];

    internal FideslangNode? Child(string key) => Typed<YamlMap>(key, "a mapping") is { } child ? new(child, remarks) : null;

    /// <summary>What fides itself adds; the older key counts where the newer is absent.</summary>
    internal FideslangNode? Meta()
    {
        var older = Child("fidesops_meta");
        return Child("fides_meta") ?? older;
    }

    /// <summary>The place of the value under a key; the mapping's own where it is absent.</summary>
    internal SourceSpan Place(string key) => map.Entries.FirstOrDefault(entry => entry.Key.Value == key)?.Value.At ?? At;

    /// <summary>Counts what nobody asked for; called once all has been read.</summary>
    internal void Done()
    {
        foreach (var entry in map.Entries.Where(entry => !_asked.Contains(entry.Key.Value) && !IsNothing(entry.Value)))
            remarks.Left(entry.Key.Value, entry.Key.At);
    }

    private T? Typed<T>(string key, string what)
        where T : YamlNode
    {
        _asked.Add(key);
        var value = map.Entries.FirstOrDefault(entry => entry.Key.Value == key)?.Value;
        if (value is null or YamlRefused || IsNothing(value))
            return null;
        if (value is not T)
            Report(key, value, what);
        return value as T;
    }

    private List<T> Items<T>(string key, string what)
        where T : YamlNode
    {
        var items = Typed<YamlList>(key, what)?.Items ?? [];
        foreach (var other in items.Where(item => item is not (T or YamlRefused)))
            Report(key, other, what);
        return [.. items.OfType<T>()];
    }

    private static bool IsNothing(YamlNode value) =>
        value is YamlList { Items: [] } || (value is YamlScalar scalar && CoreSchema.IsNull(scalar));

    private void Report(string key, YamlNode node, string what) =>
        remarks.Error(node.At, PackRules.ValueType, $"'{key}' is {what}; mend the file");
}
