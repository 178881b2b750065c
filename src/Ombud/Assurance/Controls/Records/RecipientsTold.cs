using Ombud.Assurance.Measuring;
using Ombud.Corrections.Telling;
using Ombud.Erasure.Recipients;

namespace Ombud.Assurance.Controls.Records;

/// <summary>
/// Whoever was given data hears of its correction, restriction or erasure within two weeks, by letter or from the staff; those who wait
/// are counted.
/// </summary>
internal sealed class RecipientsTold(RecipientNotices notices, ReadWaiting erasures, TimeProvider time) : IControl
{
    private const int DaysMax = 14;

    public string Id => "recipients-told";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var last = time.GetUtcNow().AddDays(-DaysMax);
        var (changes, gone) = (await notices.ListAsync(cancel), await erasures.ListAsync(cancel));
        return Measurement.Of(
            [
                .. changes.Shown.Where(one => one.Since < last).Select(one => $"{one.Id} {one.Subject}"),
                .. gone.Shown.Where(one => one.ErasedOn < DateOnly.FromDateTime(last.UtcDateTime)).Select(one => $"{one.Id} {one.Subject}"),
            ],
            $"{changes.Total} mottagare väntar på att få veta om en rättelse eller begränsning och {gone.Total} om en radering, "
            + $"ingen längre än {DaysMax} dagar",
            $"{changes.Total} recipients are still to hear of a correction or restriction and {gone.Total} of an erasure, "
            + $"none for longer than {DaysMax} days");
    }
}
