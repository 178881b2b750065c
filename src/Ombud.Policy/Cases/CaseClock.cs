using Ombud.Policies.Clocks;

namespace Ombud.Policies.Cases;

/// <summary>The time that a case has.</summary>
/// <param name="LastDay">The last day for the answer.</param>
public sealed record CaseClock(DateOnly LastDay)
{
    /// <summary>Whether the laws that apply let it be lengthened.</summary>
    public bool MayExtend { get; init; }

    /// <summary>The last day to which it may be lengthened; null where the laws leave that open.</summary>
    public DateOnly? LongestDay { get; init; }

    /// <summary>The last day on which the person can be told that it is lengthened.</summary>
    public DateOnly TellBy { get; init; }

    /// <summary>Whether the laws that apply let it stand still while the person is asked something.</summary>
    public bool StopsForPerson { get; init; }

    /// <summary>The day since which it stands still; null while it runs.</summary>
    public DateOnly? StoppedOn { get; init; }

    private const string Clarification = "clarification";

    /// <summary>The clock of the laws that apply; null where none sets one.</summary>
    /// <param name="clocks">All that apply.</param>
    public static CaseClock? Of(LegalClocks clocks)
    {
        ArgumentNullException.ThrowIfNull(clocks);
        if (clocks.Deciding is not { } deciding)
            return null;
        var extended = clocks.Extended();
        return new(deciding.LastDay)
        {
            MayExtend = extended is not null,
            LongestDay = extended?.LastDay,
            TellBy = extended?.TellBy ?? clocks.Start,
            StopsForPerson = clocks.All.All(clock => clock.Deadline.StopsFor.Contains(Clarification, StringComparer.Ordinal)),
        };
    }

    /// <summary>Whether a day is later than its last, and no later than it may be.</summary>
    public bool MayEndOn(DateOnly day) => day > LastDay && !(day > LongestDay);

    /// <summary>Stands still from a day on, where it may; otherwise it runs on.</summary>
    public CaseClock Stop(DateOnly day) => StopsForPerson && StoppedOn is null ? this with { StoppedOn = day } : this;

    /// <summary>Runs on from a day; every day that it stood still is added to its ends.</summary>
    public CaseClock Run(DateOnly day)
    {
        if (StoppedOn is not { } since)
            return this;
        var days = day.DayNumber - since.DayNumber;
        return this with
        {
            LastDay = LastDay.AddDays(days),
            LongestDay = LongestDay?.AddDays(days),
            TellBy = TellBy.AddDays(days),
            StoppedOn = null,
        };
    }
}
