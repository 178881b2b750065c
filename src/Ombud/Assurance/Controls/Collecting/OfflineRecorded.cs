using System.Text.Json;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Collection.Facts;
using Ombud.Collection.Pages;
using Ombud.Collection.Submitting;
using Ombud.Log;
using Ombud.Notices;

namespace Ombud.Assurance.Controls.Collecting;

/// <summary>
/// At each point that staff fill in: without what the person was told nothing is taken; with it, the fact says who of the staff
/// recorded it, of which day, and how the person was told.
/// </summary>
internal sealed class OfflineRecorded(CanaryPlanter canaries, SubmitPoint submit, FactHistory history, NoticeBook notices) : IControl
{
    private static readonly Guid Staff = new("0c0e0a0d-0000-7000-8000-000000000000");

    public string Id => "offline-recorded";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (amiss, count) = (new List<string>(), 0);
        foreach (var point in notices.InForce()!.CollectionPoints.Where(point => point.Offline))
        {
            var form = canaries.Fill(point, CanaryPlanter.NewToken(), everything: true, tick: true);
            if (!await IsRefusedAsync(form, cancel))
                amiss.Add($"{point.Id} without");
            foreach (var told in RecordOffline.TellingsFor(point))
            {
                count++;
                var record = new OfflineRecord(Staff, point.Channel, notices.Today.AddDays(-1), told);
                if (!await IsRecordedAsync(form, record, cancel))
                    amiss.Add($"{point.Id} {told}");
            }
        }
        return count == 0 ? Measurement.Bad("inget ställe fylls i av personalen", "no point is filled in by staff") : Measurement.Of(amiss,
            $"{count} insamlingar av personalen: nekade utan besked om vad människan fick veta, annars med det i liggaren",
            $"{count} collections by staff: refused without what the person was told, otherwise with it on the trail");
    }

    private async Task<bool> IsRefusedAsync(Submission form, CancellationToken cancel)
    {
        var outcome = await submit.RunAsync(form, new Submitter(CanaryPlanter.By) { IsCanary = true }, null, cancel);
        if (outcome is SubmissionOutcome.Accepted accepted)
            await canaries.EraseAsync(accepted.Subject, cancel);
        return outcome is SubmissionOutcome.Refused refused && refused.Errors.Any(error => error.Code is "staff-only");
    }

    private async Task<bool> IsRecordedAsync(Submission form, OfflineRecord record, CancellationToken cancel)
    {
        var submitter = new Submitter(CanaryPlanter.By) { IsCanary = true, Offline = record };
        if (await submit.RunAsync(form, submitter, null, cancel) is not SubmissionOutcome.Accepted accepted)
            return false;
        try
        {
            var facts = await history.ReadAsync(accepted.Subject, cancel).Select(fact => fact.Fact).OfType<SubmissionReceived>()
                .ToListAsync(cancel);
            return facts is [{ Offline: { } said } fact] && fact.Channel == record.Channel && said.Staff == record.Staff
                && said.CollectedOn == record.CollectedOn
                && said.Told == JsonNamingPolicy.KebabCaseLower.ConvertName(record.Told.ToString());
        }
        finally
        {
            await canaries.EraseAsync(accepted.Subject, cancel);
        }
    }
}
