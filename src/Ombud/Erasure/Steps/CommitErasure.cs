using Microsoft.EntityFrameworkCore;
using Ombud.Consents;
using Ombud.Consents.Suppression;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Retention;
using Ombud.Retention.Ends;
using Ombud.Vault;

namespace Ombud.Erasure.Steps;

/// <summary>
/// Steps one and two, in one commit of the person's bucket: what law or a hold keeps is encrypted anew in the compartment
/// of proof, and the fact and the standing say <em>erased</em>. From its commit on every decision denies.
/// </summary>
internal sealed class CommitErasure(
    Changes changes, FactHistory history, RecordEnds ends, KeepAsProof proof, FindRecipients recipients, KeyRing keys,
    SuppressionList suppression, TimeProvider time)
{
    public async Task RunAsync(ErasureRow erasure, CancellationToken cancel)
    {
        var subject = new SubjectId(erasure.SubjectId);
        await using var change = await changes.BeginAsync(subject, cancel);
        var row = await change.Db.Set<ErasureRow>().SingleAsync(
            known => known.Bucket == erasure.Bucket && known.SubjectId == erasure.SubjectId, cancel);
        if (row.Step is not ErasureStep.Asked)
            return;

        var now = Micros.Truncate(time.GetUtcNow());
        var past = await ReadPastAsync(subject, change.Standing, cancel);
        var holds = await HeldRecords.ReadAsync(change.Db, subject, cancel);
        var records = await change.Db.Set<RecordRow>()
            .Where(record => record.Bucket == erasure.Bucket && record.SubjectId == erasure.SubjectId)
            .OrderBy(record => record.RecordId).ToListAsync(cancel);

        var kept = new List<KeptCount>();
        var erased = new List<RecordRow>();
        foreach (var record in records)
        {
            var law = ends.AfterErasure(record, past.Anchors, change.Standing, PersonAnchors.DayOf(now));
            if (law is null && record.Holds == 0)
            {
                erased.Add(record);
                continue;
            }
            await proof.MoveAsync(change.Db, record, law, now, cancel);
            kept.Add(KeptCounts.Of(record, law, holds));
        }
        kept.AddRange(await proof.KeepConsentsAsync(change.Db, subject, past.Consents, now, cancel));

        // Step four finds what is to go by its compartment.
        change.Db.RemoveRange(erased.Where(record => record.Compartment == (byte)Compartment.Proof));
        var notices = await recipients.OfAsync(change, past.Given, cancel);
        change.Db.AddRange(notices);
        var fact = new SubjectErased(
            row.ReceiptId, row.Reason, KeptCounts.Erased(erased), KeptCounts.Grouped(kept), past.Facts,
            [.. notices.Select(notice => notice.Recipient)], await suppression.HoldsAsync(subject, cancel));
        (row.Step, row.ErasedAt, row.DueAt) = (ErasureStep.Erased, now, now);
        await CommitAsync(change, row, fact, cancel);
    }

    private static async Task CommitAsync(Change change, ErasureRow row, SubjectErased fact, CancellationToken cancel)
    {
        // Erased already, as after a restored journal: the fact is there, and what is left are the steps after it.
        if (change.Standing.IsErased)
        {
            await change.Db.SaveChangesAsync(cancel);
            await change.Transaction.CommitAsync(cancel);
            return;
        }
        row.FactId = Guid.CreateVersion7(row.ErasedAt!.Value);
        await change.CommitAsync([fact], cancel, [row.FactId.Value]);
    }

    private async Task<Past> ReadPastAsync(SubjectId subject, StandingState standing, CancellationToken cancel)
    {
        var past = new Past();
        if (standing.IsErased || await keys.FindAsync(KeyName.Facts(subject), cancel) is null)
            return past;
        await foreach (var fact in history.ReadAsync(subject, cancel))
            past.Add(fact);
        return past;
    }

    /// <summary>What the facts tell, read while they can still be opened.</summary>
    private sealed class Past
    {
        public PersonAnchors Anchors { get; } = new();
        public List<WrittenFact> Consents { get; } = [];
        public List<INamesRecipient> Given { get; } = [];
        public int Facts { get; private set; }

        public void Add(WrittenFact fact)
        {
            if (fact.Fact is not ClearFact)
                Facts++;
            if (fact.Fact is AnchorHappened happened)
                Anchors.Add(happened);
            if (fact.Fact is ConsentAnswered)
                Consents.Add(fact);
            if (fact.Fact is INamesRecipient named)
                Given.Add(named);
        }
    }
}
