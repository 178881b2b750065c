using Ombud.Assurance.Measuring;
using Ombud.Systems.Changing;

namespace Ombud.Assurance.Controls.Connected;

/// <summary>No correction waits longer than a week for a connected system that holds the same value.</summary>
internal sealed class SystemsCorrected(ReadWaitingChanges waiting, TimeProvider time) : IControl
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(7);

    public string Id => "systems-corrected";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var list = (await waiting.ListAsync(cancel)).Shown.Where(one => one.Kind is SystemChangeKind.Correction).ToList();
        var tries = list.Sum(one => one.Attempts);
        return Measurement.Of(
            [.. list.Where(one => now - one.AskedAt > WaitMax).Select(one => one.System).Distinct(StringComparer.Ordinal)],
            $"{list.Count} rättelser väntar på ett anslutet system, ingen längre än sju dagar; {tries} försök med dem hittills",
            $"{list.Count} corrections wait for a connected system, none longer than seven days; {tries} tries with them so far");
    }
}
