using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Retention.Holds;

/// <summary>The holds that name some of a person's records.</summary>
internal sealed record HoldsOnRecords(IReadOnlyList<HoldRow> Holds, IReadOnlyList<HeldRecordRow> Held);

/// <summary>
/// Takes holds along when the records that they name move to the person to whom they belong: a hold that stayed behind
/// could never be lifted there.
/// </summary>
internal sealed class HoldMove(KeyRing keys, KeyStore store)
{
    /// <summary>The holds in force that name some of these records.</summary>
    public static async Task<HoldsOnRecords> ReadAsync(
        OmbudContext context, SubjectId from, IReadOnlyList<RecordRow> records, CancellationToken cancel)
    {
        var (bucket, ids) = (Bucket.Of(from.Value), records.Select(record => record.RecordId).ToList());
        var held = await context.Set<HeldRecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == from.Value && ids.Contains(row.RecordId))
            .OrderBy(row => row.HoldId).ToListAsync(cancel);
        var holds = await context.Set<HoldRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == from.Value && row.LiftedAt == null)
            .OrderBy(row => row.HoldId).ToListAsync(cancel);
        return new HoldsOnRecords([.. holds.Where(hold => held.Exists(row => row.HoldId == hold.HoldId))], held);
    }

    /// <summary>The holds as they will lie with the other person, what was written about them under that one's key.</summary>
    public async Task<HoldsOnRecords> ResealAsync(HoldsOnRecords on, SubjectId from, SubjectId to, CancellationToken cancel)
    {
        if (on.Holds.Count == 0)
            return on;
        var source = await keys.FindAsync(HoldNotes.KeyOf(from), cancel)
            ?? throw new InvalidOperationException("The key of a hold's note is gone: the person is being erased.");
        var target = await keys.GetOrCreateAsync(HoldNotes.KeyOf(to), cancel);
        var bucket = Bucket.Of(to.Value);
        return new HoldsOnRecords(
            [.. on.Holds.Select(hold => new HoldRow
            {
                Bucket = bucket, SubjectId = to.Value, HoldId = hold.HoldId, Reason = hold.Reason, PlacedBy = hold.PlacedBy,
                PlacedAt = hold.PlacedAt,
                SealedNote = HoldNotes.Seal(store, to, hold.HoldId, HoldNotes.Open(store, from, hold, source), target),
            })],
            [.. on.Held.Select(row => new HeldRecordRow
            {
                Bucket = bucket, SubjectId = to.Value, HoldId = row.HoldId, RecordId = row.RecordId,
            })]);
    }

    /// <summary>Adds the holds on records that come to the person in this change.</summary>
    public static async Task AddAsync(
        Change change, HoldsOnRecords on, IReadOnlyList<RecordRow> coming, CancellationToken cancel)
    {
        foreach (var record in coming)
        {
            var named = on.Held.Where(row => row.RecordId == record.RecordId).ToList();
            record.Holds = named.Count;
            change.Db.AddRange(named);
        }
        foreach (var hold in on.Holds)
        {
            if (await change.Db.FindAsync<HoldRow>([hold.Bucket, hold.SubjectId, hold.HoldId], cancel) is null)
                change.Db.Add(hold);
        }
    }

    /// <summary>Removes from this change's person the holds' lines about records that leave, and holds that name nothing more.</summary>
    public static async Task RemoveAsync(Change change, IReadOnlyList<RecordRow> leaving, CancellationToken cancel)
    {
        var (bucket, person) = (Bucket.Of(change.Subject.Value), change.Subject.Value);
        var ids = leaving.Select(record => record.RecordId).ToList();
        var lines = change.Db.Set<HeldRecordRow>().Where(row => row.Bucket == bucket && row.SubjectId == person);
        var holds = await lines.Where(row => ids.Contains(row.RecordId)).Select(row => row.HoldId).Distinct().ToListAsync(cancel);
        if (holds.Count == 0)
            return;
        await lines.Where(row => ids.Contains(row.RecordId)).ExecuteDeleteAsync(cancel);
        var left = await lines.Where(row => holds.Contains(row.HoldId)).Select(row => row.HoldId).Distinct().ToListAsync(cancel);
        holds.RemoveAll(left.Contains);
        await change.Db.Set<HoldRow>()
            .Where(row => row.Bucket == bucket && row.SubjectId == person && holds.Contains(row.HoldId)).ExecuteDeleteAsync(cancel);
    }
}
