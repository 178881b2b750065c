using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ombud.Connectors.Tests.Contract;

/// <summary>CSV as the tests write and read it; what the connectors do is not used to check them.</summary>
internal static class CsvText
{
    public static string Write(string[] names, IEnumerable<object?[]> rows)
    {
        var text = new StringBuilder().AppendJoin(',', names.Select(Cell)).Append('\n');
        foreach (var row in rows)
            text.AppendJoin(',', row.Select(Cell)).Append('\n');
        return text.ToString();
    }

    public static List<(string Name, object? Value)[]> Read(string text)
    {
        var rows = new List<List<string?>> { new() };
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '"')
            {
                var value = new StringBuilder();
                for (at++; text[at] is not '"' || (at + 1 < text.Length && text[at + 1] is '"'); at++)
                    value.Append(text[at] is '"' ? text[at++] : text[at]);
                rows[^1].Add(value.ToString());
                at++;
            }
            else
            {
                var end = text.IndexOfAny([',', '\n'], at);
                rows[^1].Add(end > at ? text[at..end] : null);
                at = end;
            }

            if (text[at] is '\n')
                rows.Add([]);
        }

        rows.RemoveAt(rows.Count - 1);
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row, (name, value) => (name!, (object?)value)).ToArray())];
    }

    public static string Cell(object? value)
    {
        if (value is null)
            return "";

        var text = value is bool truth ? truth ? "true" : "false" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
        return text.Length > 0 && text.IndexOfAny([',', '"', '\r', '\n']) < 0
            ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

/// <summary>JSON Lines as the tests write and read it.</summary>
internal static class JsonLinesText
{
    public static string Write(string[] names, IEnumerable<object?[]> rows) =>
        string.Concat(rows.Select(row => $"{{{string.Join(",", names.Zip(row, Property))}}}\n"));

    private static string Property(string name, object? value) =>
        $"{JsonSerializer.Serialize(name)}:{JsonSerializer.Serialize(value)}";

    public static List<(string Name, object? Value)[]> Read(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.EnumerateObject().Select(each => (each.Name, Value(each.Value))).ToArray();
        }),
    ];

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDecimal(),
        _ => element.GetRawText(),
    };
}
