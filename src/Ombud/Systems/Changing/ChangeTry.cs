using Ombud.Log;

namespace Ombud.Systems.Changing;

/// <summary>How a try to carry a change into a system ended.</summary>
/// <param name="Did">What it did; null where it failed, or is for people to do.</param>
/// <param name="Table">At which table it failed; null where it failed at none.</param>
/// <param name="Problem">What to do; null where a second look found nothing amiss.</param>
internal sealed record ChangeTry(Fact? Did, string? Table, string? Problem)
{
    /// <summary>Whether it changed something there.</summary>
    public bool HasChanged { get; init; }

    /// <summary>After how long it is tried again; null for twice as long each time.</summary>
    public TimeSpan? Again { get; init; }

    /// <summary>Whether nothing is left to do.</summary>
    public bool IsVerified => Did is not null && Problem is null;
}

/// <summary>Tries to carry changes of some kinds into a system. What fails there is part of how it ended.</summary>
internal interface ITryChange
{
    bool Takes(SystemChangeKind kind);

    Task<ChangeTry> RunAsync(SystemChangeRow row, CancellationToken cancel);

    /// <summary>The fact that staff have done it there by hand.</summary>
    Fact ByHand(SystemChangeRow row, string by);
}
