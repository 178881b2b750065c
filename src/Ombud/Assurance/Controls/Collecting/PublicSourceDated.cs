using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Collection.Facts;
using Ombud.Collection.Submitting;
using Ombud.Log;
using Ombud.Notices;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Collecting;

/// <summary>
/// A point that takes what people have made public themselves refuses it without its address or its day; with both, the month
/// begins within which the person must be informed.
/// </summary>
internal sealed class PublicSourceDated(
    CanaryPlanter canaries, SubmitPoint submit, FactHistory history, NoticeBook notices, TimeProvider time) : IControl
{
    private static readonly FieldType[] Demanded = [FieldType.Url, FieldType.Date];

    public string Id => "public-source-dated";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var points = notices.InForce()!.CollectionPoints.Where(point => point.Channel is Channel.Public).ToList();
        var amiss = new List<string>();
        foreach (var point in points)
        {
            var form = canaries.Fill(point, CanaryPlanter.NewToken(), everything: true, tick: false);
            foreach (var type in Demanded)
            {
                if (!await IsDemandedAsync(form, point.Fields.FirstOrDefault(field => field.Type == type), cancel))
                    amiss.Add($"{point.Id} {type}");
            }
            if (!await StartsDutyAsync(form, cancel))
                amiss.Add($"{point.Id} duty");
        }
        return points.Count == 0 ? Measurement.Bad("inget ställe tar offentliga uppgifter", "no point takes public data") : Measurement.Of(
            amiss, $"på varje ställe ({points.Count}): nekat utan adress eller dag; med båda löper tiden för att informera",
            $"at each point ({points.Count}): refused without address or day; with both the time to inform runs");
    }

    private async Task<bool> IsDemandedAsync(Submission form, CollectionField? field, CancellationToken cancel)
    {
        if (field is null)
            return false;
        var without = form with
        {
            Fields = form.Fields.Where(given => given.Key != field.Id).ToDictionary(StringComparer.Ordinal),
        };
        var outcome = await submit.RunAsync(without, Submitter(), null, cancel);
        if (outcome is SubmissionOutcome.Accepted accepted)
            await canaries.EraseAsync(accepted.Subject, cancel);
        return outcome is SubmissionOutcome.Refused refused
            && refused.Errors.Any(error => error.Field == field.Id && error.Code is "missing");
    }

    private async Task<bool> StartsDutyAsync(Submission form, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (await submit.RunAsync(form, Submitter(), null, cancel) is not SubmissionOutcome.Accepted accepted)
            return false;
        var duties = await history.ReadAsync(accepted.Subject, cancel).Select(fact => fact.Fact).OfType<DataReceivedElsewhere>()
            .ToListAsync(cancel);
        await canaries.EraseAsync(accepted.Subject, cancel);
        // A minute for the storing itself.
        return duties is [{ Channel: Channel.Public } duty] && duty.InformBy > now && duty.InformBy <= now.AddMonths(1).AddMinutes(1);
    }

    private Submitter Submitter() => new(CanaryPlanter.By)
    {
        IsCanary = true,
        Offline = new OfflineRecord(Guid.Empty, Channel.Public, notices.Today, ToldBy.LetterFollows),
    };
}
