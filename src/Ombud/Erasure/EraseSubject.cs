using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Erasure.Recipients;
using Ombud.Erasure.Steps;
using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Systems.Erasing;

namespace Ombud.Erasure;

/// <summary>
/// Erases a person, step by step (promise <c>rights.rectify-erase</c>). Each step may be repeated; whoever is killed
/// between two leaves an erasure that the next one finishes. Two at once come to one erasure and one receipt.
/// </summary>
internal sealed class EraseSubject(
    IDbContextFactory<OmbudContext> contexts, Db db, AskErasure ask, CommitErasure commit, KeyRing keys,
    DeleteRows delete, EraseInSystems systems, TellRecipients recipients, JoinedOnes joined, TimeProvider time)
{
    private static readonly TimeSpan AgainAfter = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Notes that a person is to be erased, with everybody whom they have taken in; an id that was joined into theirs means
    /// them. From then on every decision denies. Asked again, the first erasure is the answer.
    /// </summary>
    /// <param name="by">Id of the API key or staff account; <c>self</c> for the person.</param>
    /// <param name="receipt">Id of the receipt, where the person was handed one already; otherwise a new one.</param>
    /// <returns>The erasure; null where nothing is known of such a person.</returns>
    public async Task<ErasureRow?> AskAsync(
        SubjectId subject, ErasureReason reason, string by, CancellationToken cancel, Guid? receipt = null) =>
        await ask.RunAsync(subject, reason, by, cancel, receipt) is { } person && await FindAsync(person, cancel) is { } erasure
            ? await WithReceiptAsync(erasure, cancel) : null;

    /// <summary>
    /// Makes those unreadable whom the person has taken in, before the person: afterwards nobody could find them any more.
    /// Each has an erasure of its own that goes on by itself, under the person's receipt.
    /// </summary>
    private async Task<JoinedErased> EraseJoinedAsync(
        ErasureRow erasure, IReadOnlyList<SubjectId> handled, CancellationToken cancel)
    {
        var (person, receipts) = (new SubjectId(erasure.SubjectId), new List<SubjectErased>());
        foreach (var other in handled)
        {
            if (!await joined.IsOfAsync(other, person, cancel))
                continue;
            await ask.NoteAsync(other, erasure.ReceiptId, erasure.Reason, erasure.AskedBy, cancel);
            var unreadable = await MakeUnreadableAsync((await FindAsync(other, cancel))!, cancel);
            if (await joined.ReceiptOfAsync(unreadable, cancel) is { } receipt)
                receipts.Add(receipt);
        }
        return new JoinedErased(handled, receipts);
    }

    // The look-up by receipt lies in another bucket, so it is a commit of its own; asked again, it is made up for.
    private async Task<ErasureRow> WithReceiptAsync(ErasureRow erasure, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var insert = connection.Command(
            "insert into erasure_receipt (bucket, receipt_id, subject_id) values (@bucket, @receipt, @subject) on conflict do nothing")
            .With("bucket", Bucket.Of(erasure.ReceiptId)).With("receipt", erasure.ReceiptId).With("subject", erasure.SubjectId);
        await insert.ExecuteNonQueryAsync(cancel);
        return erasure;
    }

    /// <summary>The erasure of a person; null where none was asked for.</summary>
    public async Task<ErasureRow?> FindAsync(SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<ErasureRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Bucket == bucket && row.SubjectId == subject.Value, cancel);
    }

    /// <summary>Does every step that is still to be done.</summary>
    /// <returns>Where it stands then: done, or waiting for systems and recipients that could not do it yet.</returns>
    /// <exception cref="InvalidOperationException">Nobody asked for it.</exception>
    public async Task<ErasureRow> RunAsync(SubjectId subject, CancellationToken cancel)
    {
        var erasure = await FindAsync(subject, cancel) ?? throw new InvalidOperationException("Nobody has asked for this erasure.");
        while (erasure.Step is not ErasureStep.Done)
        {
            var before = erasure.Step;
            erasure = await StepAsync(erasure, cancel);
            if (erasure.Step == before)
                return erasure;
        }
        return erasure;
    }

    /// <summary>Does the two steps after which nothing can be read any more; the rest may follow in the background.</summary>
    public async Task<ErasureRow> MakeUnreadableAsync(ErasureRow erasure, CancellationToken cancel)
    {
        while (erasure.Step < ErasureStep.KeysDestroyed)
        {
            try
            {
                erasure = await StepAsync(erasure, cancel);
            }
            catch (TimeoutException) when (erasure.Step is ErasureStep.Erased)
            {
                // Nothing is answered from it any more; the key store's log is emptied by whoever goes on with it.
                return erasure;
            }
        }
        return erasure;
    }

    /// <summary>Does the next step.</summary>
    /// <returns>The erasure after it; unchanged where recipients are still to be told.</returns>
    public async Task<ErasureRow> StepAsync(ErasureRow erasure, CancellationToken cancel)
    {
        var subject = new SubjectId(erasure.SubjectId);
        using var told = ErasureTelemetry.Step(erasure.Step);
        switch (erasure.Step)
        {
            case ErasureStep.Asked:
                return await CommitAsync(erasure, cancel);
            case ErasureStep.Erased:
                await keys.DestroyAsync(subject, cancel);
                await AdvanceAsync(erasure, ErasureStep.KeysDestroyed, null, cancel);
                break;
            case ErasureStep.KeysDestroyed:
                return await delete.RunAsync(erasure, cancel);
            case ErasureStep.RowsDeleted:
                await delete.TruncateLogAsync(cancel);
                var again = Sooner(await systems.EraseAsync(subject, cancel), await recipients.TellAsync(subject, cancel));
                await AdvanceAsync(erasure, again is null ? ErasureStep.Done : ErasureStep.RowsDeleted, again, cancel);
                break;
            case ErasureStep.Done:
                break;
        }
        return await FindAsync(subject, cancel) ?? erasure;
    }

    private static TimeSpan? Sooner(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other ?? one : one;

    private async Task<ErasureRow> CommitAsync(ErasureRow erasure, CancellationToken cancel)
    {
        var (after, before) = await commit.RunAsync(erasure, JoinedErased.Nobody, cancel);
        // Whom the person has taken in goes first; were somebody taken in meanwhile, the step would be done once more.
        if (before.Count > 0)
            (after, _) = await commit.RunAsync(erasure, await EraseJoinedAsync(erasure, before, cancel), cancel);
        return after ?? await FindAsync(new SubjectId(erasure.SubjectId), cancel) ?? erasure;
    }

    /// <summary>Lets an erasure that failed wait before it is tried again, so that it holds up no other.</summary>
    public async Task PutOffAsync(ErasureRow erasure, CancellationToken cancel)
    {
        var due = Micros.Truncate(time.GetUtcNow()) + AgainAfter;
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await context.Set<ErasureRow>()
            .Where(row => row.Bucket == erasure.Bucket && row.SubjectId == erasure.SubjectId && row.Step < ErasureStep.Done)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, due), cancel);
    }

    private async Task AdvanceAsync(ErasureRow erasure, ErasureStep step, TimeSpan? again, CancellationToken cancel)
    {
        var now = Micros.Truncate(time.GetUtcNow());
        DateTimeOffset? finished = step is ErasureStep.Done ? now : null;
        DateTimeOffset? destroyed = step >= ErasureStep.KeysDestroyed ? now : null;
        var due = now + (again ?? TimeSpan.Zero);
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await context.Set<ErasureRow>()
            .Where(row => row.Bucket == erasure.Bucket && row.SubjectId == erasure.SubjectId && row.Step == erasure.Step)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Step, step).SetProperty(row => row.FinishedAt, finished)
                    .SetProperty(row => row.KeysDestroyedAt, row => row.KeysDestroyedAt ?? destroyed)
                    .SetProperty(row => row.DueAt, due), cancel);
    }
}
