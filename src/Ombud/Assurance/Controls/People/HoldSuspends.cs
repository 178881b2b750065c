using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Database;
using Ombud.Policies.Deciding;
using Ombud.Retention;
using Ombud.Retention.Holds;
using Ombud.Retention.Sweeping;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Assurance.Controls.People;

/// <summary>Of two records that are due, the held one outlives a sweep and the other goes; lifted, it goes as well.</summary>
internal sealed class HoldSuspends(
    CanaryPlanter canaries, LegalHolds holds, Sweeper sweeper, IDbContextFactory<OmbudContext> contexts, Db db, TimeProvider time)
    : IControl
{
    public string Id => "hold-suspends";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public Task<Measurement> MeasureAsync(CancellationToken cancel) =>
        canaries.MeetAsync(canaries.Longest, canary => TryAsync(canary.Subject, cancel), cancel);

    private async Task<Measurement> TryAsync(SubjectId subject, CancellationToken cancel)
    {
        var all = await RecordsAsync(subject, cancel);
        if (all.Count < 2 || await sweeper.RunAsync(subject, cancel) is null)
            return Measurement.Bad("gallringen gick inte att köra", "the sweep could not be run");
        var held = all[0];
        var hold = await holds.PlaceAsync(subject, new HoldOrder
        {
            Reason = HoldReason.LegalClaim, Note = new("control"), By = CanaryPlanter.By, Records = [held],
        }, cancel);
        await MakeDueAsync(subject, cancel);
        await sweeper.RunAsync(subject, cancel);
        var during = await RecordsAsync(subject, cancel);
        var lifted = await holds.LiftAsync(subject, hold!.Value, CanaryPlanter.By, cancel);
        await sweeper.RunAsync(subject, cancel);
        var after = await RecordsAsync(subject, cancel);
        return new Measurement(during is [var left] && left == held && lifted && after.Count == 0, new Layout.Text(
            sv: $"{all.Count} uppgifter hade nått sitt slut: {during.Count} kvar under spärren, {after.Count} när den hävts",
            en: $"{all.Count} records were due: {during.Count} left under the hold, {after.Count} once it was lifted"));
    }

    private async Task<List<Guid>> RecordsAsync(SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<RecordRow>().AsNoTracking().Where(row => row.Bucket == bucket && row.SubjectId == subject.Value)
            .OrderBy(row => row.RecordId).Select(row => row.RecordId).ToListAsync(cancel);
    }

    private async Task MakeDueAsync(SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        DateTimeOffset? past = Micros.Truncate(time.GetUtcNow()).AddSeconds(-1);
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await context.Set<RecordRow>().Where(row => row.Bucket == bucket && row.SubjectId == subject.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsAt, past), cancel);
    }
}
