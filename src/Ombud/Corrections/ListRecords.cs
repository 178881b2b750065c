using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Vault;

namespace Ombud.Corrections;

/// <summary>A record as the staff see it who are to correct it: what it is, and not what stands in it.</summary>
/// <param name="Label">What the form called it; null where the notice has it no more.</param>
/// <param name="Point">Name of the form; null where the notice has it no more.</param>
/// <param name="Bar">Why it cannot be corrected; null where it can.</param>
public sealed record KnownRecord(
    Guid Id, string Field, LocalizedText? Label, LocalizedText? Point, DateTimeOffset CollectedAt, CorrectionBar? Bar);

/// <summary>Lists the records that one controller holds of a person, without opening any.</summary>
internal sealed class ListRecords(IDbContextFactory<OmbudContext> contexts, NoticeBook book, CorrectionRules rules, TimeProvider time)
{
    public async Task<IReadOnlyList<KnownRecord>> OfAsync(SubjectId subject, string controller, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var rows = await context.Set<RecordRow>().AsNoTracking()
            .LiveOf(subject, time.GetUtcNow()).Where(row => row.Controller == controller)
            .Select(row => new { row.RecordId, row.Field, row.Point, row.NoticeVersion, row.CollectedAt, row.Chunks, row.Holds })
            .ToListAsync(cancel);
        return [.. rows.OrderBy(row => row.CollectedAt).ThenBy(row => row.RecordId).Select(row =>
        {
            var field = rules.FieldOf(row.Point, row.NoticeVersion, row.Field);
            var point = book.Find(row.NoticeVersion)?.CollectionPoints.FirstOrDefault(known => known.Id == row.Point);
            return new KnownRecord(
                row.RecordId, row.Field, field?.Label, point?.Name, row.CollectedAt,
                CorrectionRules.BarTo(field, row.Chunks > 0, row.Holds > 0, isFromElsewhere: false, isInCase: true));
        })];
    }
}
