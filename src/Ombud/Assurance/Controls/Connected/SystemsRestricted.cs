using Ombud.Assurance.Measuring;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Systems.Changing;

namespace Ombud.Assurance.Controls.Connected;

/// <summary>
/// No restriction, and no lifting of one, waits longer than a week for a connected system, and none waits there that is not so here.
/// </summary>
internal sealed class SystemsRestricted(ReadWaitingChanges waiting, Standings standings, TimeProvider time) : IControl
{
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(7);

    public string Id => "systems-restricted";

    public TimeSpan Interval => TimeSpan.FromHours(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (now, amiss) = (time.GetUtcNow(), new List<string>());
        var list = (await waiting.ListAsync(cancel)).Shown.Where(one => one.Kind is not SystemChangeKind.Correction).ToList();
        foreach (var one in list)
        {
            var isRestricted = await standings.FindAsync(new SubjectId(one.Subject), cancel) is { IsRestricted: true };
            if (now - one.AskedAt > WaitMax || isRestricted != (one.Kind is SystemChangeKind.Restriction))
                amiss.Add(one.System);
        }
        var lifted = list.Count(one => one.Kind is SystemChangeKind.Lifting);
        return Measurement.Of([.. amiss.Distinct(StringComparer.Ordinal)],
            $"{list.Count - lifted} begränsningar och {lifted} hävningar väntar på ett anslutet system, ingen längre än sju dagar",
            $"{list.Count - lifted} restrictions and {lifted} liftings wait for a connected system, none longer than seven days");
    }
}
