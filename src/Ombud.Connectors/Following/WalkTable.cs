using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Following;

/// <summary>A table as the walk needs it: what is asked of it, and at which place of a row each field stands.</summary>
internal sealed class WalkTable
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly int[] _key;
    private readonly string _system;

    public WalkTable(SystemPlan plan, TableDescription table)
    {
        // Key and ways are needed for walking whether or not the file lists them as fields.
        var ways = plan.Ways[table.Name];
        var unlisted = table.Key.Concat(ways.Select(way => way.From)).Distinct(StringComparer.Ordinal)
            .Except(table.Fields.Select(field => field.Name), StringComparer.Ordinal)
            .Select(name => new FieldDescription { Name = name });

        (_system, Table) = (plan.System.Id, table);
        Asked = table with { Fields = [.. table.Fields, .. unlisted] };
        for (var index = 0; index < Asked.Fields.Count; index++)
            _places[Asked.Fields[index].Name] = index;

        _key = [.. table.Key.Select(field => _places[field])];
        Ways = [.. ways.Select(way => (way, IsOwned(table, way)))];
        Holders =
        [
            .. plan.System.Tables.SelectMany(holder => holder.Fields
                .Where(field => field.Reference is { Meaning: ReferenceMeaning.Owns } reference && reference.Table == table.Name)
                .Select(field => (holder, field.Name, field.Reference!.Field))),
        ];
    }

    public TableDescription Table { get; }

    /// <summary>The table with the fields that are asked for: those described, and after them what walking needs besides.</summary>
    public TableDescription Asked { get; }

    /// <summary>The ways on, and whether what they lead to is owned by this table's rows.</summary>
    public IReadOnlyList<(Way Way, bool IsOwned)> Ways { get; }

    /// <summary>The tables whose rows own rows of this one: their field, and the field of this table that it names.</summary>
    public IReadOnlyList<(TableDescription Table, string Field, string Target)> Holders { get; }

    public object? ValueOf(object?[] row, string field) => row[_places[field]];

    public bool Has(string field) => _places.ContainsKey(field);

    /// <exception cref="ConnectorException">A part of the key is null, so that the row could not be told from others.</exception>
    public RowKey KeyOf(object?[] row) => Key(Table, _system, _key.Select(place => row[place]));

    public static RowKey Key(TableDescription table, string system, IEnumerable<object?> parts) => new(
    [
        .. parts.Select(part => part ?? throw new ConnectorException(
            system, table.Name, "A row has null in the fields that the dataset file calls its key: name fields that tell each row.")),
    ]);

    private static bool IsOwned(TableDescription table, Way way) => table.Fields.Any(field =>
        field.Name == way.From
        && field.Reference is { Meaning: ReferenceMeaning.Owns } reference
        && reference.Table == way.Table.Name && reference.Field == way.Field);
}
