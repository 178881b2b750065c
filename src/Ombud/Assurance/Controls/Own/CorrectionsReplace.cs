using System.Text.Json;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Corrections;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Own;

/// <summary>Of every value that somebody made up corrects, the new one stands in their own report afterwards, and the old one
/// does not.</summary>
internal sealed class CorrectionsReplace(CanaryPlanter canaries, CorrectRecord correct, OwnReport report) : IControl
{
    public string Id => "corrections-replace";

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var corrected = 0;
        var amiss = await canaries.MeetAsync(canaries.Longest, CorrectAsync, cancel);
        return Measurement.Of(amiss,
            $"{corrected} rättade uppgifter: det nya värdet står i den egna rapporten och det gamla inte",
            $"{corrected} corrected values: the new one stands in one's own report and the old one does not");

        async Task<List<string>> CorrectAsync(Canary canary)
        {
            var (amiss, before) = (new List<string>(), await RecordsAsync(canary, cancel));
            foreach (var field in canary.Point.Fields.Where(IsFreeText).Where(field => before.ContainsKey(field.Id)))
            {
                var (record, old) = before[field.Id];
                var right = CanaryPlanter.NewToken();
                var outcome = await correct.RunAsync(new(canary.Subject, record, new(right), CanaryPlanter.By), cancel);
                var after = await report.FetchAsync(canary.Subject, cancel);
                if (outcome is not Corrected.Done || !after.Contains(right, StringComparison.Ordinal)
                    || after.Contains(old, StringComparison.Ordinal))
                    amiss.Add(field.Id);
                corrected++;
            }
            return corrected > 0 ? amiss : [.. amiss, "0"];
        }
    }

    // Each canary's words are its own, so that an old value cannot stand in another field.
    private static bool IsFreeText(CollectionField field) =>
        field is { Type: FieldType.Text or FieldType.LongText, Identifies: false, OfOther: false };

    private async Task<Dictionary<string, (Guid Record, string Value)>> RecordsAsync(Canary canary, CancellationToken cancel)
    {
        using var data = JsonDocument.Parse(await report.FetchAsync(canary.Subject, cancel));
        return data.RootElement.GetProperty("records").EnumerateArray().ToDictionary(
            record => record.GetProperty("field").GetString()!,
            record => (record.GetProperty("id").GetGuid(), record.GetProperty("value").GetString()!), StringComparer.Ordinal);
    }
}
