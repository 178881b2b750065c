using System.Data.Common;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Backup.Replaying;

/// <summary>
/// Erases again whoever was erased since the backup, under the receipt that they were handed. With the newest key store their
/// keys are gone, so that nothing is left to be opened, and the receipt of then is put back as it was; with an older copy of it
/// they are erased as if they asked now.
/// </summary>
internal sealed class ReplayErasures(
    Db db, Changes changes, KeyRing keys, FactBodies bodies, EraseSubject erase, ErasureReceipts receipts, TimeProvider time)
{
    private const string By = "journal";

    private const string Noted =
        """
        insert into erasure (bucket, subject_id, receipt_id, reason, asked_by, asked_at, step, fact_id, erased_at, due_at)
        values (@bucket, @subject, @receipt, @reason, @by, @at, @step, @fact, @at, @at)
        on     conflict (bucket, subject_id) do update
        set    step = excluded.step, fact_id = excluded.fact_id, erased_at = excluded.erased_at, due_at = excluded.due_at
        where  erasure.step < excluded.step
        """;

    private const string ToBeTold =
        """
        insert into erasure_notice (bucket, subject_id, recipient, disclosures, attempts)
        values (@bucket, @subject, @recipient, @none, 0)
        on     conflict do nothing
        """;

    /// <summary>Erases whom the line names, to the last step; repeating it changes nothing.</summary>
    /// <returns>Whether the database knew of them and did not know that they were erased.</returns>
    public async Task<bool> RunAsync(JournalReceipt line, CancellationToken cancel)
    {
        var before = await FindAsync(line.Subject, cancel);
        var receipt = line.SaltedBody is { } salted ? bodies.Read(salted) : null;
        var said = receipt?.Fact as SubjectErased;
        if (before is not { IsErased: true } && receipt is not null && await keys.FindAsync(KeyName.Facts(line.Subject), cancel) is null
            && (before is not null || await HasRowsAsync(line.Subject, cancel)))
            await PutBackAsync(line.Subject, receipt, (SubjectErased)receipt.Fact, cancel);

        var asked = await erase.AskAsync(line.Subject, said?.Reason ?? ErasureReason.Asked, By, cancel, said?.ReceiptId);
        if (asked is not null)
            await erase.RunAsync(new SubjectId(asked.SubjectId), cancel);
        // Also of whom nothing else is known here: an older copy of the keys may still have theirs.
        await keys.DestroyAsync(line.Subject, cancel);
        return asked is not null && before is not { IsErased: true };
    }

    /// <summary>Whether their erasure is done and known here, so that nothing is left to do.</summary>
    public async Task<bool> IsDoneAsync(SubjectId subject, CancellationToken cancel) =>
        await FindAsync(subject, cancel) is { IsErased: true }
        && await receipts.FindAsync(subject, cancel) is { Erasure.Step: ErasureStep.Done };

    private async Task<StoredStanding?> FindAsync(SubjectId subject, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        return await Standings.ReadAsync(connection, null, subject, cancel);
    }

    // Of whoever has only signed in there are facts and no standing yet. Asked for as if for the first time, their erasure would make
    // them a new key, which opens nothing of theirs.
    private async Task<bool> HasRowsAsync(SubjectId subject, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command(
            """
            select 1 from fact where bucket = @bucket and subject_id = @subject
            union  all
            select 1 from record where bucket = @bucket and subject_id = @subject
            limit  1
            """).With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value);
        return await select.ExecuteScalarAsync(cancel) is not null;
    }

    // The standing and the fact of then, in one commit; the steps after it are the erasure's own.
    private async Task PutBackAsync(SubjectId subject, WrittenFact receipt, SubjectErased said, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(subject, cancel);
        var rows = new LedgerRows();
        if (!await IsKnownAsync(change.Db.Database, subject, receipt.Id, cancel))
            rows.AddClear(receipt);
        rows.Add(subject, SealedStanding.Erased(change.Standing.Version + 1), change.Standing.Version, 0, []);
        rows.Others.Add(new PlainStatement(Noted,
        [
            ("bucket", Bucket.Of(subject.Value)), ("subject", subject.Value), ("receipt", said.ReceiptId),
            ("reason", (int)said.Reason), ("by", By), ("at", Micros.Of(receipt.At)), ("step", (short)ErasureStep.Erased),
            ("fact", receipt.Id),
        ]));
        // Whether they were told before the database was lost is not known; a second letter is recognised as one.
        foreach (var recipient in said.Recipients)
        {
            rows.Others.Add(new PlainStatement(ToBeTold,
            [
                ("bucket", Bucket.Of(subject.Value)), ("subject", subject.Value), ("recipient", recipient), ("none", ""),
            ]));
        }
        await change.Statements.CommitAsync(rows, Micros.Truncate(time.GetUtcNow()), cancel);
    }

    private static async Task<bool> IsKnownAsync(
        Microsoft.EntityFrameworkCore.Infrastructure.DatabaseFacade database, SubjectId subject, Guid fact, CancellationToken cancel)
    {
        var connection = Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(database);
        var within = Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(database.CurrentTransaction!);
        return await KnownFacts.HasAsync(connection, within, subject, fact, cancel);
    }
}

/// <summary>Asks whether the database knows a fact.</summary>
internal static class KnownFacts
{
    public static async Task<bool> HasAsync(
        DbConnection connection, DbTransaction? transaction, SubjectId subject, Guid fact, CancellationToken cancel)
    {
        await using var select = connection.Command(
            """
            select 1 from fact where bucket = @bucket and subject_id = @subject and fact_id = @fact
            union  all
            select 1 from clear_fact where bucket = @bucket and fact_id = @fact
            """, transaction).With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value).With("fact", fact);
        return await select.ExecuteScalarAsync(cancel) is not null;
    }
}
