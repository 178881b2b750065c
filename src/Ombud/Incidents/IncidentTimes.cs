using Ombud.Policies.Incidents;

namespace Ombud.Incidents;

/// <summary>When the clock of an incident has something to do: a reminder at half time, one in the last hours, and its end.</summary>
internal static class IncidentTimes
{
    /// <summary>How long before its end the desk is reminded the second time.</summary>
    public static readonly TimeSpan LastHours = TimeSpan.FromHours(12);

    /// <summary>The next such moment; null where nothing more is to come.</summary>
    /// <param name="reminded">How often the desk was reminded.</param>
    public static DateTimeOffset? NextOf(IncidentState state, int reminded)
    {
        if (state is not { IsClosed: false, IsEscalated: false, Authority: AuthorityStanding.Open, DueAt: { } due })
            return null;
        return reminded switch
        {
            0 => HalfOf(state, due),
            1 => due - LastHours,
            _ => due,
        };
    }

    /// <summary>How often the desk should have been reminded by a moment before the end.</summary>
    public static int RemindersAt(IncidentState state, DateTimeOffset moment) =>
        state.DueAt is not { } due ? 0 : moment >= due - LastHours ? 2 : moment >= HalfOf(state, due) ? 1 : 0;

    // Where the time is short, the last hours come no earlier than the half.
    private static DateTimeOffset HalfOf(IncidentState state, DateTimeOffset due)
    {
        var half = state.AwareAt + ((due - state.AwareAt) / 2);
        return half < due - LastHours ? half : due - LastHours;
    }
}
