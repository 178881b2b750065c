using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ombud.Connectors.Folders.Reading;

/// <summary>A number of JSON as a value, with every digit that it has: what is nearest to it may be nearest to another too.</summary>
internal static class JsonNumber
{
    // How many digits a decimal holds in any case, and how many of them behind the point.
    private const int DigitsMax = 28;

    /// <summary>A whole number, else a decimal of at most 28 digits, else the text that stands there.</summary>
    public static object Of(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out var whole))
            return whole;

        return Fits(reader.ValueSpan) && reader.TryGetDecimal(out var exact) ? exact : Encoding.ASCII.GetString(reader.ValueSpan);
    }

    private static bool Fits(ReadOnlySpan<byte> written)
    {
        var end = written.IndexOfAny((byte)'e', (byte)'E');
        var digits = (end < 0 ? written : written[..end]).TrimStart((byte)'-');
        var exponent = 0;
        if (end >= 0 && !int.TryParse(written[(end + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            return false;

        // The powers of ten of the first and the last digit that is not zero; what stands before and behind them says nothing.
        long? first = null;
        var (last, point) = (0L, digits.IndexOf((byte)'.'));
        var power = (long)exponent + (point < 0 ? digits.Length : point);
        foreach (var digit in digits)
        {
            if (digit is (byte)'.')
                continue;

            power--;
            if (digit is (byte)'0')
                continue;

            first ??= power;
            last = power;
        }

        return first is null || (first - last < DigitsMax && last >= -DigitsMax);
    }
}
