using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Erasure.Steps;

/// <summary>
/// The step before all others: notes that a person is to be erased and isolates them in the same commit, however much is held
/// about them. From it on every decision denies; counting, keeping and deleting may take their time.
/// </summary>
internal sealed class AskErasure(
    Db db, Changes changes, JoinedPersons persons, IEnumerable<INobody> nobodies, TimeProvider time)
{
    private const string Insert =
        """
        insert into erasure (bucket, subject_id, receipt_id, reason, asked_by, asked_at, step, due_at)
        values (@bucket, @subject, @receipt, @reason, @by, @at, 0, @due)
        on     conflict do nothing
        """;

    /// <summary>Asks for the erasure of whom an id means: an id that was joined into somebody's means them.</summary>
    /// <returns>The person; null where nothing is known of such a one.</returns>
    public async Task<SubjectId?> RunAsync(
        SubjectId subject, ErasureReason reason, string by, CancellationToken cancel, Guid? receipt = null)
    {
        var person = await MeantByAsync(subject, cancel);
        return await NoteAsync(person, receipt ?? new Guid(RandomNumberGenerator.GetBytes(16)), reason, by, cancel) ? person : null;
    }

    /// <summary>Notes it under a receipt and isolates the person; where an erasure was noted before, that one stays.</summary>
    /// <returns>Whether anything is known of the person.</returns>
    public async Task<bool> NoteAsync(SubjectId subject, Guid receipt, ErasureReason reason, string by, CancellationToken cancel)
    {
        foreach (var nobody in nobodies)
        {
            if (await nobody.IsAsync(subject, cancel))
                return false;
        }
        var note = NoteOf(subject, receipt, reason, by);
        try
        {
            return await TryNoteAsync(subject, note, reason, cancel);
        }
        catch (Exception failure) when (LedgerStatements.IsCollision(failure))
        {
            return await TryNoteAsync(subject, note, reason, cancel);
        }
        catch (CryptographicException)
        {
            // A standing that cannot be opened permits nothing anyway; whoever goes on with the erasure meets the damage.
            using var pass = await db.Gate.EnterAsync(cancel);
            await using var connection = await db.OpenAsync(cancel);
            await using var insert = connection.Command(note.Sql);
            foreach (var (name, value) in note.Values)
                insert.With(name, value);
            await insert.ExecuteNonQueryAsync(cancel);
            return true;
        }
    }

    private async Task<bool> TryNoteAsync(SubjectId subject, PlainStatement note, ErasureReason reason, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(subject, cancel);
        if (change.IsNew && !await HasRowsAsync(change.Db, subject, cancel))
            return false;
        change.Also(note);
        if (change.Standing.IsErased || change.Standing.IsIsolated)
            await change.CommitKnownAsync(cancel);
        else
            await change.CommitAsync([new ErasureAsked(reason)], cancel);
        return true;
    }

    private PlainStatement NoteOf(SubjectId subject, Guid receipt, ErasureReason reason, string by)
    {
        var now = time.GetUtcNow();
        return new(Insert,
        [
            ("bucket", Bucket.Of(subject.Value)), ("subject", subject.Value), ("receipt", receipt), ("reason", (int)reason), ("by", by),
            // The longest due goes first: so a child goes before everybody of the last day (promise minors.under-13).
            ("at", Micros.Of(now)), ("due", Micros.Of(reason is ErasureReason.Child ? now.AddDays(-1) : now)),
        ]);
    }

    // A damaged standing tells of nobody else: what lies under the id is asked to be erased, and the damage is seen there.
    private async Task<SubjectId> MeantByAsync(SubjectId subject, CancellationToken cancel)
    {
        try
        {
            return await persons.MeantByAsync(subject, cancel);
        }
        catch (CryptographicException)
        {
            return subject;
        }
    }

    // Where rows are all there is, a standing is made that isolates.
    private static async Task<bool> HasRowsAsync(OmbudContext context, SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        return await context.Set<ErasureRow>().AnyAsync(row => row.Bucket == bucket && row.SubjectId == subject.Value, cancel)
            || await context.Set<RecordRow>().AnyAsync(row => row.Bucket == bucket && row.SubjectId == subject.Value, cancel)
            || await context.Set<FactRow>().AnyAsync(row => row.Bucket == bucket && row.SubjectId == subject.Value, cancel);
    }
}
