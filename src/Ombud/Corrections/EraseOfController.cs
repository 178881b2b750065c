using Microsoft.EntityFrameworkCore;
using Ombud.Corrections.Telling;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Retention.Ends;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.Corrections;

/// <summary>What became of one controller's records of a person.</summary>
/// <param name="Records">How many are gone.</param>
/// <param name="Held">How many a hold keeps.</param>
/// <param name="KeptByLaw">How many a rule keeps that outlives an erasure.</param>
internal readonly record struct ErasedOfController(int Records, int Held, int KeptByLaw);

/// <summary>
/// Erases what one controller holds of a person who stays with the others (GDPR article 17), and notes which recipients are to be told of
/// it (article 19), all in one commit. What a hold or a law keeps stays where it is.
/// </summary>
/// <remarks>
/// The keys stay, since the person may be the controller's customer again in the next moment; the journal names the records, so that a
/// backup that is put back loses them too. Connected systems are described by person and not by controller: they are not reached.
/// </remarks>
internal sealed class EraseOfController(Changes changes, FactHistory history, RecordEnds ends, AddNotices notices, TimeProvider time)
{
    /// <summary>Erases them; done again, nothing is left to go.</summary>
    /// <param name="controller">Id of the party.</param>
    /// <param name="by">Id of the API key or staff account.</param>
    public async Task<ErasedOfController> RunAsync(SubjectId person, string controller, string by, CancellationToken cancel)
    {
        var bucket = Bucket.Of(person.Value);
        await using var change = await changes.BeginAsync(person, cancel);
        if (change.Standing.IsErased || change.Standing.IsIsolated)
            return default;

        var records = await change.Db.Set<RecordRow>()
            .Where(row => row.Bucket == bucket && row.SubjectId == person.Value && row.Controller == controller).ToListAsync(cancel);
        var (anchors, today) = (await PersonAnchors.ReadAsync(history, person, cancel), PersonAnchors.DayOf(time.GetUtcNow()));
        var free = records.FindAll(record => record.Holds == 0);
        var gone = free.FindAll(record => ends.AfterErasure(record, anchors, change.Standing, today) is null);
        if (gone.Count > 0)
        {
            await RemoveAsync(change, gone, cancel);
            await notices.OfErasureAsync(change, controller, cancel);
            await change.CommitAsync(
                [new RecordsErased(controller, gone.Count, records.Count - gone.Count, by) { Gone = gone.ConvertAll(one => one.RecordId) }],
                cancel);
        }
        return new ErasedOfController(gone.Count, records.Count - free.Count, free.Count - gone.Count);
    }

    private static async Task RemoveAsync(Change change, List<RecordRow> gone, CancellationToken cancel)
    {
        var bucket = Bucket.Of(change.Subject.Value);
        foreach (var file in gone.Where(record => record.Chunks > 0))
        {
            await change.Db.Set<ChunkRow>()
                .Where(row => row.Bucket == bucket && row.SubjectId == file.SubjectId && row.RecordId == file.RecordId)
                .ExecuteDeleteAsync(cancel);
        }
        change.Db.RemoveRange(gone);
    }
}
