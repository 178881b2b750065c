using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Policies.Deciding;
using Ombud.Policies.Retention;
using Ombud.Retention;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Erasure;

/// <summary>Counts what goes and what stays, for the preview and for the receipt alike.</summary>
internal static class KeptCounts
{
    public static KeptCount Of(RecordRow record, ErasureEnd? law, IReadOnlyDictionary<Guid, HoldReason> holds) => new(
        record.Category, 1, law?.Rule.Id, holds.TryGetValue(record.RecordId, out var hold) ? hold : null, law?.EndsOn);

    public static IReadOnlyList<KeptCount> Grouped(IEnumerable<KeptCount> kept) =>
        [.. kept.GroupBy(count => count with { Records = 0 })
            .Select(group => group.Key with { Records = group.Sum(count => count.Records) })
            .OrderBy(count => count.Category, StringComparer.Ordinal).ThenBy(count => count.Rule, StringComparer.Ordinal)];

    /// <summary>The controllers that had held data: by records, by facts, and of those who were erased along.</summary>
    public static IReadOnlyList<string> Controllers(
        IEnumerable<RecordRow> records, IEnumerable<string> byFacts, IEnumerable<SubjectErased> joined) =>
        [.. records.Select(record => record.Controller).Concat(byFacts).Concat(joined.SelectMany(one => one.Controllers))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<ErasedCount> Erased(IEnumerable<ErasedCount> counts) =>
        [.. counts.GroupBy(count => count.Category, StringComparer.Ordinal)
            .Select(group => new ErasedCount(group.Key, group.Sum(count => count.Records)))
            .OrderBy(count => count.Category, StringComparer.Ordinal)];
}

/// <summary>Which of a person's records are held, and why.</summary>
internal static class HeldRecords
{
    public static async Task<IReadOnlyDictionary<Guid, HoldReason>> ReadAsync(
        OmbudContext context, SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        var held = await context.Set<HeldRecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value).ToListAsync(cancel);
        var reasons = await context.Set<HoldRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value && row.LiftedAt == null)
            .ToDictionaryAsync(row => row.HoldId, row => row.Reason, cancel);
        return held.Where(row => reasons.ContainsKey(row.HoldId)).GroupBy(row => row.RecordId)
            .ToDictionary(group => group.Key, group => group.Min(row => reasons[row.HoldId]));
    }
}
