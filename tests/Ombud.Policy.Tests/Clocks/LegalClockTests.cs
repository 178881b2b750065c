using System.Globalization;
using Ombud.Policies.Clocks;
using Ombud.Policies.Law;
using static Ombud.Policies.Tests.Clocks.WorkCalendarTests;

namespace Ombud.Policies.Tests.Clocks;

/// <summary>When periods end, and which of several clocks decides.</summary>
public sealed class LegalClockTests
{
    private static readonly WorkCalendar Sweden = WorkCalendar.Of(Shipped, "SE");

    [Theory]
    [InlineData("2026-11-10", 1, DeadlineUnit.Months, "2026-12-10")]
    [InlineData("2026-01-31", 1, DeadlineUnit.Months, "2026-03-02")] // 28 February is a Saturday.
    [InlineData("2028-01-31", 1, DeadlineUnit.Months, "2028-02-29")]
    [InlineData("2026-11-25", 1, DeadlineUnit.Months, "2026-12-28")] // Christmas, and a week-end after it.
    [InlineData("2026-09-30", 3, DeadlineUnit.Months, "2026-12-30")]
    [InlineData("2026-05-20", 31, DeadlineUnit.Days, "2026-06-22")] // Midsummer Day, and the Sunday after.
    [InlineData("2026-11-27", 2, DeadlineUnit.Days, "2026-12-01")] // From Friday: two working days at least.
    [InlineData("2026-11-27", 1, DeadlineUnit.Days, "2026-11-30")]
    [InlineData("2026-11-27", 0, DeadlineUnit.Days, "2026-11-27")]
    [InlineData("2026-11-27", 72, DeadlineUnit.Hours, "2026-11-30")]
    [InlineData("2026-11-28", 24, DeadlineUnit.Hours, "2026-11-29")] // Hours go through days off.
    [InlineData("2026-12-22", 3, DeadlineUnit.BusinessDays, "2026-12-28")]
    public void A_period_ends_as_the_regulation_says(string start, int value, DeadlineUnit unit, string last) =>
        Assert.Equal(Day(last), LegalPeriod.LastDay(Day(start), new(value, unit), rolls: true, Sweden));

    [Fact]
    public void Where_the_law_does_not_move_an_end_it_stays_on_a_day_off() =>
        Assert.Equal(Day("2026-02-28"), LegalPeriod.LastDay(Day("2026-01-31"), new(1, DeadlineUnit.Months), rolls: false, Sweden));

    [Fact]
    public void The_strictest_of_the_regimes_that_apply_decides()
    {
        var clocks = LegalClocks.Of(Shipped, ["rights-request"], Day("2026-11-25"), ["eu", "uk"], [], "SE");

        Assert.Equal(["uk-rights-request-2026", "eu-rights-request"], clocks.All.Select(clock => clock.Deadline.Id));
        Assert.Equal((Day("2026-12-25"), "uk"), (clocks.Deciding!.LastDay, clocks.Deciding.Regime));
        var extended = clocks.Extended()!.Value;
        Assert.Equal((Day("2027-02-25"), Day("2026-12-25")), (extended.LastDay, extended.TellBy));
    }

    // The table of docs/clocks.md.
    [Theory]
    [InlineData("eu", "rights-request", "SE", "2026-12-28", "2027-02-25")]
    [InlineData("eu uk", "rights-request", "SE", "2026-12-25", "2027-02-25")]
    [InlineData("us-ca us", "rights-request", "US", "2027-01-09", "2027-02-23")]
    [InlineData("ch", "access-request", "CH", "2026-12-25", null)]
    public void Who_asks_whom(string regimes, string @event, string country, string last, string? extended)
    {
        var clocks = LegalClocks.Of(Shipped, [@event], Day("2026-11-25"), regimes.Split(' '), [], country);

        Assert.Equal(Day(last), clocks.Deciding!.LastDay);
        Assert.Equal(extended is null ? null : Day(extended), clocks.Extended()!.Value.LastDay);
    }

    [Theory]
    [InlineData("2026-02-04", "uk-rights-request-2021")]
    [InlineData("2026-02-05", "uk-rights-request-2026")]
    public void The_rule_of_the_day_counts(string start, string rule) =>
        Assert.Equal(rule, LegalClocks.Of(Shipped, ["rights-request"], Day(start), ["uk"], [], "GB").Deciding!.Deadline.Id);

    [Fact]
    public void California_confirms_in_working_days_and_answers_in_days()
    {
        var confirm = LegalClocks.Of(Shipped, ["confirm-request"], Day("2026-11-20"), ["us-ca"], [], "US");
        var answer = LegalClocks.Of(Shipped, ["rights-request"], Day("2026-11-20"), ["us-ca"], [], "US");

        Assert.Equal(Day("2026-12-07"), confirm.Deciding!.LastDay);
        Assert.Null(confirm.Extended());
        Assert.Equal(Day("2027-01-04"), answer.Deciding!.LastDay);
        Assert.Equal(Day("2027-02-18"), answer.Extended()!.Value.LastDay);
    }

    [Fact]
    public void An_open_extension_has_no_last_day_but_must_be_named()
    {
        var clocks = LegalClocks.Of(Shipped, ["access-request"], Day("2026-11-20"), ["ch"], [], "CH");

        Assert.Equal(Day("2026-12-20"), clocks.Deciding!.LastDay);
        var extended = clocks.Extended()!.Value;
        Assert.Equal((null, Day("2026-12-20")), (extended.LastDay, extended.TellBy));
        Assert.True(extended.Deciding.Deadline.Extension!.MustNameDate);
    }

    [Fact]
    public void A_framework_stands_beside_the_regimes()
    {
        Assert.Null(LegalClocks.Of(Shipped, ["complaint"], Day("2026-11-20"), ["eu"], [], "SE").Deciding);
        Assert.Equal(Day("2027-01-04"), LegalClocks.Of(Shipped, ["complaint"], Day("2026-11-20"), ["eu"], ["DPF"], "SE").Deciding!.LastDay);
    }

    [Theory]
    [InlineData("SE", "2026-11-28T23:30:00Z", "2026-11-28")]
    [InlineData("US", "2026-11-29T04:00:00Z", "2026-11-28")]
    [InlineData("US", "2026-11-29T10:00:00Z", "2026-11-29")]
    public void What_came_in_late_in_the_evening_counts_as_of_that_day(string country, string moment, string day) =>
        Assert.Equal(Day(day), LegalClocks.DayOf(Shipped, country, DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture)));
}
