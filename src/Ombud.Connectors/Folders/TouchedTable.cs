using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Folders.Reading;

namespace Ombud.Connectors.Folders;

/// <summary>A table in which rows are to go or to change: by their keys, until all of it happens at once.</summary>
internal sealed class TouchedTable
{
    private readonly Dictionary<string, Dictionary<string, object?>?> _changes = new(StringComparer.Ordinal);
    private readonly KeyIndex _index;

    private TouchedTable(TableDescription table, string path, FileState state, KeyIndex index) =>
        (Table, Path, State, _index) = (table, path, state, index);

    public TableDescription Table { get; }

    public string Path { get; }

    /// <summary>The file as it was when its keys were read.</summary>
    public FileState State { get; }

    public bool IsChanged => _changes.Count > 0;

    /// <summary>The fields that are overwritten in some row.</summary>
    public IEnumerable<string> Overwritten =>
        _changes.Values.Where(values => values is not null).SelectMany(values => values!.Keys).Distinct(StringComparer.Ordinal);

    /// <summary>Reads the keys of a table.</summary>
    /// <exception cref="FolderException">There is no such table, or its file is malformed.</exception>
    public static async Task<TouchedTable> ReadAsync(FolderTables tables, TableDescription table, CancellationToken cancel)
    {
        var path = tables.PathOf(table.Name);
        var state = UnixFile.Find(path) ?? throw new FolderException(FolderFailure.NoTable);
        await using var reader = tables.Open(table.Name, table.Key.Concat(table.Fields.Select(field => field.Name)));
        var places = KeyOf(table, reader);
        var index = new KeyIndex();
        while (await reader.ReadAsync(cancel))
        {
            if (reader.IsRow && Comparable.Key(places.Select(reader.Value)) is { } key)
                index.Add(key);
        }

        return new(table, path, state, index);
    }

    /// <summary>The places of the key in what a reader gives.</summary>
    public static int[] KeyOf(TableDescription table, TableReader reader) => [.. table.Key.Select(reader.PlaceOf)];

    /// <summary>Notes that a row goes; false where there is none.</summary>
    /// <exception cref="FolderException">Several rows have the key.</exception>
    public bool Delete(object[] key)
    {
        if (Find(key) is not { } found)
            return false;

        _changes[found] = null;
        return true;
    }

    /// <summary>Notes what fields of a row become; false where there is none.</summary>
    /// <inheritdoc cref="Delete"/>
    public bool Overwrite(object[] key, IEnumerable<(string Field, object? Value)> values)
    {
        if (Find(key) is not { } found)
            return false;

        if (!_changes.TryGetValue(found, out var known))
            _changes[found] = known = new(StringComparer.Ordinal);
        foreach (var (field, value) in values)
            known![field] = value;
        return true;
    }

    /// <summary>What becomes of a row.</summary>
    /// <param name="values">What it is overwritten with; null where it goes.</param>
    /// <returns>False where it stays as it is.</returns>
    public bool IsTouched(string? key, out Dictionary<string, object?>? values)
    {
        values = null;
        return key is not null && _changes.TryGetValue(key, out values);
    }

    private string? Find(object[] key)
    {
        var known = Comparable.Key(key);
        if (known is null || (_changes.TryGetValue(known, out var values) && values is null))
            return null;

        return _index.Count(known) switch
        {
            0 => null,
            1 => known,
            _ => throw new FolderException(FolderFailure.NotUnique),
        };
    }
}
