using System.Globalization;
using Ombud.Policies.Incidents;
using static Ombud.Policies.Tests.Clocks.WorkCalendarTests;

namespace Ombud.Policies.Tests.Incidents;

/// <summary>By when an authority and people are told of an incident, by the shipped law.</summary>
public sealed class BreachClockTests
{
    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    // The hour of the event is not counted: from ten on (Regulation 1182/71, article 3(1)).
    [InlineData("eu", "SE", "2026-11-25T09:20:00Z", "2026-11-28T10:00:00Z", "GDPR article 33(1)")]
    // On the full hour that hour is the one of the event, too.
    [InlineData("eu", "SE", "2026-11-25T09:00:00Z", "2026-11-28T10:00:00Z", "GDPR article 33(1)")]
    // From Christmas Eve into a Sunday: hours move for no day off (3(3), 3(4)).
    [InlineData("eu", "SE", "2026-12-24T12:30:00Z", "2026-12-27T13:00:00Z", "GDPR article 33(1)")]
    [InlineData("eu", "SE", "2026-11-25T23:59:59Z", "2026-11-29T00:00:00Z", "GDPR article 33(1)")]
    // The regulation is the Union's: the British hours run from the moment itself.
    [InlineData("eu uk", "SE", "2026-11-25T09:20:00Z", "2026-11-28T09:20:00Z", "UK GDPR article 33(1)")]
    public void The_authority_is_told_within_72_hours(string regimes, string country, string aware, string end, string cite)
    {
        var clocks = BreachClock.Of(Shipped, BreachClock.ToAuthority, Moment(aware), regimes.Split(' '), country);

        Assert.Equal((Moment(end), cite), (clocks[0].EndsAt, clocks[0].Deadline.Cite));
    }

    [Fact]
    public void A_law_without_a_number_comes_last_and_ends_at_no_moment()
    {
        var clocks = BreachClock.Of(Shipped, BreachClock.ToAuthority, Moment("2026-11-25T09:20:00Z"), ["ch", "eu"], "CH");

        Assert.Equal(["eu-breach-authority", "ch-breach-authority"], clocks.Select(clock => clock.Deadline.Id));
        Assert.Null(clocks[1].EndsAt);
        Assert.Empty(BreachClock.Of(Shipped, BreachClock.ToAuthority, Moment("2026-11-25T09:20:00Z"), ["us"], "US"));
    }

    // Where the day of the United States begins last it is still the day before.
    [Theory]
    [InlineData("2026-11-25T09:20:00Z", "2026-12-25T00:00:00Z")]
    [InlineData("2026-11-25T19:20:00Z", "2026-12-26T00:00:00Z")]
    [InlineData("2025-11-25T09:20:00Z", null)]
    public void California_has_thirty_days_for_people_since_2026(string aware, string? end) => Assert.Equal(
        end is null ? null : Moment(end),
        Assert.Single(BreachClock.Of(Shipped, BreachClock.ToPeople, Moment(aware), ["us-ca"], "US")).EndsAt);
}
