using System.Globalization;
using System.Text;

namespace Ombud.Connectors.Connecting;

/// <summary>
/// Values as they are compared where no database does it: by their text. A CSV file and an address know nothing but texts, and one file
/// of a folder may refer to another of the other kind; so the number 42 is the text 42, and 42abc is neither.
/// </summary>
internal static class Comparable
{
    // Divided by it a number loses the zeros at its end and nothing else: 1.50 is 1.5.
    private const decimal One = 1.000000000000000000000000000000m;

    public static string Of(object value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        byte[] bytes => Convert.ToHexString(bytes),
        decimal number => (number / One).ToString(CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime or DateTimeOffset or DateOnly or TimeOnly => ((IFormattable)value).ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>A key of several values as one text; null where one of them is.</summary>
    public static string? Key(IEnumerable<object?> parts)
    {
        var key = new StringBuilder();
        foreach (var part in parts)
        {
            if (part is null)
                return null;

            // With its length, so that a|b and c is not a and b|c.
            var text = Of(part);
            key.Append(CultureInfo.InvariantCulture, $"{text.Length}:{text}");
        }

        return key.ToString();
    }
}
