using System.Text.Json;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Controls.Own;
using Ombud.Assurance.Measuring;
using Ombud.MyData.Elsewhere;

namespace Ombud.Assurance.Controls.Connected;

/// <summary>
/// Somebody made up who has shown that an address is theirs is read in every connected system; their report from the vault tells
/// purposes, category, source, retention and to whom it went by which safeguard.
/// </summary>
internal sealed class AccessReachesSystems(
    CanaryPlanter canaries, ProvedCanaries proved, OwnSystemsReader systems, OwnReport report) : IControl
{
    private static readonly string[] Told = ["category", "source", "controller", "purposes", "keptUntil"];
    private static readonly string[] ToldOfOthers = ["disclosures", "events", "withheld"];

    public string Id => "access-reaches-systems";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var amiss = new List<string>(await canaries.MeetAsync(canaries.Longest, canary => LookAsync(canary, cancel), cancel));
        var person = await proved.ProveAsync(CanaryPlanter.EmailOf(CanaryPlanter.NewToken()), cancel);
        try
        {
            var read = await systems.ReadAsync(person, cancel) ?? [];
            amiss.AddRange(systems.Ids.Where(id => !read.Any(one => one.System.Id == id && one.Holdings is { Failure: null })));
        }
        finally
        {
            await canaries.EraseAsync(person, cancel);
        }
        return Measurement.Of(amiss,
            $"utdraget nådde valvet och {systems.Ids.Count} anslutna system, med ändamål, källa, gallring och mottagare",
            $"the report reached the vault and {systems.Ids.Count} connected systems, with purposes, source, retention and recipients");
    }

    private async Task<List<string>> LookAsync(Canary canary, CancellationToken cancel)
    {
        using var data = JsonDocument.Parse(await report.FetchAsync(canary.Subject, cancel));
        var records = data.RootElement.GetProperty("records").EnumerateArray().ToList();
        var amiss = records.Count == 0 ? ["vault"] : new List<string>();
        amiss.AddRange(Told.Where(word => records.Any(record => !record.TryGetProperty(word, out _))));
        amiss.AddRange(ToldOfOthers.Where(word => !data.RootElement.TryGetProperty(word, out _)));
        return amiss;
    }
}
