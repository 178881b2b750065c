using Ombud.Corrections.Telling;
using Ombud.Jobs;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Subjects;
using Ombud.Systems.Changing;

namespace Ombud.MyData.Joining;

/// <summary>
/// Joins somebody's records into the person who confirmed that they are theirs. Every step may be repeated, so that
/// a killed run is taken up where it was.
/// </summary>
internal sealed class JoinSubjects(
    Joinables joinables, CarryOver carryOver, RecordBatches batches, Identifiers identifiers, AddNotices notices,
    CarriedRestriction systems, Changes changes, TimeProvider time)
    : IJobHandler
{
    /// <summary>Word of the job; its payload is the id of the one who is joined.</summary>
    public const string Word = "join-subject";

    public string Kind => Word;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel)
    {
        if (run.Subject is not { } person || !Guid.TryParse(run.Payload, out var id))
            return new JobOutcome.GivenUp("payload-malformed");
        var other = new SubjectId(id);
        if (!await joinables.IsNobodysAsync(other, person, cancel))
            return new JobOutcome.Done();

        // Closed before anything moves, so that no moment has two live persons; what was answered until then comes along after.
        await carryOver.RunAsync(other, person, cancel);
        if (!await CloseOtherAsync(other, person, cancel))
            return new JobOutcome.Done();
        await carryOver.RunAsync(other, person, cancel);
        if (!await MoveAsync(other, person, cancel))
            return new JobOutcome.Done();
        await identifiers.MoveAsync(other, person, cancel);
        return await FinishAsync(run, other, person, cancel);
    }

    /// <summary>Moves every record, batch by batch.</summary>
    /// <returns>False where one of the two was erased meanwhile.</returns>
    private async Task<bool> MoveAsync(SubjectId from, SubjectId to, CancellationToken cancel)
    {
        while (await batches.ReadAsync(from, cancel) is { Rows.Count: > 0 } batch)
        {
            if (!await batches.CopyAsync(batch, from, to, cancel))
                return false;
            if (!await batches.DeleteAsync(batch, from, to, cancel))
            {
                await batches.TakeBackAsync(batch, from, to, cancel);
                return false;
            }
        }
        return true;
    }

    /// <summary>From this commit on the other's id means the person.</summary>
    /// <returns>False where the other has been erased or is about to be, or was joined into somebody else.</returns>
    private async Task<bool> CloseOtherAsync(SubjectId other, SubjectId person, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(other, cancel);
        if (change.Standing is { IsErased: true } or { IsIsolated: true } or { JoinedInto: not null })
            return change.Standing.JoinedInto == person.Value;
        change.Db.Add(new SubjectLinkRow
        {
            Bucket = Bucket.Of(other.Value),
            SubjectId = other.Value,
            OtherId = person.Value,
            Relation = SubjectLinkRow.MovedTo,
            At = time.GetUtcNow(),
        });
        await change.CommitAsync([new SubjectJoined(person.Value, SubjectJoined.Into)], cancel);
        return true;
    }

    private async Task<JobOutcome> FinishAsync(JobRun run, SubjectId other, SubjectId person, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(person, cancel);
        if (change.Standing.IsErased)
            return new JobOutcome.Done();
        // In the same commit: whoever comes late finds the job taken over and commits nothing.
        if (!await run.FinishInAsync(change.Db, cancel))
            return new JobOutcome.Finished();
        if (change.Standing.IsRestricted)
        {
            await notices.OfRestrictionAsync(change, cancel, knownAs: other);
            // Carried over with what the other had said, of which no system has heard by this person's address.
            await systems.AddAsync(change, isOn: true, cancel);
        }
        await change.CommitAsync([new SubjectJoined(other.Value, SubjectJoined.From)], cancel);
        return new JobOutcome.Finished();
    }
}
