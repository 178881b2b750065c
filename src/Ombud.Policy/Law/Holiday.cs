using Ombud.Policies.Model;

namespace Ombud.Policies.Law;

/// <summary>Where a day off goes that falls on a Saturday or Sunday.</summary>
public enum HolidayMove
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>From Saturday to the Friday before, from Sunday to the Monday after.</summary>
    Nearest,

    /// <summary>To the next day that is not off by itself.</summary>
    Next,
}

/// <summary>A day of the year, such as 25 December.</summary>
public readonly record struct MonthDay(int Month, int Day)
{
    /// <summary>The day in a year.</summary>
    public DateOnly In(int year) => new(year, Month, Day);
}

/// <summary>A day off of a country, as it falls each year (Regulation 1182/71, article 2).</summary>
/// <remarks>One of <see cref="On"/>, <see cref="Easter"/> and <see cref="Weekday"/> says when.</remarks>
public sealed record Holiday : PackEntry
{
    public required string Country { get; init; }
    public required LocalizedText Name { get; init; }

    /// <summary>The same day each year.</summary>
    public MonthDay? On { get; init; }

    /// <summary>Days after Easter Sunday; before it where negative.</summary>
    public int? Easter { get; init; }

    /// <summary>The first such weekday on or after <see cref="From"/>.</summary>
    public DayOfWeek? Weekday { get; init; }

    /// <inheritdoc cref="Weekday"/>
    public MonthDay? From { get; init; }

    public HolidayMove Move { get; init; }

    /// <summary>The days on which the rule is in force, both inclusive; null is open.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <inheritdoc cref="ValidFrom"/>
    public DateOnly? ValidTo { get; init; }
}
