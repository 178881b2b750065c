using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Shared;
using Ombud.SignIn.People;
using Ombud.Subjects;

namespace Ombud.Systems.Changing;

/// <summary>
/// Adds to a change what connected systems are to take of it, a row and a job for each, so that all commit or nothing does.
/// </summary>
internal sealed class WaitingRows(JobQueue jobs, TimeProvider time)
{
    /// <summary>
    /// Whether somebody can be looked for in connected systems: by what they have proved, as at an erasure; and a control's made-up people
    /// lie nowhere else.
    /// </summary>
    public static async Task<bool> CanBeFoundAsync(Change change, CancellationToken cancel)
    {
        var (bucket, subject) = (Bucket.Of(change.Subject.Value), change.Subject.Value);
        return await change.Db.Set<SubjectContactRow>().AnyAsync(
                row => row.Bucket == bucket && row.SubjectId == subject && row.Kind == (byte)IdentifierKind.Email, cancel)
            && !await change.Db.Set<SubjectRow>().AnyAsync(
                row => row.Bucket == bucket && row.SubjectId == subject && row.IsCanary, cancel);
    }

    /// <summary>Adds a row and its job.</summary>
    /// <param name="takesPlace">
    /// Whether it takes the place of one that waited: that may be on its way in this moment, and has come to its end when this begins.
    /// </param>
    public void Add(Change change, SystemChangeRow row, bool takesPlace)
    {
        var now = Micros.Truncate(time.GetUtcNow());
        (row.Bucket, row.SubjectId, row.AskedAt) = (Bucket.Of(change.Subject.Value), change.Subject.Value, now);
        change.Db.Add(row);
        jobs.Enqueue(change, new Job(CarryChanges.Word, new SystemChangeKey(row.ChangeId, row.System).ToString())
        {
            DueAt = takesPlace ? now + ReachSystem.AtMost : null,
        });
    }
}
