using Ombud.Assurance.Measuring;
using Ombud.Systems.Sweeping;

namespace Ombud.Assurance.Controls.Connected;

/// <summary>
/// Every connected system whose description says how long rows are kept was swept to its end within two days, and a second look found
/// nothing that should have gone.
/// </summary>
internal sealed class SystemsSwept(SystemSweepState state, TimeProvider time) : IControl
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    public string Id => "systems-swept";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (now, rows) = (time.GetUtcNow(), await state.ReadAsync(cancel));
        var swept = state.Swept.Select(system => rows.GetValueOrDefault(system.Id)).OfType<SystemSweepRow>().ToList();
        return Measurement.Of(
            [.. swept.Where(row => now - (row.LastRunAt ?? row.SinceAt) > Longest || row.LastLeft > 0).Select(row => row.System)],
            $"{state.Swept.Count} anslutna system gallras; {swept.Sum(row => row.LastGone)} rader gick vid de senaste gallringarna",
            $"{state.Swept.Count} connected systems are swept; {swept.Sum(row => row.LastGone)} rows went in their last sweeps");
    }
}

/// <summary>A sweep of a connected system that was begun goes on, or is tried again, within a day: none stands still.</summary>
internal sealed class SweepGoesOn(SystemSweepState state, TimeProvider time) : IControl
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public string Id => "sweep-goes-on";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var begun = (await state.ReadAsync(cancel)).Values.Where(row => row.RunDay is not null).ToList();
        return Measurement.Of(
            [.. begun.Where(row => now - (row.TriedAt ?? row.SinceAt) > Longest).Select(row => row.System)],
            $"{begun.Count} gallringar av anslutna system är påbörjade; ingen har stått stilla längre än ett dygn",
            $"{begun.Count} sweeps of connected systems have begun; none has stood still longer than a day");
    }
}
