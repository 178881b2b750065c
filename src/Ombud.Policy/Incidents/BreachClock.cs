using Ombud.Policies.Clocks;
using Ombud.Policies.Law;

namespace Ombud.Policies.Incidents;

/// <summary>A time that a law sets for telling of an incident.</summary>
/// <param name="Deadline">The rule of the law.</param>
/// <param name="Regime">Id of the regime by which it applies.</param>
/// <param name="EndsAt">Its end; null where the law names no number: without undue delay.</param>
public sealed record BreachClock(Deadline Deadline, string Regime, DateTimeOffset? EndsAt)
{
    /// <summary>The event under which <c>law/deadlines.yaml</c> has the notification to the authority.</summary>
    public const string ToAuthority = "breach-to-authority";

    /// <summary>The event under which it has telling the people affected.</summary>
    public const string ToPeople = "breach-to-people";

    /// <summary>The clocks that run, the strictest first and those without a number last.</summary>
    /// <param name="law">The law's data.</param>
    /// <param name="event">Whom it is about.</param>
    /// <param name="awareAt">When we became aware of it.</param>
    /// <param name="regimes">Ids of the regimes that apply.</param>
    /// <param name="country">The country in which one acts.</param>
    public static IReadOnlyList<BreachClock> Of(
        LegalData law, string @event, DateTimeOffset awareAt, IReadOnlyCollection<string> regimes, string country)
    {
        ArgumentNullException.ThrowIfNull(law);
        var clocks = LegalClocks.Of(law, [@event], LegalClocks.DayOf(law, country, awareAt), regimes, [], country);
        return [.. clocks.All.Select(clock => new BreachClock(clock.Deadline, clock.Regime ?? "", EndOf(clock, awareAt)))
            .OrderBy(clock => clock.EndsAt is null).ThenBy(clock => clock.EndsAt)
            .ThenBy(clock => clock.Deadline.Id, StringComparer.Ordinal)];
    }

    private static DateTimeOffset? EndOf(LegalClock clock, DateTimeOffset awareAt) => clock.Deadline switch
    {
        { Value: null or 0 } => null,
        { Unit: DeadlineUnit.Hours, Value: { } hours } => LegalPeriod.EndOfHours(awareAt, hours, clock.Deadline.FromFullHour),
        _ => new DateTimeOffset(clock.LastDay.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
    };
}
