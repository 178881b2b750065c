using Ombud.Assurance.Measuring;
using Ombud.Connectors.Describing;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Systems;
using Ombud.Systems.Erasing;

namespace Ombud.Assurance.Controls.Connected;

/// <summary>
/// Every connected system answers, and has no table of people's and no field that its dataset file does not describe: each either has
/// a data category or was said to hold nothing personal.
/// </summary>
internal sealed class SystemsAsDescribed(LookAtSystems look) : IControl
{
    public string Id => "systems-as-described";

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        // Of one that only people reach nothing is known but what they note.
        var looks = (await look.LookAsync(cancel)).Where(one => one.System.Description.Kind is not SystemKind.Manual).ToList();
        var fields = looks.Sum(one => one.System.Description.Tables.Sum(table => table.Fields.Count));
        return Measurement.Of(
            [
                .. looks.Where(one => one.Failure is not null).Select(one => one.System.Id),
                .. looks.SelectMany(one => one.Differences.Select(
                    difference => $"{one.System.Id} {difference.Table}{(difference.Field is { } field ? "." + field : "")}")),
            ],
            $"{looks.Count} anslutna system svarar; alla {fields} fält är beskrivna",
            $"{looks.Count} connected systems answer; all {fields} fields are described");
    }
}

/// <summary>
/// Whoever is still to be erased in a connected system is denied every use here meanwhile, and nobody waits longer than a week.
/// </summary>
internal sealed class SystemsErased(WaitingInSystems waiting, Standings standings, TimeProvider time) : IControl
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(7);

    public string Id => "systems-erased";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (now, list, amiss) = (time.GetUtcNow(), await waiting.ListAsync(cancel), new List<string>());
        foreach (var one in list.Shown)
        {
            if (now - one.AskedAt > WaitMax)
                amiss.Add(one.System);
            if (await standings.FindAsync(new SubjectId(one.Subject), cancel) is not { IsErased: true })
                amiss.Add(one.System);
        }
        var tries = list.Shown.Sum(one => one.Attempts);
        return Measurement.Of([.. amiss.Distinct(StringComparer.Ordinal)],
            $"{list.Total} raderingar väntar på ett anslutet system, ingen längre än sju dagar; {tries} försök med dem hittills",
            $"{list.Total} erasures wait for a connected system, none longer than seven days; {tries} tries with them so far");
    }
}
