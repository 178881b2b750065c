using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Disclosures;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Assurance.Controls.People;

/// <summary>
/// Data of somebody made up is disclosed to a company of the group and to one recipient of each kind that may have it;
/// each stands in the register and on the trail, with the countries from and to which it goes.
/// </summary>
internal sealed class DisclosuresRecorded(
    CanaryPlanter canaries, CanaryDisclosures disclosures, FactHistory history, IDbContextFactory<OmbudContext> contexts) : IControl
{
    public string Id => "disclosures-recorded";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel) =>
        canaries.MeetAsync(canaries.Longest, canary => TryAsync(canary, cancel), cancel);

    private async Task<Measurement> TryAsync(Canary canary, CancellationToken cancel)
    {
        var made = await disclosures.MakeAsync(canary, cancel);
        if (made.Count == 0)
            return Measurement.Bad("ingen får något", "nobody may be given anything");

        var facts = await history.ReadAsync(canary.Subject, cancel).Select(fact => fact.Fact).OfType<DisclosureMade>().ToListAsync(cancel);
        var stored = await StoredAsync(canary.Subject, cancel);
        var amiss = made.Where(row => !facts.Exists(fact => fact.DisclosureId == row.DisclosureId
                && fact.Recipient == row.Recipient && fact.From.Length > 0 && fact.To.Length > 0)
            || !stored.Exists(one => one.DisclosureId == row.DisclosureId && one.Recipient == row.Recipient
                && one.FromCountry.Length > 0 && one.ToCountry.Length > 0)).Select(row => row.Recipient).ToList();
        var whom = string.Join(", ", made.Select(row => row.Recipient));
        return Measurement.Of(amiss, $"{made.Count} utlämnanden ({whom}) i registret och i liggaren, med länder",
            $"{made.Count} disclosures ({whom}) in the register and on the trail, with countries");
    }

    private async Task<List<DisclosureRow>> StoredAsync(SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<DisclosureRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value).ToListAsync(cancel);
    }
}
