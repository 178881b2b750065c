using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ombud.Connectors.Connecting;

namespace Ombud.Connectors.Folders.Reading;

/// <summary>
/// What a file tells of its table: the fields of its header or of its first lines, and what their values look like. Of keys and
/// of references it tells nothing, so that there are none.
/// </summary>
internal static partial class SampleTable
{
    /// <summary>How many rows are looked at.</summary>
    public const int RowsMax = 10_000;

    /// <summary>What is no other type, or several.</summary>
    public const string Text = "text";

    public static async Task<LiveTable> RunAsync(string name, TableReader reader, CancellationToken cancel)
    {
        var types = new OrderedDictionary<string, string?>(StringComparer.Ordinal);
        var rows = 0;
        while (rows < RowsMax && await reader.ReadAsync(cancel))
        {
            if (!reader.IsRow)
                continue;

            rows++;
            foreach (var (field, value) in reader.All())
            {
                var type = value is null ? null : TypeOf(value);
                var known = types.GetValueOrDefault(field);
                types[field] = known is null || type is null ? known ?? type : known == type ? known : Text;
            }
        }

        var fields = reader.Header.Concat(types.Keys).Distinct(StringComparer.Ordinal);
        return new(
            name, [],
            [.. fields.Select(field => new LiveField(field, types.GetValueOrDefault(field) ?? Text, IsNullable: true, LengthMax: null))],
            []);
    }

    /// <summary>What a value looks like.</summary>
    public static string TypeOf(object value) => value switch
    {
        bool => "boolean",
        string text => TypeOf(text),
        _ => "number",
    };

    /// <inheritdoc cref="TypeOf(object)"/>
    public static string TypeOf(string text)
    {
        if (text is "true" or "false")
            return "boolean";
        if (Number.IsMatch(text))
            return "number";
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return "date";
        if (Moment.IsMatch(text))
            return "timestamp";

        return IsJson(text) ? "json" : Text;
    }

    private static bool IsJson(string text)
    {
        if (!text.StartsWith('{') && !text.StartsWith('['))
            return false;

        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // No zeros before it: 0701 is where a telephone number begins, and no number.
    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,27})(\.[0-9]{1,27})?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number { get; }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Moment { get; }
}
