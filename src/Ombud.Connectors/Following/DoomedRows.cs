using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Following;

/// <summary>The rows of one table that are to go or to change. Holds keys and what will stand in, never what was there.</summary>
/// <param name="gone">The tables whose rows go before those of this one.</param>
internal sealed class DoomedRows(TableDescription table, IReadOnlySet<string> gone, LiveFields fields, StandIns standIns)
{
    private readonly List<(RowKey Key, object?[] From, object?[] To)> _deleting = [];
    private readonly Dictionary<RowKey, List<(string Field, object? Value)>> _overwriting = [];
    private readonly List<(object[] Key, List<(string Field, object? Value)> Values)> _lettingGo = [];
    private readonly HashSet<RowKey> _spared = [];
    private readonly FieldReference[] _own =
        [.. table.Fields.Select(field => field.Reference).OfType<FieldReference>().Where(reference => reference.Table == table.Name)];
    private readonly string[] _ownFields =
        [.. table.Fields.Where(field => field.Reference?.Table == table.Name).Select(field => field.Name)];

    public TableDescription Table { get; } = table;

    /// <summary>How many rows stay whole.</summary>
    public int Kept { get; private set; }

    public IReadOnlyDictionary<RowKey, List<(string Field, object? Value)>> Overwriting => _overwriting;

    /// <summary>
    /// Rows that go, but refer to rows that go before them, since tables refer to each other in a circle: they let go first.
    /// </summary>
    public IReadOnlyList<(object[] Key, List<(string Field, object? Value)> Values)> LettingGo => _lettingGo;

    public void Add(WalkedRow row)
    {
        if (row.IsShared)
            _spared.Add(row.Key);

        if (row.IsShared || Table.Erase is TableErasure.Keep)
            Kept++;
        else if (Table.Erase is TableErasure.Delete)
            AddDeleting(row);
        else
            AddFields(row);
    }

    /// <summary>
    /// The keys to delete, those that no other of them refers to first: some databases look at each row as it goes, also
    /// within one statement. The knot is what is left in the end, rows that refer to each other or to themselves; it goes last.
    /// </summary>
    public (List<object[][]> Waves, object[][] Knot) InOrder()
    {
        if (_own.Length == 0)
            return ([[.. _deleting.Select(row => row.Key.Parts)]], []);

        var waves = new List<object[][]>();
        var parents = Parents();
        var referring = new int[_deleting.Count];
        foreach (var parent in parents.SelectMany(each => each))
            referring[parent]++;

        var left = Enumerable.Range(0, referring.Length).ToHashSet();
        var wave = left.Where(row => referring[row] == 0).ToList();
        while (wave.Count > 0)
        {
            waves.Add(Keys(wave));
            left.ExceptWith(wave);
            wave = [.. wave.SelectMany(row => parents[row]).Where(parent => --referring[parent] == 0)];
        }

        return (waves, Keys(left));
    }

    /// <summary>What a row of the knot is overwritten with to let go of the others.</summary>
    public List<(string Field, object? Value)> Loose() => [.. _ownFields.Where(CanLetGo).Select(field => (field, (object?)null))];

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

        return standIns.IsOne(value)
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
            else if (!standIns.IsOne(value))
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

    private void AddDeleting(WalkedRow row)
    {
        _deleting.Add((row.Key, Values(row, _ownFields), Values(row, _own.Select(reference => reference.Field))));
        var loose = Table.Fields
            .Where(field => field.Reference is { } reference && gone.Contains(reference.Table) && CanLetGo(field.Name)
                            && row.Table.ValueOf(row.Values, field.Name) is not null)
            .Select(field => (field.Name, (object?)null)).ToList();
        if (loose.Count > 0)
            _lettingGo.Add((row.Key.Parts, loose));
    }

    private bool CanLetGo(string field) =>
        !Table.Key.Contains(field, StringComparer.Ordinal) && fields.Find(Table.Name, field) is { IsNullable: true };

    private object[][] Keys(IEnumerable<int> rows) => [.. rows.Select(row => _deleting[row].Key.Parts)];

    /// <summary>For each row the rows that it refers to, if only itself.</summary>
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
                    parents[row].AddRange(targets[value]);
            }
        }

        return parents;
    }
}
