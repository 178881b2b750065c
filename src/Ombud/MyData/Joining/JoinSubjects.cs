using Ombud.Decisions;
using Ombud.Jobs;
using Ombud.Log;
using Ombud.MyData.Reading;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Shared;
using Ombud.Subjects;
using Ombud.Vault;

namespace Ombud.MyData.Joining;

/// <summary>
/// Joins somebody's records into the person who confirmed that they are theirs. Every step may be repeated, so that
/// a killed run is taken up where it was.
/// </summary>
internal sealed class JoinSubjects(
    NoticeBook book, Joinables joinables, CarryOver carryOver, RecordBatches batches, Decider decider, Holdings holdings,
    Identifiers identifiers, Changes changes, TimeProvider time) : IJobHandler
{
    /// <summary>Word of the job; its payload is the id of the one who is joined.</summary>
    public const string Word = "join-subject";

    /// <summary>How the one who was joined is linked to the person.</summary>
    public const string MovedTo = "moved-to";

    private const string Reader = "join";

    public string Kind => Word;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel)
    {
        if (run.Subject is not { } person || !Guid.TryParse(run.Payload, out var id))
            return new JobOutcome.GivenUp("payload-malformed");
        var other = new SubjectId(id);
        if (!await joinables.IsNobodysAsync(other, cancel))
            return new JobOutcome.Done();
        if (book.InForce() is not { } notice || OwnDataReader.AccessIn(notice) is not { } access)
            return new JobOutcome.Again("no-notice-in-force");

        await carryOver.RunAsync(other, person, cancel);
        foreach (var controller in (await holdings.OfAsync(other, cancel)).Select(holding => holding.Controller)
            .Distinct(StringComparer.Ordinal))
        {
            if (!await MoveAsync(other, person, access, controller, cancel))
                return new JobOutcome.Done();
        }
        await identifiers.MoveAsync(other, person, cancel);
        await CloseOtherAsync(other, person, cancel);
        return await FinishAsync(run, other, person, cancel);
    }

    /// <summary>Moves what one controller holds, batch by batch.</summary>
    /// <returns>False where one of the two was erased meanwhile.</returns>
    private async Task<bool> MoveAsync(SubjectId from, SubjectId to, Purpose access, string controller, CancellationToken cancel)
    {
        while (true)
        {
            // A permit for each batch: what was decided once must not be acted on for ever.
            var question = OwnDataReader.QuestionOf(access, controller, decider.Today);
            var (permit, _) = await decider.AuthoriseAsync(from, question, Reader, cancel);
            if (permit is null)
                return true;
            var batch = await batches.ReadAsync(permit, cancel);
            if (batch.Rows.Count == 0)
                return true;
            if (!await batches.CopyAsync(permit, batch, to, cancel))
                return false;
            if (!await batches.DeleteAsync(batch, from, to, cancel))
            {
                await batches.TakeBackAsync(batch, from, to, cancel);
                return false;
            }
        }
    }

    private async Task CloseOtherAsync(SubjectId other, SubjectId person, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(other, cancel);
        var link = Link(other, person, MovedTo);
        if (change.Standing.IsErased
            || await change.Db.FindAsync<SubjectLinkRow>([link.Bucket, link.SubjectId, link.OtherId, link.Relation], cancel) is not null)
            return;
        change.Db.Add(link);
        await change.CommitAsync([new SubjectJoined(person.Value, "into")], cancel);
    }

    private async Task<JobOutcome> FinishAsync(JobRun run, SubjectId other, SubjectId person, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(person, cancel);
        if (change.Standing.IsErased)
            return new JobOutcome.Done();
        // In the same commit: whoever comes late finds the job taken over and commits nothing.
        if (await run.FinishInAsync(change.Db, cancel))
            await change.CommitAsync([new SubjectJoined(other.Value, "from")], cancel);
        return new JobOutcome.Finished();
    }

    private SubjectLinkRow Link(SubjectId of, SubjectId other, string relation) => new()
    {
        Bucket = Bucket.Of(of.Value),
        SubjectId = of.Value,
        OtherId = other.Value,
        Relation = relation,
        At = time.GetUtcNow(),
    };
}
