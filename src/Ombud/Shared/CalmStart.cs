namespace Ombud.Shared;

/// <summary>
/// Lets the first pages be answered before the work begins that nobody waits for: what runs once is compiled as it runs, and on two
/// cores each takes the other's time.
/// </summary>
/// <param name="Pause">How long after the start; nothing in tests, which wait for that work.</param>
internal sealed record CalmStart(TimeSpan Pause)
{
    /// <summary>The pause of a product that serves.</summary>
    public static CalmStart Serving { get; } = new(TimeSpan.FromSeconds(3));

    /// <summary>Work begins at once.</summary>
    public static CalmStart AtOnce { get; } = new(TimeSpan.Zero);

    /// <summary>Waits until it may begin.</summary>
    public Task WaitAsync(CancellationToken cancel) => Pause == TimeSpan.Zero ? Task.CompletedTask : Task.Delay(Pause, cancel);
}
