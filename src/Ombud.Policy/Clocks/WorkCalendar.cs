using System.Collections.Concurrent;
using Ombud.Policies.Law;

namespace Ombud.Policies.Clocks;

/// <summary>
/// Which days are worked in a country (Regulation 1182/71, article 2): not Saturdays, not Sundays, not its holidays. Of a country
/// whose holidays the law's data does not have, Saturdays and Sundays alone are off. Safe on any thread.
/// </summary>
public sealed class WorkCalendar
{
    private readonly Holiday[] _holidays;
    private readonly ConcurrentDictionary<int, IReadOnlyDictionary<DateOnly, Holiday>> _years = new();

    private WorkCalendar(string country, Holiday[] holidays) => (Country, _holidays) = (country, holidays);

    /// <summary>The country's id; a part of a country has the days of the whole.</summary>
    public string Country { get; }

    /// <summary>Whether any holiday is known.</summary>
    public bool HasHolidays => _holidays.Length > 0;

    /// <summary>The calendar of a country, or of the part of one.</summary>
    public static WorkCalendar Of(LegalData law, string country)
    {
        ArgumentNullException.ThrowIfNull(law);
        var whole = law.Countries.FirstOrDefault(known => known.Id == country)?.PartOf ?? country;
        return new(whole, [.. law.Holidays.Where(holiday => holiday.Country == whole)]);
    }

    /// <summary>The holiday on a day; null where there is none.</summary>
    public Holiday? HolidayOn(DateOnly day) =>
        _years.GetOrAdd(day.Year, DaysOff).GetValueOrDefault(day);

    /// <summary>Whether it is neither Saturday, Sunday nor a holiday.</summary>
    public bool IsWorked(DateOnly day) => !IsWeekend(day) && HolidayOn(day) is null;

    /// <summary>The day itself where it is worked, otherwise the first after it that is.</summary>
    public DateOnly FirstWorkedFrom(DateOnly day)
    {
        while (!IsWorked(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>The day after which so many working days have been counted; the day itself is not counted.</summary>
    /// <param name="count">0 or more.</param>
    public DateOnly AddWorked(DateOnly day, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        for (; count > 0; count--)
            day = FirstWorkedFrom(day.AddDays(1));
        return day;
    }

    private static bool IsWeekend(DateOnly day) => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    // A day that is moved may come from the year after or go into it.
    private Dictionary<DateOnly, Holiday> DaysOff(int year)
    {
        var falls = Enumerable.Range(year - 1, 3).SelectMany(Falls).OrderBy(fall => fall.Day).ToList();
        var own = falls.Select(fall => fall.Day).ToHashSet();
        var days = new Dictionary<DateOnly, Holiday>();
        foreach (var (holiday, day) in falls)
        {
            var moved = Moved(holiday.Move, day, own);
            own.Add(moved);
            if (day.Year == year)
                days.TryAdd(day, holiday);
            if (moved.Year == year)
                days.TryAdd(moved, holiday);
        }
        return days;
    }

    private IEnumerable<(Holiday Holiday, DateOnly Day)> Falls(int year) =>
        from holiday in _holidays
        let day = In(holiday, year)
        where day is not null && !(day < holiday.ValidFrom) && !(day > holiday.ValidTo)
        select (holiday, day.Value);

    private static DateOnly? In(Holiday holiday, int year) => holiday switch
    {
        { On: { } on } => on.In(year),
        { Easter: { } days } => EasterSunday.In(year).AddDays(days),
        { Weekday: { } weekday, From: { } from } => from.In(year).AddDays(((int)weekday - (int)from.In(year).DayOfWeek + 7) % 7),
        _ => null,
    };

    private static DateOnly Moved(HolidayMove move, DateOnly day, HashSet<DateOnly> off)
    {
        if (move is HolidayMove.None || !IsWeekend(day))
            return day;
        if (move is HolidayMove.Nearest)
            return day.AddDays(day.DayOfWeek is DayOfWeek.Saturday ? -1 : 1);
        do
            day = day.AddDays(1);
        while (IsWeekend(day) || off.Contains(day));
        return day;
    }
}
