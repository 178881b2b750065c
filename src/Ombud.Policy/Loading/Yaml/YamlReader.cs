using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Yaml;

/// <summary>
/// Reads the values of one mapping by key. What is missing or wrong is reported and replaced by something harmless, so
/// that reading goes on to the end of the file.
/// </summary>
internal sealed partial class YamlReader
{
    private readonly YamlMap _map;
    private readonly ReadContext _context;
    private readonly YamlReader? _parent;
    private readonly string _parentKey;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    internal YamlReader(YamlMap map, ReadContext context)
        : this(map, context, parent: null, parentKey: "")
    {
    }

    private YamlReader(YamlMap map, ReadContext context, YamlReader? parent, string parentKey)
    {
        _map = map;
        _context = context;
        _parent = parent;
        _parentKey = parentKey;
    }

    /// <summary>The place of the mapping.</summary>
    internal SourceSpan At => _map.At;

    internal bool Has(string key) => _map.Entries.Any(entry => entry.Key.Value == key);

    /// <summary>The entries of a list, each read by <paramref name="map"/>; an absent list is empty.</summary>
    internal IReadOnlyList<T> List<T>(string key, Func<YamlReader, T> map) => ReadList(key, missing: null, map);

    /// <summary>The entries of a list that must be there and have one entry at least.</summary>
    internal IReadOnlyList<T> SomeOf<T>(string key, Func<YamlReader, T> map)
    {
        var entries = ReadList(key, PackRules.KeyMissing, map);
        RequireOne(key, entries.Count);
        return entries;
    }

    /// <summary>A list of entries with ids, each id once.</summary>
    internal IReadOnlyList<T> Entries<T>(string key, Func<YamlReader, T> map)
        where T : PackEntry => Once(List(key, map));

    /// <summary>A list of entries with ids, which must be there, if only empty.</summary>
    internal IReadOnlyList<T> RequiredEntries<T>(string key, Func<YamlReader, T> map)
        where T : PackEntry => Once(RequiredList(key, map));

    /// <summary>A list of entries, which must be there, if only empty.</summary>
    internal IReadOnlyList<T> RequiredList<T>(string key, Func<YamlReader, T> map) =>
        ReadList(key, PackRules.KeyMissing, map);

    private IReadOnlyList<T> Once<T>(IReadOnlyList<T> entries)
        where T : PackEntry
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.Id.Length > 0 && !ids.Add(entry.Id))
            {
                var at = _context.Findings.Places.Of(entry.At, "id");
                _context.Findings.Add(at, PackRules.IdDuplicate, $"'{entry.Id}' stands twice; choose another id");
            }
        }

        return entries;
    }

    /// <summary>A mapping under a key; null where it is absent.</summary>
    internal T? Child<T>(string key, Func<YamlReader, T> map)
        where T : class
    {
        return Take(key, missing: null) switch
        {
            YamlMap child => Read(child, key, map),
            { } other => Fault<T?>(key, other, "write a mapping"),
            null => null,
        };
    }

    /// <summary>The value under a key as it stands, for words that YAML itself means something by; null where it is absent.</summary>
    internal YamlNode? Raw(string key) => Take(key, missing: null);

    /// <summary>Passes over the value under a key and gives its place.</summary>
    internal SourceSpan Skip(string key) => Take(key, missing: null)?.At ?? At;

    /// <summary>Reports every key that nobody asked for; called once all have been read.</summary>
    internal void Done()
    {
        if (_context.Lenient)
            return;

        foreach (var entry in _map.Entries.Where(entry => !_asked.Contains(entry.Key.Value)))
        {
            _context.Findings.Add(entry.Key.At, PackRules.KeyUnknown, $"there is no key '{entry.Key.Value}' here"
                + Suggestion.For(entry.Key.Value, _asked, "; leave it out"));
        }
    }

    private List<T> ReadList<T>(string key, PackRule? missing, Func<YamlReader, T> map)
    {
        if (TakeList(key, missing) is not { } list)
            return [];

        var read = new List<T>();
        for (var i = 0; i < list.Items.Count; i++)
        {
            _context.Findings.Places.Record(At, key, i, list.Items[i].At);
            if (list.Items[i] is YamlMap child)
                read.Add(Read(child, key, map));
            else
                Fault<object?>(key, list.Items[i], "write a mapping, 'key: value'");
        }

        return read;
    }

    private T Read<T>(YamlMap child, string key, Func<YamlReader, T> map)
    {
        var reader = new YamlReader(child, _context, this, key);
        var read = map(reader);
        reader.Done();
        return read;
    }

    private YamlList? TakeList(string key, PackRule? missing) => Take(key, missing) switch
    {
        YamlList list => list,
        { } other => Fault<YamlList?>(key, other, "write a list, '[a, b]' or '- a'"),
        null => null,
    };

    private YamlNode? Take(string key, PackRule? missing)
    {
        _asked.Add(key);
        var value = _map.Entries.FirstOrDefault(entry => entry.Key.Value == key)?.Value;
        if (_context.Lenient && missing is null && value is YamlScalar scalar && CoreSchema.IsNull(scalar))
            return null;
        if (value is not null)
            _context.Findings.Places.Record(At, key, value.At);
        else if (missing is not null)
            Report(key, At, missing, $"'{key}' is missing; add it");
        return value;
    }

    private void RequireOne(string key, int count)
    {
        if (count == 0 && Has(key) && _context.Findings.IsSound(At, key))
            Report(key, _context.Findings.Places.Of(At, key), PackRules.ValueEmpty,
                $"'{key}' needs at least one entry");
    }

    private T? Fault<T>(string key, YamlNode node, string todo)
    {
        if (node is YamlRefused)
            MarkFaulty(key);
        else
            Report(key, node.At, PackRules.ValueType, $"'{key}' has another type; {todo}");
        return default;
    }

    private void Report(string key, SourceSpan at, PackRule rule, string message)
    {
        _context.Findings.Add(at, rule, message);
        MarkFaulty(key);
    }

    private void MarkFaulty(string key)
    {
        _context.Findings.MarkFaulty(At, key);
        _parent?.MarkFaulty(_parentKey);
    }
}
