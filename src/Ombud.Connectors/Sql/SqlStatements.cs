using System.Text;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Sql;

/// <summary>The few statements there are. They are made of quoted names and placeholders, never of a value.</summary>
internal static class SqlStatements
{
    /// <summary>
    /// How many places a list of so many values gets. A few lengths serve all, so that a server does not keep a plan for each;
    /// the places left over repeat the last value, which finds nothing more.
    /// </summary>
    public static int Places(int values) => values switch { 1 => 1, <= 8 => 8, <= 64 => 64, _ => IConnector.ValuesMax };

    /// <summary>No row, but the types of the columns.</summary>
    public static string Shape(SqlDialect dialect, string table, IReadOnlyList<string> fields) =>
        $"select {Names(dialect, fields)} from {dialect.QuoteTable(table)} where 1 = 0";

    // No order and no limit: both lead planners from the index on the field to another one.
    public static string Find(SqlDialect dialect, TableDescription table, string field, int places)
    {
        var names = Names(dialect, table.Fields.Select(each => each.Name).Append(field));
        var values = string.Join(", ", Enumerable.Range(0, places).Select(dialect.Placeholder));
        return $"select {names} from {dialect.QuoteTable(table.Name)} where {dialect.Quote(field)} in ({values})";
    }

    /// <param name="older">The condition on the age, with the first placeholder.</param>
    /// <param name="isAfter">Whether it begins after a key, whose parts follow as <see cref="AfterKey"/> has them.</param>
    public static string FindOlder(SqlDialect dialect, TableDescription table, string field, string older, bool isAfter, int limit)
    {
        var sql = new StringBuilder("select ").Append(Names(dialect, table.Fields.Select(each => each.Name).Append(field)))
            .Append(" from ").Append(dialect.QuoteTable(table.Name)).Append(" where ").Append(older);
        if (isAfter)
        {
            var place = 1;
            sql.Append(" and (").AppendJoin(" or ", table.Key.Select((_, last) =>
            {
                var first = place;
                place += last + 1;
                return $"({string.Join(" and ", table.Key.Take(last + 1).Select((name, index) =>
                    $"{dialect.Quote(name)} {(index == last ? ">" : "=")} {dialect.Placeholder(first + index)}"))})";
            })).Append(')');
        }

        return sql.Append(" order by ").Append(Names(dialect, table.Key)).Append(' ').Append(dialect.Limit(limit)).ToString();
    }

    /// <summary>The parts of a key as <see cref="FindOlder"/> asks for them: the first, the first two, and so on.</summary>
    public static IEnumerable<object> AfterKey(object[] after) => Enumerable.Range(1, after.Length).SelectMany(count => after.Take(count));

    public static string Delete(SqlDialect dialect, TableDescription table, int places)
    {
        var sql = new StringBuilder($"delete from {dialect.QuoteTable(table.Name)} where ");
        var width = table.Key.Count;
        return width == 1
            ? sql.Append(dialect.Quote(table.Key[0])).Append(" in (")
                .AppendJoin(", ", Enumerable.Range(0, places).Select(dialect.Placeholder)).Append(')').ToString()
            // Not (a, b) in ((1, 2), …), which some versions answer by reading the whole table.
            : sql.AppendJoin(" or ", Enumerable.Range(0, places).Select(row => $"({IsRow(dialect, table.Key, row * width)})")).ToString();
    }

    public static string Overwrite(SqlDialect dialect, TableDescription table, IReadOnlyList<string> fields) =>
        new StringBuilder($"update {dialect.QuoteTable(table.Name)} set ")
            .AppendJoin(", ", fields.Select((field, index) => $"{dialect.Quote(field)} = {dialect.Placeholder(index)}"))
            .Append(" where ").Append(IsRow(dialect, table.Key, fields.Count)).ToString();

    /// <summary>How many rows of a key meet a condition, which has the first placeholder.</summary>
    // Of a field of the key, and not of the row: on its other fields the account may have no right.
    public static string Count(SqlDialect dialect, TableDescription table, string condition) =>
        $"select count({dialect.Quote(table.Key[0])}) from {dialect.QuoteTable(table.Name)}"
        + $" where {condition} and {IsRow(dialect, table.Key, 1)}";

    private static string IsRow(SqlDialect dialect, IReadOnlyList<string> key, int first) =>
        string.Join(" and ", key.Select((field, index) => $"{dialect.Quote(field)} = {dialect.Placeholder(first + index)}"));

    private static string Names(SqlDialect dialect, IEnumerable<string> fields) => string.Join(", ", fields.Select(dialect.Quote));
}
