using System.Globalization;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Following;

/// <summary>
/// A value of a form, a text, as a system keeps it: compared with what stands there, and brought into its type. A day may stand there
/// as a text, a number as a number.
/// </summary>
internal static class ItemText
{
    private const string Day = "yyyy-MM-dd";

    // Of a number with zeros at its end, 5.0, what a form may have written as 5.
    private const string NoZeros = "0.############################";

    /// <summary>Whether what stands there is the text, as it is written.</summary>
    public static bool Is(object found, string text) => string.Equals(Of(found), text, StringComparison.Ordinal);

    /// <summary>Whether it is the text for all that a system may have done to it: case, spaces around it.</summary>
    public static bool IsLike(object found, string text) =>
        string.Equals(Of(found).Trim(), text.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>The text in the type of what stands there.</summary>
    /// <returns>Null where the type cannot hold it.</returns>
    public static object? In(object found, string text) => found switch
    {
        string => text,
        DateOnly => DateOf(text),
        DateTime moment => DateOf(text)?.ToDateTime(TimeOnly.MinValue, moment.Kind),
        bool => bool.TryParse(text, out var truth) ? truth : null,
        IConvertible and not char => decimal.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number : null,
        _ => null,
    };

    /// <summary>What somebody can do where a text does not fit.</summary>
    public static ConnectorException Unfit(SystemDescription system, TableDescription table, FieldDescription field) => new(
        system.Id, table.Name,
        $"The right value does not fit the field {field.Name}, its type or its length: correct it there by hand, or widen the field.");

    private static DateOnly? DateOf(string text) =>
        DateOnly.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    // A text of a fixed length comes back with spaces.
    private static string Of(object found) => found switch
    {
        string text => text.TrimEnd(' '),
        DateOnly day => day.ToString(Day, CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } moment => moment.ToString(Day, CultureInfo.InvariantCulture),
        decimal number => number.ToString(NoZeros, CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(found, CultureInfo.InvariantCulture) ?? "",
    };
}
