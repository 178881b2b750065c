using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Jobs;

/// <summary>Work to be put into the queue.</summary>
/// <param name="Kind">Word of the handler that does it.</param>
/// <param name="Payload">Ids, counts and words; never a personal value.</param>
internal sealed record Job(string Kind, string Payload = "")
{
    /// <summary>The person it is about.</summary>
    public SubjectId? Subject { get; init; }

    /// <summary>The bucket it lies in where it is about nobody: that of the rows it commits with.</summary>
    public short? Bucket { get; init; }

    /// <summary>Not before; null for at once.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>Puts jobs beside the rows that make them necessary, so that both commit or neither does.</summary>
internal sealed class JobQueue(TimeProvider time)
{
    /// <summary>Adds a job about the change's person to the change.</summary>
    /// <returns>The job's id.</returns>
    public Guid Enqueue(Change change, Job job) => Enqueue(change.Db, job with { Subject = change.Subject });

    /// <summary>Adds a job to what the context will save.</summary>
    /// <returns>The job's id.</returns>
    public Guid Enqueue(OmbudContext context, Job job)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        context.Add(new JobRow
        {
            Bucket = job.Subject is { } subject ? Bucket.Of(subject.Value) : job.Bucket ?? Bucket.Of(id),
            JobId = id,
            SubjectId = job.Subject?.Value,
            Kind = job.Kind,
            Payload = job.Payload,
            DueAt = job.DueAt ?? now,
            LeaseUntil = DateTimeOffset.UnixEpoch,
        });
        return id;
    }
}
