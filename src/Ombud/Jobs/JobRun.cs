using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Policies.Deciding;

namespace Ombud.Jobs;

/// <summary>One attempt at a job: what is to be done, and the fence under which it was taken.</summary>
/// <param name="Attempts">Which attempt it is, from 1.</param>
internal sealed record JobRun(
    short Bucket, Guid JobId, SubjectId? Subject, string Kind, string Payload, int Attempts, long Fence)
{
    /// <summary>
    /// Finishes the job in the transaction of what it did, so that a runner who comes late changes nothing: on false
    /// another has taken the job over, and the caller rolls back.
    /// </summary>
    public async Task<bool> FinishInAsync(OmbudContext context, CancellationToken cancel) =>
        await context.Set<JobRow>()
            .Where(row =>
                row.Bucket == Bucket && row.JobId == JobId && row.Fence == Fence && row.State == JobState.Waiting)
            .ExecuteDeleteAsync(cancel) == 1;
}
