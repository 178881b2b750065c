using Ombud.Policies.Law;

namespace Ombud.Policies.Clocks;

/// <summary>A clock of the law as it runs for one event.</summary>
/// <param name="Deadline">The rule of the law.</param>
/// <param name="Regime">Id of the regime by which it applies; null for a framework or act beside the regimes.</param>
/// <param name="Start">The day from which it runs.</param>
/// <param name="LastDay">The last day; the start's where it is to be done at once, or the act names no number.</param>
public sealed record LegalClock(Deadline Deadline, string? Regime, DateOnly Start, DateOnly LastDay);

/// <summary>The clocks that run for an event, and which of them decides.</summary>
public sealed class LegalClocks
{
    private const string IdentityProved = "identity-proved";

    private LegalClocks(DateOnly start, WorkCalendar calendar, IReadOnlyList<LegalClock> all) =>
        (Start, Calendar, All) = (start, calendar, all);

    /// <summary>The day on which it came in.</summary>
    public DateOnly Start { get; }

    /// <summary>The days of the country in which one acts.</summary>
    public WorkCalendar Calendar { get; }

    /// <summary>All that apply, the strictest first.</summary>
    public IReadOnlyList<LegalClock> All { get; }

    /// <summary>The one that ends first; null where no law sets one.</summary>
    public LegalClock? Deciding => All.Count > 0 ? All[0] : null;

    /// <summary>The clocks of an event under the regimes that apply.</summary>
    /// <param name="law">The law's data.</param>
    /// <param name="events">What came in is, such as <c>rights-request</c>; more than one where a law has a word of its own.</param>
    /// <param name="start">The day on which it came in.</param>
    /// <param name="regimes">Ids of the regimes that apply, by establishment and residence.</param>
    /// <param name="beside">Words of frameworks and acts beside them that apply as well, such as <c>DPF</c>.</param>
    /// <param name="country">The country in which one acts, that of the controller's establishment.</param>
    /// <param name="identityProved">The day on which the person showed who they are, from which some laws count; null until then,
    /// when they are counted from the start, lest one ends too late.</param>
    public static LegalClocks Of(
        LegalData law, IReadOnlyCollection<string> events, DateOnly start, IReadOnlyCollection<string> regimes,
        IReadOnlyCollection<string> beside, string country, DateOnly? identityProved = null)
    {
        ArgumentNullException.ThrowIfNull(law);
        var calendar = WorkCalendar.Of(law, country);
        var acts = law.Regimes.Where(regime => regimes.Contains(regime.Id, StringComparer.Ordinal))
            .SelectMany(regime => regime.Periods.Where(period => Holds(period.From, period.Until, start))
                .Select(period => (Act: period.Law, Regime: (string?)regime.Id)))
            .Concat(beside.Select(act => (Act: act, Regime: (string?)null)));
        var clocks =
            from act in acts
            from deadline in law.Deadlines
            where deadline.Law == act.Act && events.Contains(deadline.Event, StringComparer.Ordinal)
                && Holds(deadline.ValidFrom, deadline.ValidTo, start)
            let begins = identityProved > start && deadline.Start.Contains(IdentityProved, StringComparer.Ordinal)
                ? identityProved.Value : start
            select new LegalClock(deadline, act.Regime, begins,
                LegalPeriod.LastDay(begins, new(deadline.Value ?? 0, deadline.Unit), deadline.Rolls, calendar));
        return new(start, calendar, [.. clocks.DistinctBy(clock => clock.Deadline.Id, StringComparer.Ordinal)
            .OrderBy(clock => clock.LastDay).ThenBy(clock => clock.Deadline.Id, StringComparer.Ordinal)]);
    }

    /// <summary>
    /// The last day if all of them are lengthened as far as each may be, and by when the person must be told. Null where one of
    /// them may not be lengthened, so that nothing is won.
    /// </summary>
    public (LegalClock Deciding, DateOnly? LastDay, DateOnly TellBy)? Extended()
    {
        if (All.Count == 0 || All.Any(clock => clock.Deadline.Extension is null))
            return null;

        var tellBy = All.Min(clock => LegalPeriod.LastDay(clock.Start, clock.Deadline.Extension!.TellWithin, rolls: false, Calendar));
        var longest = All.Select(clock => (clock, LastDay: ExtendedLastDay(clock))).MinBy(one => one.LastDay ?? DateOnly.MaxValue);
        return (longest.clock, longest.LastDay, tellBy);
    }

    /// <summary>
    /// The day that counts where one acts, of a moment: what came in late in the evening of a western country is of that day.
    /// </summary>
    public static DateOnly DayOf(LegalData law, string country, DateTimeOffset moment)
    {
        ArgumentNullException.ThrowIfNull(law);
        var offset = law.Countries.FirstOrDefault(known => known.Id == country)?.UtcOffset ?? 0;
        return DateOnly.FromDateTime(moment.UtcDateTime.AddHours(offset));
    }

    // One period from the start, and not one after the other: a month and two more are three months (Regulation 1182/71).
    private DateOnly? ExtendedLastDay(LegalClock clock) => clock.Deadline.Extension!.By is not { } by ? null
        : by.Unit == clock.Deadline.Unit
            ? LegalPeriod.LastDay(clock.Start, by with { Value = by.Value + (clock.Deadline.Value ?? 0) }, clock.Deadline.Rolls, Calendar)
        : LegalPeriod.LastDay(clock.LastDay, by, clock.Deadline.Rolls, Calendar);

    private static bool Holds(DateOnly? from, DateOnly? until, DateOnly day) => !(day < from) && !(day > until);
}
