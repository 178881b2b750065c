using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;

namespace Ombud.Assurance.Controls.People;

/// <summary>
/// Somebody made up is collected; nothing of what they gave can be read in any file of data and keys, any column of a
/// database or any line of the log.
/// </summary>
internal sealed class NoPlainCanary(CanaryPlanter canaries, RawSearch raw, LogWatch log) : IControl
{
    public string Id => "no-plain-canary";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        log.Watch([CanaryPlanter.TokenStart]);
        try
        {
            return await canaries.MeetAsync(canaries.Longest, canary => LookAsync(canary, cancel), cancel);
        }
        finally
        {
            log.Watch([]);
        }
    }

    private async Task<Measurement> LookAsync(Canary canary, CancellationToken cancel)
    {
        var found = await raw.FindAsync([.. canary.Values.SelectMany(RawSearch.FormsOf)], cancel);
        List<string> amiss = [.. found.Places];
        if (log.Found > 0)
            amiss.Add("log");
        if (canary.Values.Count == 0 || found.Bytes == 0)
            return Measurement.Bad("inget att leta efter eller i", "nothing to look for, or to look in");
        return Measurement.Of(amiss,
            $"{canary.Values.Count} värden, sökta i {found.Bytes / 1024} kB filer, {found.Columns} "
                + $"databaskolumner och loggen: inget i klartext",
            $"{canary.Values.Count} values looked for in {found.Bytes / 1024} kB of files, {found.Columns} "
                + $"database columns and the log: none readable");
    }
}
