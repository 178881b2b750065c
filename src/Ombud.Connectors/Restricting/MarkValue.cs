using System.Globalization;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;

namespace Ombud.Connectors.Restricting;

/// <summary>
/// A mark of a dataset file, a text, a truth or a number, as a system keeps it: compared with what stands there, and brought into its
/// type. A truth may stand there as the number 1 or 0, or as its word.
/// </summary>
internal static class MarkValue
{
    private const string True = "true";
    private const string False = "false";

    /// <summary>Whether what stands there is the mark.</summary>
    public static bool Is(object? found, object? mark) => (found, mark) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (bool truth, bool meant) => truth == meant,
        (bool truth, decimal number) => number == (truth ? 1 : 0),
        (string text, bool meant) => string.Equals(text.Trim(), meant ? True : False, StringComparison.OrdinalIgnoreCase),
        (string text, decimal number) =>
            decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var there) && there == number,
        (_, string text) => ItemText.Is(found, text),
        (IConvertible, bool meant) => NumberOf(found) == (meant ? 1 : 0),
        (IConvertible, decimal number) => NumberOf(found) == number,
        _ => false,
    };

    /// <summary>The mark in the type of what stands there; where nothing does, as the dataset file has it.</summary>
    /// <returns>Null where the mark is nothing.</returns>
    /// <exception cref="Connecting.ConnectorException">The type cannot hold it.</exception>
    public static object? In(object? found, object? mark, SystemDescription system, TableDescription table) => (found, mark) switch
    {
        (_, null) => null,
        // A whole number as one: some systems keep 1 and 1.0 apart.
        (null, decimal number) when IsWhole(number) => (long)number,
        (null, _) => mark,
        (string, bool meant) => meant ? True : False,
        (string, decimal number) => number.ToString(CultureInfo.InvariantCulture),
        (bool, bool) => mark,
        (bool, decimal and (0 or 1) and var number) => number == 1,
        (_, bool meant) when NumberOf(found) is not null => meant ? 1L : 0L,
        (_, decimal number) when NumberOf(found) is not null && IsWhole(number) => (long)number,
        (_, decimal number) when NumberOf(found) is not null => number,
        (_, string text) when ItemText.In(found, text) is { } fitting => fitting,
        _ => throw new Connecting.ConnectorException(system.Id, table.Name,
            $"The mark does not fit the field {table.Restricting!.Field}, its type or its length: compare 'restricting' of the dataset "
            + "file with the table."),
    };

    private static bool IsWhole(decimal number) =>
        number == decimal.Floor(number) && number is >= long.MinValue and <= long.MaxValue;

    private static decimal? NumberOf(object found)
    {
        try
        {
            return found is IConvertible and not (string or char or DateTime or bool)
                ? Convert.ToDecimal(found, CultureInfo.InvariantCulture) : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
