using System.Data.Common;
using System.Globalization;
using Ombud.Connectors.Connecting;

namespace Ombud.Connectors.Discovering;

/// <summary>
/// The questions to a database about itself. Each answers schema and table first, as they are, and whether the schema is the
/// default one: fields (name, type, whether nullable, length), keys (name), references (constraint, name, and schema, table,
/// name and default of the target); all in order.
/// </summary>
internal sealed record CatalogueQueries(string Fields, string Keys, string References);

/// <summary>Makes tables of what the questions answer.</summary>
internal static class Catalogue
{
    public static async Task<IReadOnlyList<LiveTable>> ReadAsync(
        CatalogueQueries queries, Func<string, DbCommand> command, CancellationToken cancel)
    {
        var fields = await RowsAsync(command(queries.Fields), cancel);
        var keys = (await RowsAsync(command(queries.Keys), cancel)).ToLookup(Table, row => Text(row[3]), StringComparer.Ordinal);
        var references = (await RowsAsync(command(queries.References), cancel)).ToLookup(Table, StringComparer.Ordinal);
        return
        [
            .. fields.GroupBy(Table, StringComparer.Ordinal).Select(table => new LiveTable(
                table.Key,
                [.. keys[table.Key]],
                [.. table.Select(row => new LiveField(Text(row[3]), Text(row[4]), Truth(row[5]), Length(row[6])))],
                [.. references[table.Key].GroupBy(row => Text(row[3]), StringComparer.Ordinal).Select(Reference)])),
        ];
    }

    private static LiveReference Reference(IEnumerable<object?[]> rows)
    {
        object?[][] parts = [.. rows];
        return new LiveReference(
            [.. parts.Select(row => Text(row[4]))], Name(parts[0][5], parts[0][6], parts[0][7]), [.. parts.Select(row => Text(row[8]))]);
    }

    private static async Task<List<object?[]>> RowsAsync(DbCommand command, CancellationToken cancel)
    {
        await using var asking = command;
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<object?[]>();
        while (await reader.ReadAsync(cancel))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add([.. row.Select(value => value is DBNull ? null : value)]);
        }

        return rows;
    }

    private static string Table(object?[] row) => Name(row[0], row[1], row[2]);

    // A dot in a table's own name would be taken for the end of a schema, so that such a one is named with its schema.
    private static string Name(object? schema, object? table, object? isDefault) =>
        Truth(isDefault) && !Text(table).Contains('.', StringComparison.Ordinal) ? Text(table) : $"{Text(schema)}.{Text(table)}";

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static bool Truth(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture) != 0;

    // A database counts a text without a bound as billions long.
    private static int? Length(object? value) =>
        value is not null && Convert.ToDecimal(value, CultureInfo.InvariantCulture) is > 0 and < int.MaxValue and var length
            ? (int)length
            : null;
}
