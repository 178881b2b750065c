using System.Text;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Layout;
using Ombud.MyData.HandingOver;
using Ombud.MyData.Porting;
using Ombud.MyData.Taking;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Own;

/// <summary>
/// Somebody made up sends their data directly to another: looking at the address takes nothing, the first to fetch gets every value, and
/// nobody after them; a closed address and one that was copied wrongly lead nowhere.
/// </summary>
internal sealed class HandOverOnce(CanaryPlanter canaries, HandOver handOver) : IControl
{
    private const string Receiver = "elsewhere.example";

    public string Id => "hand-over-once";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        // Where most goes into a CV, as that is given for a contract.
        var point = canaries.Points.MaxBy(one => one.Fields.Count(field => field.Resume is not null))!;
        var (amiss, values) = await canaries.MeetAsync(point, canary => LookAsync(canary, cancel), cancel, tick: true);
        return Measurement.Of(amiss,
            $"{values} uppgifter skickade direkt, en enda gång", $"{values} items sent directly, one single time");
    }

    private async Task<(List<string> Amiss, int Values)> LookAsync(Canary canary, CancellationToken cancel)
    {
        var amiss = new List<string>();
        if (await handOver.OpenAsync(canary.Subject, Receiver, cancel) is not { } secret)
            return (["no address was made"], 0);
        if (!await handOver.IsOpenAsync(secret, cancel) || !await handOver.IsOpenAsync(secret, cancel))
            amiss.Add("gone when it was looked at");
        if (await handOver.FetchAsync(Miscopied(secret), cancel) is not null)
            amiss.Add("copied wrongly, and fetched");

        var json = await handOver.FetchAsync(secret, cancel) is { } given
            ? Encoding.UTF8.GetString(LegibleJson.Of(PortableJson.Of(given.Data, Language.English, given.Contents))) : "";
        CollectionField[] fields = [.. canary.Point.Fields.Where(field => field.Resume is not null && canary.Fields.ContainsKey(field.Id))];
        amiss.AddRange(fields.Where(field => !json.Contains(canary.Fields[field.Id], StringComparison.Ordinal)).Select(field => field.Id));
        if (fields.Length == 0)
            amiss.Add("nothing to send");
        if (await handOver.FetchAsync(secret, cancel) is not null || await handOver.IsOpenAsync(secret, cancel))
            amiss.Add("fetched twice");

        if (await handOver.OpenAsync(canary.Subject, Receiver, cancel) is { } closed)
        {
            foreach (var one in await handOver.ListAsync(canary.Subject, cancel))
                await handOver.CloseAsync(canary.Subject, one.Id, cancel);
            if (await handOver.FetchAsync(closed, cancel) is not null)
                amiss.Add("closed, and fetched");
        }
        return (amiss, fields.Length);
    }

    private static string Miscopied(string secret) => secret[..^2] + (secret[^2] is 'A' ? 'B' : 'A') + secret[^1];
}
