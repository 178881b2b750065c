using System.Globalization;
using Ombud.Policies.Clocks;
using Ombud.Policies.Law;
using Ombud.Policies.Loading;
using Ombud.Policies.Tests.Loading;

namespace Ombud.Policies.Tests.Clocks;

/// <summary>The days off of the shipped law, against calendars as they were published.</summary>
public sealed class WorkCalendarTests
{
    internal static LegalData Shipped { get; } = LawLoader.Load(Path.Combine(Repository.Root, "law")).Law!;

    [Theory]
    [InlineData("1818-03-22")]
    [InlineData("1961-04-02")]
    [InlineData("2000-04-23")]
    [InlineData("2024-03-31")]
    [InlineData("2025-04-20")]
    [InlineData("2026-04-05")]
    [InlineData("2027-03-28")]
    [InlineData("2038-04-25")]
    [InlineData("2285-03-22")]
    public void Easter_is_when_it_was_and_will_be(string sunday)
    {
        var day = Day(sunday);
        Assert.Equal(day, EasterSunday.In(day.Year));
        Assert.Equal(DayOfWeek.Sunday, day.DayOfWeek);
    }

    [Theory]
    [InlineData("SE", 2026, "01-01 01-06 04-03 04-06 05-01 05-14 06-06 06-20 10-31 12-25 12-26")]
    [InlineData("DK", 2023, "01-01 04-06 04-07 04-10 05-05 05-18 05-29 12-25 12-26")]
    [InlineData("DK", 2024, "01-01 03-28 03-29 04-01 05-09 05-20 12-25 12-26")]
    [InlineData("GB", 2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-25 12-26 12-27 12-28")]
    [InlineData("GB", 2022, "01-01 01-03 04-15 04-18 05-02 05-30 08-29 12-25 12-26 12-27")]
    [InlineData("GB", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-26 12-28")]
    [InlineData("US", 2021, "01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25 12-24 12-25 12-31")]
    [InlineData("US", 2026, "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25")]
    [InlineData("US-CA", 2026, "01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25")]
    [InlineData("JP", 2026, "")]
    public void The_holidays_of_a_year(string country, int year, string days)
    {
        var calendar = WorkCalendar.Of(Shipped, country);

        var off = Enumerable.Range(0, 365).Select(new DateOnly(year, 1, 1).AddDays).Where(day => calendar.HolidayOn(day) is not null);

        Assert.Equal(days, string.Join(' ', off.Select(day => day.ToString("MM-dd", CultureInfo.InvariantCulture))));
        Assert.Equal(days.Length > 0, calendar.HasHolidays);
    }

    [Fact]
    public void Working_days_leave_out_what_is_off()
    {
        var sweden = WorkCalendar.Of(Shipped, "SE");

        Assert.Equal(Day("2026-12-28"), sweden.FirstWorkedFrom(Day("2026-12-25")));
        Assert.Equal(Day("2026-12-24"), sweden.FirstWorkedFrom(Day("2026-12-24")));
        Assert.Equal(Day("2026-12-29"), sweden.AddWorked(Day("2026-12-23"), 3));
        Assert.Equal(Day("2026-12-25"), sweden.AddWorked(Day("2026-12-25"), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => sweden.AddWorked(Day("2026-12-25"), -1));
        Assert.Equal("Annandag jul", sweden.HolidayOn(Day("2026-12-26"))!.Name.In("sv"));
    }

    internal static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
