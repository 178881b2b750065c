using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Cases.Moving;

/// <summary>An erasure that a case has opened.</summary>
public sealed record OpenedErasure(Guid Receipt, bool IsDone);

/// <summary>
/// Erases whom a report shows to be a child (promise <c>minors.under-13</c>). What could be read is unreadable before the answer; the
/// rest goes before other erasures.
/// </summary>
internal sealed class ChildErasures(
    EraseSubject erase, ErasureRunner runner, ErasureReceipts receipts, CaseChanges cases, IDbContextFactory<OmbudContext> contexts,
    TimeProvider time)
{
    /// <summary>Begins the erasure and notes it in the case, with its receipt. Repeating it changes nothing.</summary>
    /// <param name="by">Id of the staff account.</param>
    /// <returns>The receipt's id; null where the case is none that could, or nothing is known of such a person.</returns>
    public async Task<Guid?> OpenAsync(Guid caseId, SubjectId child, string by, CancellationToken cancel)
    {
        if (await StateAsync(caseId, cancel) is not { Kind: CaseKind.SuspectedChild, IsOpen: true }
            || await erase.AskAsync(child, ErasureReason.Child, by, cancel) is not { } erasure)
            return null;
        // Noted before anything is destroyed: afterwards the staff might not find the child again.
        await cases.RunAsync(caseId, change => NoteAsync(change, erasure.ReceiptId, by, cancel), cancel);
        await erase.MakeUnreadableAsync(erasure, cancel);
        runner.Wake();
        return erasure.ReceiptId;
    }

    /// <summary>The erasures that a case has opened, oldest first.</summary>
    public async Task<IReadOnlyList<OpenedErasure>> OfAsync(Guid caseId, CancellationToken cancel)
    {
        var bucket = Bucket.Of(caseId);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var noted = await context.Set<CaseEntryRow>().AsNoTracking()
            .Where(entry => entry.Bucket == bucket && entry.CaseId == caseId && entry.Note == CaseNote.ErasureOpened)
            .OrderBy(entry => entry.EntryId).Select(entry => entry.About!).ToListAsync(cancel);
        var opened = new List<OpenedErasure>();
        foreach (var receipt in noted.Select(Guid.Parse))
        {
            opened.Add(new OpenedErasure(
                receipt, await receipts.FindAsync(receipt, cancel) is { Erasure.Step: ErasureStep.Done }));
        }
        return opened;
    }

    /// <summary>Whether a case has opened an erasure, and each that it has opened is done.</summary>
    public async Task<bool> AreDoneAsync(Guid caseId, CancellationToken cancel) =>
        await OfAsync(caseId, cancel) is { Count: > 0 } opened && opened.All(one => one.IsDone);

    private async Task<CaseState?> StateAsync(Guid caseId, CancellationToken cancel)
    {
        var bucket = Bucket.Of(caseId);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<CaseRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Bucket == bucket && row.CaseId == caseId, cancel) is { } row ? CaseBook.StateOf(row) : null;
    }

    // For the staff alone: whoever reported learns nothing of what was held about another.
    private async Task<bool> NoteAsync(CaseChange change, Guid receipt, string by, CancellationToken cancel)
    {
        var about = receipt.ToString("D");
        if ((await change.NotedAboutAsync(CaseNote.ErasureOpened, cancel)).Contains(about, StringComparer.Ordinal))
            return false;
        change.Add(new CaseEntry(time.GetUtcNow(), CaseAuthor.Staff, by, null, null, IsInternal: true, null)
        {
            Note = CaseNote.ErasureOpened, About = about,
        });
        await change.CommitAsync([new CaseErasureOpened(receipt, by)], cancel);
        return true;
    }
}
