using Ombud.Policies.Law;

namespace Ombud.Policies.Clocks;

/// <summary>When a period of the law ends, by Regulation (EEC, Euratom) 1182/71.</summary>
public static class LegalPeriod
{
    /// <summary>
    /// The last day of a period. The day on which it is set off is not counted (article 3(1)); a period of months ends on the day of
    /// the same date, or on the last of a month that has no such day (3(2)(c)).
    /// </summary>
    /// <param name="start">The day on which the event fell from which it runs.</param>
    /// <param name="period">Its length; hours count as the days that they fill, rounded up.</param>
    /// <param name="rolls">
    /// Whether an end on a day off moves to the next working day (3(4)), and whether two days or more hold two working days at
    /// least (3(5)).
    /// </param>
    /// <param name="calendar">The days of the country in which one acts.</param>
    public static DateOnly LastDay(DateOnly start, Period period, bool rolls, WorkCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(period);
        ArgumentNullException.ThrowIfNull(calendar);
        var end = period.Unit switch
        {
            DeadlineUnit.Hours => start.AddDays((period.Value + 23) / 24),
            DeadlineUnit.Days => start.AddDays(period.Value),
            DeadlineUnit.BusinessDays => calendar.AddWorked(start, period.Value),
            DeadlineUnit.Months => start.AddMonths(period.Value),
        };
        if (!rolls || period is { Value: 0 } or { Unit: DeadlineUnit.Hours })
            return end;

        var isLong = period is not { Unit: DeadlineUnit.Days, Value: < 2 };
        var second = calendar.AddWorked(start, 2);
        end = calendar.FirstWorkedFrom(end);
        return isLong && end < second ? second : end;
    }

    /// <summary>
    /// The moment at which a period of hours ends. It runs through Saturdays, Sundays and holidays (article 3(3)) and moves for none
    /// of them: 3(4) is about periods that are not in hours.
    /// </summary>
    /// <param name="start">The moment of the event.</param>
    /// <param name="fromFullHour">Whether the hour of the event is not counted (3(1)): it begins with the next full one.</param>
    public static DateTimeOffset EndOfHours(DateTimeOffset start, int hours, bool fromFullHour)
    {
        var utc = start.ToUniversalTime();
        var begins = fromFullHour ? utc.AddTicks(TimeSpan.TicksPerHour - (utc.Ticks % TimeSpan.TicksPerHour)) : utc;
        return begins.AddHours(hours);
    }
}
