using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Following;

/// <summary>The rows of one table that are to go or to change. Holds keys and what will stand in, never what was there.</summary>
internal sealed class DoomedRows(TableDescription table, StandIns standIns)
{
    private readonly List<(RowKey Key, object?[] From, object?[] To)> _deleting = [];
    private readonly Dictionary<RowKey, List<(string Field, object? Value)>> _overwriting = [];
    private readonly HashSet<RowKey> _spared = [];
    private readonly FieldReference[] _own =
        [.. table.Fields.Select(field => field.Reference).OfType<FieldReference>().Where(reference => reference.Table == table.Name)];
    private readonly string[] _ownFields =
        [.. table.Fields.Where(field => field.Reference?.Table == table.Name).Select(field => field.Name)];

    public TableDescription Table { get; } = table;

    /// <summary>How many rows stay whole.</summary>
    public int Kept { get; private set; }

    public IReadOnlyDictionary<RowKey, List<(string Field, object? Value)>> Overwriting => _overwriting;

    public void Add(WalkedRow row)
    {
        if (row.IsShared)
            _spared.Add(row.Key);

        if (row.IsShared || Table.Erase is TableErasure.Keep)
            Kept++;
        else if (Table.Erase is TableErasure.Delete)
            _deleting.Add((row.Key, Values(row, _ownFields), Values(row, _own.Select(reference => reference.Field))));
        else
            AddFields(row);
    }

    /// <summary>
    /// The keys to delete, those that no other of them refers to first: some databases look at each row as it goes, also
    /// within one statement. A circle comes as one wave, last.
    /// </summary>
    public IEnumerable<List<object[]>> Waves()
    {
        if (_own.Length == 0)
            return _deleting.Count == 0 ? [] : [[.. _deleting.Select(row => row.Key.Parts)]];

        return InWaves();
    }

    /// <summary>Whether a row that was found once more should not be there, or not so.</summary>
    public bool IsLeft(WalkTable walked, RowKey key, object?[] values)
    {
        if (_spared.Contains(key) || Table.Erase is TableErasure.Keep)
            return false;

        return Table.Erase is TableErasure.Delete
            || Changing().Any(field => !IsErased(key, field, walked.ValueOf(values, field.Name)));
    }

    private bool IsErased(RowKey key, FieldDescription field, object? value)
    {
        if (value is null)
            return true;
        if (field.Erase is FieldErasure.Null)
            return false;

        return StandIns.IsOne(value)
            || (_overwriting.TryGetValue(key, out var written)
                && written.Exists(each => each.Field == field.Name && IsSame(each.Value, value)));
    }

    // A text of a fixed length comes back with spaces.
    private static bool IsSame(object? written, object found) => written is string left && found is string right
        ? left == right.TrimEnd(' ')
        : SameValue.Comparer.Equals(written, found);

    private void AddFields(WalkedRow row)
    {
        var values = new List<(string Field, object? Value)>();
        foreach (var field in Changing())
        {
            if (row.Table.ValueOf(row.Values, field.Name) is not { } value)
                continue;
            if (field.Erase is FieldErasure.Null)
                values.Add((field.Name, null));
            else if (!StandIns.IsOne(value))
                values.Add((field.Name, standIns.Make(Table, field, value)));
        }

        if (values.Count > 0)
            _overwriting.Add(row.Key, values);
    }

    // Never the key: what refers to the row would then refer to nothing.
    private IEnumerable<FieldDescription> Changing() => Table.Fields.Where(field =>
        field.Erase is not FieldErasure.Keep && !Table.Key.Contains(field.Name, StringComparer.Ordinal));

    private static object?[] Values(WalkedRow row, IEnumerable<string> fields) =>
        [.. fields.Select(field => row.Table.Has(field) ? row.Table.ValueOf(row.Values, field) : null)];

    private IEnumerable<List<object[]>> InWaves()
    {
        var parents = Parents();
        var referring = new int[_deleting.Count];
        foreach (var parent in parents.SelectMany(each => each))
            referring[parent]++;

        var wave = Enumerable.Range(0, referring.Length).Where(row => referring[row] == 0).ToList();
        var left = Enumerable.Range(0, referring.Length).ToHashSet();
        while (wave.Count > 0)
        {
            yield return [.. wave.Select(row => _deleting[row].Key.Parts)];

            left.ExceptWith(wave);
            wave = [.. wave.SelectMany(row => parents[row]).Where(parent => --referring[parent] == 0)];
        }

        if (left.Count > 0)
            yield return [.. left.Select(row => _deleting[row].Key.Parts)];
    }

    /// <summary>For each row the rows that it refers to; itself does not count.</summary>
    private List<int>[] Parents()
    {
        var parents = _deleting.Select(_ => new List<int>()).ToArray();
        for (var reference = 0; reference < _own.Length; reference++)
        {
            var targets = Enumerable.Range(0, _deleting.Count).Where(row => _deleting[row].To[reference] is not null)
                .ToLookup(row => _deleting[row].To[reference]!, SameValue.Comparer);
            for (var row = 0; row < parents.Length; row++)
            {
                if (_deleting[row].From[reference] is { } value)
                    parents[row].AddRange(targets[value].Where(target => target != row));
            }
        }

        return parents;
    }
}
