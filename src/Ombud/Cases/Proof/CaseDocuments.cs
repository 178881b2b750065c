using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log.Writing;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Cases.Proof;

/// <summary>A copy of a document as it lies with a case.</summary>
/// <param name="At">When it came.</param>
public sealed record SentDocument(Guid Id, DateTimeOffset At, string MediaType);

/// <summary>
/// Copies of documents by which people show who they are (GDPR article 12(6); promise <c>rights.identity</c>): sent by the person,
/// looked at by the staff, and destroyed with the decision, whichever it is.
/// </summary>
internal sealed class CaseDocuments(
    IDbContextFactory<OmbudContext> contexts, CaseChanges cases, KeyRing keys, KeyStore store, Ledger ledger, TimeProvider time)
{
    private const string Kind = "case document";

    /// <summary>The copy that waits to be looked at; null for none.</summary>
    public async Task<SentDocument?> FindAsync(Guid caseId, CancellationToken cancel) =>
        await RowAsync(caseId, cancel) is { } row ? new SentDocument(row.DocumentId, row.At, row.MediaType) : null;

    /// <summary>Keeps a copy, instead of one that came before, which is destroyed.</summary>
    /// <returns>False where the case wants no document.</returns>
    public async Task<bool> SendAsync(Guid caseId, byte[] content, string mediaType, CancellationToken cancel)
    {
        if (await RowAsync(caseId, cancel) is { } before)
            await DestroyAsync(before.DocumentId, cancel);
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        // Stored before anything lies under it. Where the case does not want it, it has locked nothing.
        var key = await keys.GetOrCreateAsync(KeyOf(id), cancel);
        var (isKept, useless) = await cases.RunAsync(caseId, async change =>
        {
            if (change.State is not { Stage: CaseStage.IdentityWanted, IsDocumentWanted: true })
                return (false, (Guid?)id);
            // Of two that are sent at once the later one stays.
            var quicker = await IdIn(change, cancel);
            await DeleteAsync(change, cancel);
            change.Change.Db.Add(new CaseDocumentRow
            {
                Bucket = change.Row.Bucket, CaseId = caseId, DocumentId = id, At = Micros.Truncate(now), MediaType = mediaType,
                Sealed = key.Encrypt(content, PlaceOf(caseId, id, key.Version)), KeyVersion = key.Version,
            });
            change.Add(new CaseEntry(now, CaseAuthor.Person, "person", null, null, IsInternal: false, null)
            {
                Note = CaseNote.DocumentSent,
            });
            await change.CommitAsync([new CaseDocumentSent(mediaType, content.Length)], cancel);
            return (true, quicker);
        }, cancel);
        if (useless is { } other)
            await DestroyAsync(other, cancel);
        return isKept;
    }

    /// <summary>Opens the copy, and leaves a fact of who did.</summary>
    public async Task<(byte[] Content, string MediaType)?> OpenAsync(Guid caseId, string by, CancellationToken cancel)
    {
        if (await RowAsync(caseId, cancel) is not { } row || await keys.FindAsync(KeyOf(row.DocumentId), cancel) is not { } key)
            return null;
        await ledger.AppendAsync(new SubjectId(caseId), new CaseDocumentRead(by), cancel);
        return (key.Decrypt(row.Sealed, PlaceOf(caseId, row.DocumentId, row.KeyVersion)), row.MediaType);
    }

    /// <summary>
    /// Notes whether a document shows who the person is, and destroys its copy; one that was looked at without a copy is noted alike.
    /// </summary>
    /// <param name="seen">Id of the copy that the staff had before them; null for none.</param>
    /// <returns>False where the case wants no document, or another copy has come meanwhile.</returns>
    public Task<bool> JudgeAsync(Guid caseId, Guid? seen, bool isAccepted, string by, CancellationToken cancel) => EndAsync(
        caseId, new Ending(isAccepted ? CaseNote.DocumentAccepted : CaseNote.DocumentNotAccepted, CaseAuthor.Staff, by), seen, cancel);

    /// <summary>Destroys a copy that nobody has looked at in time, or whose case goes on without it.</summary>
    /// <returns>False where there is none.</returns>
    public async Task<bool> ExpireAsync(Guid caseId, CancellationToken cancel) => await RowAsync(caseId, cancel) is { } row
        && await EndAsync(caseId, new Ending(CaseNote.DocumentExpired, CaseAuthor.System, "system"), row.DocumentId, cancel);

    /// <summary>The key of a copy: the copy is a subject of its own.</summary>
    internal static KeyName KeyOf(Guid documentId) => KeyName.Facts(new SubjectId(documentId));

    // The key first: whoever is killed between leaves bytes that nobody can open, and the next sweep takes them.
    private async Task<bool> EndAsync(Guid caseId, Ending ending, Guid? copy, CancellationToken cancel)
    {
        if ((await RowAsync(caseId, cancel))?.DocumentId != copy)
            return false;
        if (copy is { } gone)
            await DestroyAsync(gone, cancel);
        return await cases.RunAsync(caseId, async change =>
        {
            var isWanted = change.State is { Stage: CaseStage.IdentityWanted, IsDocumentWanted: true };
            if ((!isWanted && ending.Note is not CaseNote.DocumentExpired) || await IdIn(change, cancel) != copy)
                return false;
            await DeleteAsync(change, cancel);
            if (ending.Note is CaseNote.DocumentAccepted)
                change.MoveTo(change.State.ShowDocument()!);
            change.Add(new CaseEntry(time.GetUtcNow(), ending.Author, ending.By, null, null, IsInternal: false, null)
            {
                Note = ending.Note,
            });
            await change.CommitAsync([new CaseDocumentEnded(ending.Note, copy is not null, ending.By)], cancel);
            return true;
        }, cancel);
    }

    private Task DestroyAsync(Guid documentId, CancellationToken cancel) => keys.DestroyAsync(new SubjectId(documentId), cancel);

    private static Task<int> DeleteAsync(CaseChange change, CancellationToken cancel) => In(change).ExecuteDeleteAsync(cancel);

    private static Task<Guid?> IdIn(CaseChange change, CancellationToken cancel) =>
        In(change).Select(row => (Guid?)row.DocumentId).SingleOrDefaultAsync(cancel);

    private static IQueryable<CaseDocumentRow> In(CaseChange change) => change.Change.Db.Set<CaseDocumentRow>().AsNoTracking()
        .Where(row => row.Bucket == change.Row.Bucket && row.CaseId == change.Row.CaseId);

    private async Task<CaseDocumentRow?> RowAsync(Guid caseId, CancellationToken cancel)
    {
        var bucket = Bucket.Of(caseId);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<CaseDocumentRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Bucket == bucket && row.CaseId == caseId, cancel);
    }

    private byte[] PlaceOf(Guid caseId, Guid documentId, int version) =>
        Place.Of(store.Installation, new SubjectId(caseId), documentId, Kind, version);

    /// <summary>How a copy ends.</summary>
    private readonly record struct Ending(CaseNote Note, CaseAuthor Author, string By);
}
