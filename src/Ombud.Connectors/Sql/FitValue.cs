using System.Globalization;

namespace Ombud.Connectors.Sql;

/// <summary>
/// Brings a value into the type of the column it is compared with. Left to the database, a text against a number is an error
/// on one and a match for everybody whose number begins so on another.
/// </summary>
internal static class FitValue
{
    /// <returns>False where a column of this type can hold no such value.</returns>
    public static bool Try(object value, Type column, out object fitting)
    {
        fitting = value;
        if (value.GetType() == column)
            return true;

        if (column == typeof(string))
        {
            fitting = AsText(value);
            return true;
        }

        if (column == typeof(Guid))
            return value is string text && Guid.TryParse(text, out var guid) && Set(guid, out fitting);

        if (IsNumber(column))
            return TryNumber(value, column, out fitting);

        // A number's place cannot be taken by what was not read from a number; other types are compared as they are.
        return value is not string;
    }

    public static bool IsNumber(Type type) =>
        type == typeof(decimal) || type == typeof(float) || type == typeof(double)
        || (type.IsPrimitive && type != typeof(bool) && type != typeof(char) && type != typeof(nint) && type != typeof(nuint));

    private static string AsText(object value) => value switch
    {
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        _ => value.ToString() ?? "",
    };

    private static bool TryNumber(object value, Type column, out object fitting)
    {
        fitting = value;
        if (!TryDecimal(value, out var number))
            return false;

        try
        {
            fitting = Convert.ChangeType(number, column, CultureInfo.InvariantCulture);
            return Convert.ToDecimal(fitting, CultureInfo.InvariantCulture) == number;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static bool TryDecimal(object value, out decimal number)
    {
        number = 0;
        if (value is string text)
        {
            return decimal.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
        }

        if (!IsNumber(value.GetType()))
            return false;

        try
        {
            number = Convert.ToDecimal(value, CultureInfo.InvariantCulture);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    private static bool Set(object value, out object fitting)
    {
        fitting = value;
        return true;
    }
}
