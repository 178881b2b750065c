using System.Globalization;
using Ombud.Assurance.Measuring;
using Ombud.Retention.Sweeping;

namespace Ombud.Assurance.Controls.Records;

/// <summary>No record that is not held lies longer after its end than the sweeper needs for a few rounds.</summary>
internal sealed class NothingPastItsEnd(SweepState state, TimeProvider time) : IControl
{
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    public string Id => "nothing-past-its-end";

    public TimeSpan Interval => TimeSpan.FromMinutes(20);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var evidence = await state.EvidenceAsync(cancel);
        if (evidence.OldestOverdue is { } oldest && time.GetUtcNow() - oldest > Grace)
        {
            var since = oldest.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return Measurement.Bad($"{evidence.Overdue} uppgifter skulle ha gallrats, den äldsta {since}",
                $"{evidence.Overdue} records should have gone, the oldest on {since}");
        }
        return Measurement.Good($"{evidence.Overdue} uppgifter väntar på gallring, {evidence.Total} har gallrats",
            $"{evidence.Overdue} records wait for the sweeper, {evidence.Total} have gone");
    }
}

/// <summary>The sweeper has finished a whole round within the last minutes.</summary>
internal sealed class SweeperRuns(SweepState state, TimeProvider time) : IControl
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    public string Id => "sweeper-runs";

    public TimeSpan Interval => TimeSpan.FromMinutes(10);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var evidence = await state.EvidenceAsync(cancel);
        if (evidence.LastRunAt is not { } last)
            return Measurement.Bad("gallringen har inte hunnit ett varv än", "the sweeper has not finished a round yet");
        var ago = time.GetUtcNow() - last;
        return new Measurement(ago <= Longest, new Layout.Text(
            sv: $"senaste varvet för {(int)ago.TotalSeconds} s sedan; {evidence.LastBatch} uppgifter i senaste gallringen",
            en: $"last round {(int)ago.TotalSeconds} s ago; {evidence.LastBatch} records in the last sweep that ended any"));
    }
}
