using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Ombud.Consents.Suppression;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Policies.Retention;
using Ombud.Retention;
using Ombud.Retention.Ends;
using Ombud.Shared;
using Ombud.Systems.Erasing;
using Ombud.Vault;

namespace Ombud.Erasure.Steps;

/// <summary>
/// Steps one and two, in one commit of the person's bucket: what law or a hold keeps is encrypted anew in the compartment
/// of proof, and the fact and the standing say <em>erased</em>. Every decision denies since it was asked for.
/// </summary>
internal sealed class CommitErasure(
    Changes changes, FactHistory history, RecordEnds ends, KeepAsProof proof, SuppressionList suppression, CarriedPerson carried,
    TimeProvider time)
{
    private const string EraseSql =
        "update erasure set step = @step, erased_at = @at, due_at = @at where bucket = @bucket and subject_id = @subject";

    private const string EraseWithReceiptSql =
        """
        update erasure set step = @step, erased_at = @at, due_at = @at, fact_id = @fact
        where  bucket = @bucket and subject_id = @subject
        """;

    private static readonly IReadOnlyDictionary<Guid, HoldReason> NoHolds = new Dictionary<Guid, HoldReason>();

    /// <param name="joined">What was erased with those whom the person has taken in; the receipt counts it too.</param>
    /// <returns>
    /// The erasure after it, or those who must be erased before: everybody of whom <paramref name="joined"/> does not tell.
    /// Neither where it had been done.
    /// </returns>
    public async Task<(ErasureRow? After, IReadOnlyList<SubjectId> Before)> RunAsync(
        ErasureRow erasure, JoinedErased joined, CancellationToken cancel)
    {
        var (subject, now) = (new SubjectId(erasure.SubjectId), Micros.Truncate(time.GetUtcNow()));
        await using var change = await changes.BeginAsync(subject, cancel);
        var (isSuppressed, elsewhere) = (false, CarriedRows.None);
        var past = await ErasurePast.ReadAsync(
            change.Db.Database.GetDbConnection(), change.Transaction.GetDbTransaction(), subject, history,
            change.Standing.IsErased ? null : change.Key,
            async found =>
            {
                await proof.EnsureKeysAsync(subject, found.Consents, now, cancel);
                isSuppressed = found.HasAddress && await suppression.HoldsAsync(subject, cancel);
                // A control's made-up people lie nowhere else.
                elsewhere = found is { HasAddress: true, IsCanary: false } ? await carried.PrepareAsync(subject, cancel) : elsewhere;
            },
            cancel);
        if (past.Step is not ErasureStep.Asked)
            return (null, []);
        if (past.Joined.Except(joined.Handled).Any())
            return (null, past.Joined);

        var row = erasure.Copy();
        var (erased, kept) = (new List<ErasedCount>(), new List<KeptCount>());
        var groups = past.Groups;
        foreach (var group in groups.Where(group => !group.IsHeld))
        {
            var law = ends.AfterErasure(group.Like, past.Anchors, change.Standing, PersonAnchors.DayOf(now));
            if (law is not null)
            {
                var records = await RecordGroups.LoadAsync(change.Db, group.Like, cancel);
                kept.AddRange(await KeepAsync(change.Db, records, law, NoHolds, now, cancel));
            }
            else
                erased.Add(await LeaveAsync(change.Db, group, cancel));
        }
        if (groups.Any(group => group.IsHeld))
            kept.AddRange(await KeepHeldAsync(change, past, now, cancel));
        kept.AddRange(await proof.KeepConsentsAsync(change, past.Consents, now, cancel));
        var notices = FindRecipients.Of(subject, past);
        change.Db.AddRange(notices);
        change.Db.AddRange(elsewhere.All);
        var fact = Receipt(row, erased, kept, past, joined.Receipts) with
        {
            Recipients = [.. notices.Select(notice => notice.Recipient).Union(
                joined.Receipts.SelectMany(one => one.Recipients), StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Controllers = KeptCounts.Controllers(groups.Select(group => group.Like), past.Controllers, joined.Receipts),
            Systems = [.. elsewhere.Ids.Union(joined.Receipts.SelectMany(one => one.Systems), StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)],
            Suppressed = isSuppressed || joined.Receipts.Any(one => one.Suppressed),
        };
        (row.Step, row.ErasedAt, row.DueAt) = (ErasureStep.Erased, now, now);
        await CommitAsync(change, row, fact, cancel);
        return (row, []);
    }

    private async Task<List<KeptCount>> KeepHeldAsync(Change change, ErasurePast past, DateTimeOffset now, CancellationToken cancel)
    {
        var held = await change.Db.Set<RecordRow>()
            .Where(row => row.Bucket == Bucket.Of(change.Subject.Value) && row.SubjectId == change.Subject.Value && row.Holds > 0)
            .OrderBy(row => row.RecordId).ToListAsync(cancel);
        var holds = await HeldRecords.ReadAsync(change.Db, change.Subject, cancel);
        var kept = new List<KeptCount>();
        foreach (var record in held)
        {
            var law = ends.AfterErasure(record, past.Anchors, change.Standing, PersonAnchors.DayOf(now));
            kept.AddRange(await KeepAsync(change.Db, [record], law, holds, now, cancel));
        }
        return kept;
    }

    private async Task<List<KeptCount>> KeepAsync(
        OmbudContext context, List<RecordRow> records, ErasureEnd? law, IReadOnlyDictionary<Guid, HoldReason> holds, DateTimeOffset now,
        CancellationToken cancel)
    {
        foreach (var record in records)
            await proof.MoveAsync(context, record, law, now, cancel);
        return records.ConvertAll(record => KeptCounts.Of(record, law, holds));
    }

    // Step four finds what is to go by its compartment; what lies in that of proof goes now.
    private static async Task<ErasedCount> LeaveAsync(OmbudContext context, RecordGroup group, CancellationToken cancel)
    {
        if (group.Like.Compartment == (byte)Compartment.Proof)
            context.RemoveRange(await RecordGroups.LoadAsync(context, group.Like, cancel));
        return new ErasedCount(group.Like.Category, group.Count);
    }

    private static async Task CommitAsync(Change change, ErasureRow row, SubjectErased fact, CancellationToken cancel)
    {
        // Erased already, as after a restored journal: the fact is there, and what is left are the steps after it.
        if (change.Standing.IsErased)
        {
            change.Also(Erased(row));
            await change.CommitKnownAsync(cancel);
            return;
        }
        var receipt = Guid.CreateVersion7(row.ErasedAt!.Value);
        row.FactId = receipt;
        change.Also(Erased(row, receipt));
        await change.CommitAsync([fact], cancel, [receipt]);
    }

    private static PlainStatement Erased(ErasureRow row) => new(EraseSql, ValuesOf(row));

    private static PlainStatement Erased(ErasureRow row, Guid receipt) =>
        new(EraseWithReceiptSql, [.. ValuesOf(row), ("fact", receipt)]);

    private static IReadOnlyList<(string Name, object Value)> ValuesOf(ErasureRow row) =>
    [
        ("step", (short)row.Step), ("at", Micros.Of(row.ErasedAt!.Value)), ("bucket", row.Bucket), ("subject", row.SubjectId),
    ];

    private static SubjectErased Receipt(
        ErasureRow row, List<ErasedCount> erased, List<KeptCount> kept, ErasurePast past, IReadOnlyList<SubjectErased> joined) => new(
        row.ReceiptId, row.Reason, KeptCounts.Erased(erased.Concat(joined.SelectMany(one => one.Erased))),
        KeptCounts.Grouped(kept.Concat(joined.SelectMany(one => one.Kept))), past.Facts + joined.Sum(one => one.Facts), [], false);
}
