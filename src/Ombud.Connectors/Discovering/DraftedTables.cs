using Ombud.Connectors.Connecting;

namespace Ombud.Connectors.Discovering;

/// <summary>
/// The tables that a draft describes: those with a field that may identify somebody, and those that refer to such, and so on.
/// </summary>
internal sealed class DraftedTables
{
    private readonly Dictionary<string, int> _places;

    private DraftedTables(IReadOnlyList<LiveTable> tables)
    {
        Tables = tables;
        _places = tables.Select((table, place) => (table.Name, Place: place))
            .ToDictionary(pair => pair.Name, pair => pair.Place, StringComparer.Ordinal);
    }

    /// <summary>Nearest to a person first.</summary>
    internal IReadOnlyList<LiveTable> Tables { get; }

    internal static DraftedTables Of(IReadOnlyList<LiveTable> live)
    {
        var drafted = live.Where(table => table.Fields.Any(
            field => !IsLink(table, field.Name) && NameHints.IdentifierOf(field.Name) is not null)).ToList();
        for (var i = 0; i < drafted.Count; i++)
        {
            drafted.AddRange(live.Where(table => !drafted.Contains(table)
                && table.References.Any(reference => reference.Fields.Count == 1 && reference.Table == drafted[i].Name)));
        }
        return new(drafted);
    }

    internal bool Contains(string table) => _places.ContainsKey(table);

    /// <summary>Whether a table is nearer to a person than another.</summary>
    internal bool Comes(string table, string before) => _places[table] < _places[before];

    /// <summary>Whether a field is a key or leads elsewhere, so that its name tells of a row and not of a person.</summary>
    internal static bool IsLink(LiveTable table, string field) =>
        table.References.Any(reference => reference.Fields.Contains(field, StringComparer.Ordinal));
}
