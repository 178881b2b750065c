using System.Globalization;

namespace Ombud.Incidents.Working;

/// <summary>A day and a time of day in UTC, as a form sends them.</summary>
public sealed record MomentField(string Day, string Time)
{
    public static readonly MomentField Empty = new("", "");

    private static readonly string[] Times = ["HH:mm", "H:mm"];

    /// <summary>What came back of a form.</summary>
    public static MomentField Of(IFormCollection form, string name) =>
        new(form[name + "-day"].ToString().Trim(), form[name + "-time"].ToString().Trim());

    /// <summary>A moment as a form shows it.</summary>
    public static MomentField Of(DateTimeOffset? moment) => moment is not { } at ? Empty : new MomentField(
        at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        at.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture));

    public bool IsEmpty => Day.Length == 0 && Time.Length == 0;

    /// <summary>The moment; null where it is none.</summary>
    public DateTimeOffset? Value =>
        DateOnly.TryParseExact(Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && TimeOnly.TryParseExact(Time, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new DateTimeOffset(day.ToDateTime(time), TimeSpan.Zero) : null;
}
