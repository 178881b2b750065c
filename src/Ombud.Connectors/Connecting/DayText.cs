using System.Globalization;

namespace Ombud.Connectors.Connecting;

/// <summary>Days as texts, where a system has no type for them: 2026-01-31, and a moment of the day after it.</summary>
internal static class DayText
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>Whether a text begins with a day.</summary>
    public static bool Is(string text) => Of(text) is not null;

    /// <summary>The day with which a text begins; null where it does not.</summary>
    public static DateOnly? Of(string text) => text.Length >= Form.Length
        && (text.Length == Form.Length || text[Form.Length] is ' ' or 'T')
        && DateOnly.TryParseExact(text.AsSpan(0, Form.Length), Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;

    /// <summary>A day as it is written.</summary>
    public static string Of(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);
}
