using System.Globalization;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Collection.Submitting;
using Ombud.Keys;
using Ombud.Log.Idempotency;
using Ombud.Notices;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.People;

/// <summary>
/// A form for a child of twelve is refused by every point that asks for a date of birth; afterwards neither what it said,
/// nor the hash of its address, nor that it was sent stands anywhere.
/// </summary>
internal sealed class Under13LeavesNothing(
    CanaryPlanter canaries, SubmitPoint submit, IdempotencyKeys requests, BlindIndex index, RawSearch raw, NoticeBook notices) : IControl
{
    private const int Age = 12;

    public string Id => "under-13-leaves-nothing";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var amiss = new List<string>();
        var traces = new List<byte[]>();
        var points = canaries.Points.Where(point => point.Fields.Any(field => field.Type is FieldType.BirthDate)).ToList();
        foreach (var point in points)
        {
            var token = CanaryPlanter.NewToken();
            var form = canaries.Fill(point, token, everything: true, tick: false);
            form = form with
            {
                Fields = form.Fields.ToDictionary(
                    field => field.Key, field => IsBirthDate(point, field.Key) ? Born : field.Value, StringComparer.Ordinal),
            };
            var mark = await requests.MarkAsync(CanaryPlanter.By, token, point.Id, ReadOnlyMemory<byte>.Empty, cancel);
            var outcome = await submit.RunAsync(form, new Submitter(CanaryPlanter.By) { IsCanary = true }, mark, cancel);
            if (outcome is SubmissionOutcome.Accepted accepted)
                await canaries.EraseAsync(accepted.Subject, cancel);
            if (outcome is not SubmissionOutcome.Under13 || await requests.FindAsync(mark, cancel) is not null)
                amiss.Add(point.Id);
            traces.AddRange(RawSearch.FormsOf(token));
            traces.Add(await index.OfAsync(IdentifierKind.Email, CanaryPlanter.EmailOf(token), cancel));
        }
        if (points.Count == 0)
            return Measurement.Bad("inget ställe frågar efter födelsedatum", "no point asks for a date of birth");
        amiss.AddRange((await raw.FindAsync(traces, cancel)).Places);
        return Measurement.Of(amiss, $"{points.Count} formulär för ett barn avvisade, {traces.Count} spår sökta: inget lagrat",
            $"{points.Count} forms for a child refused, {traces.Count} traces looked for: nothing stored");
    }

    private string Born => notices.Today.AddYears(-Age).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool IsBirthDate(CollectionPoint point, string field) =>
        point.Fields.Any(asked => asked.Id == field && asked.Type is FieldType.BirthDate);
}
