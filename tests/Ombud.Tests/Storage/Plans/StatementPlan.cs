using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Npgsql;

namespace Ombud.Tests.Storage.Plans;

/// <summary>How one table, or one partition of it, is read.</summary>
/// <param name="Table">Its name, without that of the partition.</param>
/// <param name="Partition">Number of the partition; empty where the table has none.</param>
/// <param name="Kind">PostgreSQL's own word, as <c>Seq Scan</c>.</param>
/// <param name="Condition">By what the index is entered; empty where all of it is read.</param>
internal sealed record Scan(string Table, string Partition, string Kind, string Condition);

/// <summary>PostgreSQL's plan for a statement, given some values, by the settings that the product's connections have.</summary>
internal static partial class StatementPlan
{
    /// <exception cref="PostgresException">The statement cannot be prepared.</exception>
    public static async Task<IReadOnlyList<Scan>> OfAsync(NpgsqlConnection connection, string sql)
    {
        sql = Numbered(await WithArraysAsync(connection, sql));
        await TestDb.RunAsync(connection,
            "deallocate all; set enable_seqscan = off; set jit = off; set plan_cache_mode = force_custom_plan");
        await TestDb.RunAsync(connection, $"prepare asked as {sql}");
        var values = new List<string>();
        await using (var types = new NpgsqlCommand(
            "select parameter_types::text[] from pg_prepared_statements where name = 'asked'", connection))
            values.AddRange(((string[])(await types.ExecuteScalarAsync())!).Select((type, i) => ValueOf(type, i + 1)));
        await using var explain = new NpgsqlCommand("explain (format json) execute asked"
            + (values.Count == 0 ? "" : $"({string.Join(", ", values)})"), connection);
        using var plan = JsonDocument.Parse((string)(await explain.ExecuteScalarAsync())!);
        return [.. ScansOf(plan.RootElement[0].GetProperty("Plan"))];
    }

    private static IEnumerable<Scan> ScansOf(JsonElement node)
    {
        var kind = Word(node, "Node Type");
        if (Word(node, "One-Time Filter") == "false")
            throw new InvalidOperationException("The values given let PostgreSQL see that nothing is to be read.");
        if (kind.EndsWith("Scan", StringComparison.Ordinal) && Word(node, "Relation Name") is { Length: > 0 } name)
        {
            var part = PartOfTable.Match(name);
            yield return new Scan(
                part.Success ? name[..part.Index] : name, part.Groups["part"].Value, kind,
                Word(node, "Index Cond") is { Length: > 0 } condition ? condition : Word(node, "Recheck Cond"));
        }
        if (!node.TryGetProperty("Plans", out var below))
            yield break;
        foreach (var scan in below.EnumerateArray().SelectMany(ScansOf))
            yield return scan;
    }

    private static string Word(JsonElement node, string name) =>
        node.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static string Numbered(string sql)
    {
        var names = Parameter.Matches(sql).Select(match => match.Value).Distinct(StringComparer.Ordinal).ToList();
        return Parameter.Replace(sql, match => $"${names.IndexOf(match.Value) + 1}");
    }

    // PostgreSQL cannot tell of which type the arrays are that unnest takes: the columns they become say it, and what stood in
    // a column before is of that column's type.
    private static async Task<string> WithArraysAsync(NpgsqlConnection connection, string sql)
    {
        var unnest = Unnest.Match(sql);
        if (!unnest.Success)
            return sql;
        var types = await TypesAsync(connection, sql);
        var columns = (unnest.Groups["as"].Success ? unnest.Groups["as"] : Into.Match(sql).Groups["columns"]).Value.Split(',');
        var arrays = unnest.Groups["arrays"].Value.Split(',')
            .Select((array, i) => $"{array.Trim()}::{types[columns[i].Trim().Replace("_before", "", StringComparison.Ordinal)]}[]");
        var group = unnest.Groups["arrays"];
        return sql[..group.Index] + string.Join(", ", arrays) + sql[(group.Index + group.Length)..];
    }

    private static async Task<Dictionary<string, string>> TypesAsync(NpgsqlConnection connection, string sql)
    {
        await using var select = new NpgsqlCommand(
            "select table_name, column_name, data_type from information_schema.columns where table_schema = 'public'", connection);
        await using var reader = await select.ExecuteReaderAsync();
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            if (Regex.IsMatch(sql, $@"\b{reader.GetString(0)}\b", RegexOptions.None, TimeSpan.FromSeconds(1)))
                types[reader.GetString(1)] = reader.GetString(2);
        }
        return types;
    }

    // Numbers grow, lest a moment be both before and after the same one and PostgreSQL see that it need read nothing.
    private static string ValueOf(string type, int position) => type switch
    {
        "smallint" or "integer" or "bigint" => position.ToString(CultureInfo.InvariantCulture),
        "boolean" => "true",
        "uuid" => "'01920000-0000-7000-8000-000000000001'",
        "bytea" => """'\x01'""",
        "text" => "'x'",
        _ when type.EndsWith("[]", StringComparison.Ordinal) => $"array[{ValueOf(type[..^2], position)}]::{type}",
        _ => throw new NotSupportedException($"No value of type {type} is known."),
    };

    [GeneratedRegex("@[a-z_0-9]+", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter { get; }

    [GeneratedRegex("_part(?<part>[0-9])$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PartOfTable { get; }

    [GeneratedRegex(@"unnest\((?<arrays>[^():]*)\)(\s+as\s+\w+\s*\((?<as>[^)]*)\))?", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unnest { get; }

    [GeneratedRegex(@"insert\s+into\s+\w+(\s+as\s+\w+)?\s*\((?<columns>[^)]*)\)", RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Into { get; }
}
