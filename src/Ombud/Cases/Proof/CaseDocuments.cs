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

    /// <summary>Keeps a copy, instead of one that came before.</summary>
    /// <returns>False where the case wants no document.</returns>
    public async Task<bool> SendAsync(Guid caseId, byte[] content, string mediaType, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        // Stored before anything lies under it. Where the case does not want it, it has locked nothing.
        var key = await keys.GetOrCreateAsync(KeyOf(id), cancel);
        var before = await RowAsync(caseId, cancel);
        var isKept = await cases.RunAsync(caseId, async change =>
        {
            if (change.State is not { Stage: CaseStage.IdentityWanted, IsDocumentWanted: true })
                return false;
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
            return true;
        }, cancel);
        if ((isKept ? before?.DocumentId : id) is { } useless)
            await keys.DestroyAsync(new SubjectId(useless), cancel);
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
    /// <returns>False where the case wants no document.</returns>
    public Task<bool> JudgeAsync(Guid caseId, bool isAccepted, string by, CancellationToken cancel) =>
        EndAsync(caseId, isAccepted ? CaseNote.DocumentAccepted : CaseNote.DocumentNotAccepted, CaseAuthor.Staff, by, cancel);

    /// <summary>Destroys a copy that nobody has looked at in time, or whose case goes on without it.</summary>
    public Task<bool> ExpireAsync(Guid caseId, CancellationToken cancel) =>
        EndAsync(caseId, CaseNote.DocumentExpired, CaseAuthor.System, "system", cancel);

    /// <summary>The key of a copy: the copy is a subject of its own.</summary>
    internal static KeyName KeyOf(Guid documentId) => KeyName.Facts(new SubjectId(documentId));

    /// <summary>Deletes the copy of a case, within a change to it.</summary>
    internal static Task<int> DeleteAsync(CaseChange change, CancellationToken cancel) =>
        change.Change.Db.Set<CaseDocumentRow>()
            .Where(row => row.Bucket == change.Row.Bucket && row.CaseId == change.Row.CaseId).ExecuteDeleteAsync(cancel);

    // The key first: whoever is killed between leaves bytes that nobody can open, and the next sweep takes them.
    private async Task<bool> EndAsync(Guid caseId, CaseNote note, CaseAuthor author, string by, CancellationToken cancel)
    {
        var copy = await RowAsync(caseId, cancel);
        if (copy is not null)
            await keys.DestroyAsync(new SubjectId(copy.DocumentId), cancel);
        return await cases.RunAsync(caseId, async change =>
        {
            var isWanted = change.State is { Stage: CaseStage.IdentityWanted, IsDocumentWanted: true };
            if (note is CaseNote.DocumentExpired ? copy is null : !isWanted)
                return false;
            await DeleteAsync(change, cancel);
            if (note is CaseNote.DocumentAccepted)
                change.MoveTo(change.State.ShowDocument()!);
            change.Add(new CaseEntry(time.GetUtcNow(), author, by, null, null, IsInternal: false, null) { Note = note });
            await change.CommitAsync([new CaseDocumentEnded(note, copy is not null, by)], cancel);
            return true;
        }, cancel);
    }

    private async Task<CaseDocumentRow?> RowAsync(Guid caseId, CancellationToken cancel)
    {
        var bucket = Bucket.Of(caseId);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<CaseDocumentRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Bucket == bucket && row.CaseId == caseId, cancel);
    }

    private byte[] PlaceOf(Guid caseId, Guid documentId, int version) =>
        Place.Of(store.Installation, new SubjectId(caseId), documentId, Kind, version);
}
