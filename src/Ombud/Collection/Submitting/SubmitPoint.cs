using System.Diagnostics.Metrics;
using Ombud.Collection.Checking;
using Ombud.Collection.Files;
using Ombud.Collection.Storing;
using Ombud.Consents.Suppression;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Idempotency;
using Ombud.Policies.Deciding;
using Ombud.Subjects;

namespace Ombud.Collection.Submitting;

/// <summary>The steps between which a process may die.</summary>
internal enum SubmissionStep
{
    /// <summary>The idempotency key has fixed the ids.</summary>
    Reserved,

    /// <summary>The hashes are noted, and do not count yet.</summary>
    Noted,

    /// <summary>The person's bucket has committed: it is durable.</summary>
    Stored,
}

/// <summary>
/// Takes in a filled-in point, whichever way it came: checks it, asks the policy, stores it by protocol. No identifier
/// joins anybody: whoever is not signed in is new.
/// </summary>
internal sealed class SubmitPoint(
    CheckSubmission check, CollectQuestions questions, IdempotencyKeys keys, Identifiers identifiers, StoreSubmission store,
    SubmissionReceipts receipts, Standings standings, Uploads uploads, SuppressionList suppression, FollowSuppression optOuts,
    KeyRing dataKeys, TimeProvider time) : IDisposable
{
    public const string MeterName = "Ombud.Collection";
    private readonly Meter _meter = new(MeterName);
    private Counter<long>? _under13;

    /// <summary>Called after each step; where a test lets the process die.</summary>
    internal Action<SubmissionStep>? Reached { get; set; }

    /// <summary>Children turned away since the process started. Counted in memory alone: nothing of them is stored.</summary>
    public long Under13Refused => Interlocked.Read(ref _refused);

    private long _refused;

    /// <param name="mark">By which a repeated request is known; null where the caller sent no key.</param>
    public async Task<SubmissionOutcome> RunAsync(
        Submission submission, Submitter submitter, RequestMark? mark, CancellationToken cancel)
    {
        // A repeated request first: its files may have been taken, and its notice have been replaced, since it succeeded.
        var before = mark is null ? null : await keys.FindAsync(mark, cancel);
        if (before?.IsSame(mark!) == false)
            return new SubmissionOutcome.KeyReused();
        if (before is not null && await RepeatAsync(SubmissionIds.Read(before.Ids), cancel) is { } outcome)
        {
            // Durable, but whoever stored it did not come to the end.
            if (before.Status == 0 && outcome is SubmissionOutcome.Accepted)
                await FinishAsync(SubmissionIds.Read(before.Ids), mark, cancel);
            return outcome;
        }

        switch (check.Check(submission, submitter))
        {
            case CheckOutcome.Valid valid:
                return await RunAsync(valid.Submission, submitter, mark, cancel);
            case CheckOutcome.Invalid invalid:
                return new SubmissionOutcome.Refused(invalid.Errors);
            case CheckOutcome.Under13:
                await uploads.RemoveAsync(UploadsOf(submission), cancel);
                CountChild();
                return new SubmissionOutcome.Under13();
            default:
                throw new InvalidOperationException("An outcome that nobody has thought of.");
        }
    }

    private async Task<SubmissionOutcome> RunAsync(
        CheckedSubmission submission, Submitter submitter, RequestMark? mark, CancellationToken cancel)
    {
        var standing = submitter.Person is { } person ? await StandingOfAsync(person, cancel) : StandingState.Empty;
        if (standing.IsErased)
            return new SubmissionOutcome.Erased();
        if (questions.Denials(submission, standing) is { Count: > 0 } denials)
            return new SubmissionOutcome.Refused(denials);

        var ids = NewIds(submitter);
        if (mark is not null)
        {
            var reserved = await keys.ReserveAsync(mark, ids.ToList(), cancel);
            if (!reserved.IsSame(mark))
                return new SubmissionOutcome.KeyReused();
            ids = SubmissionIds.Read(reserved.Ids);
        }
        Reached?.Invoke(SubmissionStep.Reserved);

        var outcome = await StoreAsync(submission, ids, cancel);
        if (outcome is SubmissionOutcome.Accepted)
        {
            await FinishAsync(ids, mark, cancel);
            await FollowAsync(submission, ids, cancel);
            await uploads.RemoveAsync(submission.Filled.Select(one => one.File?.Upload).OfType<Guid>(), cancel);
        }
        else if (mark is not null)
            await keys.ReleaseAsync(mark, cancel);
        return outcome;
    }

    /// <summary>What comes after it is durable. Repeating it changes nothing.</summary>
    private async Task FinishAsync(SubmissionIds ids, RequestMark? mark, CancellationToken cancel)
    {
        await identifiers.ConfirmAllAsync(ids.Subject, cancel);
        await identifiers.ConfirmAllAsync(ids.Other, cancel);
        if (mark is not null)
            await keys.CompleteAsync(mark, StatusCodes.Status201Created, cancel);
    }

    /// <summary>
    /// Whoever objects writes the list and then looks for others; this looks at the list after the person can be found. So
    /// one of the two sees the other, however they fall together.
    /// </summary>
    private async Task FollowAsync(CheckedSubmission submission, SubmissionIds ids, CancellationToken cancel)
    {
        foreach (var given in submission.Identifiers)
            await optOuts.ApplyAsync(ids.Subject, await suppression.KeysOfAsync(given.Kind, given.Value, cancel), cancel);
        foreach (var given in submission.OthersIdentifiers)
            await optOuts.ApplyAsync(ids.Other, await suppression.KeysOfAsync(given.Kind, given.Value, cancel), cancel);
    }

    private async Task<SubmissionOutcome> StoreAsync(CheckedSubmission submission, SubmissionIds ids, CancellationToken cancel)
    {
        foreach (var identifier in submission.Identifiers)
            await identifiers.NoteAsync(ids.Subject, identifier.Kind, identifier.Value, cancel);
        foreach (var identifier in submission.OthersIdentifiers)
            await identifiers.NoteAsync(ids.Other, identifier.Kind, identifier.Value, cancel);
        Reached?.Invoke(SubmissionStep.Noted);

        var (state, facts) = await store.StoreAsync(submission, ids, cancel);
        Reached?.Invoke(SubmissionStep.Stored);
        switch (state)
        {
            case StoreState.Denied:
                return new SubmissionOutcome.Refused(questions.Denials(submission, await StandingOfAsync(ids.Subject, cancel)));
            case StoreState.TooManyOthers:
                return new SubmissionOutcome.Refused(
                    (new SubmissionError("point", "too-many-others", ErrorTexts.TooManyOthers) { Path = "$" }).Alone());
            case StoreState.Erased:
                await ForgetAsync(submission, ids, cancel);
                return new SubmissionOutcome.Erased();
            case StoreState.StoredAlready when await RepeatAsync(ids, cancel) is { } before:
                if (before is SubmissionOutcome.Erased)
                {
                    // Erased between our look at the standing and our commit: the keys that we made in between hold nothing.
                    await dataKeys.DestroyAsync(ids.Subject, cancel);
                    await ForgetAsync(submission, ids, cancel);
                }
                return before;
            case StoreState.StoredAlready:
                throw new TimeoutException("The same submission was being stored at the same time; send it again.");
            case StoreState.Stored:
                return new SubmissionOutcome.Accepted(ids.Submission, ids.Subject, facts);
            default:
                throw new InvalidOperationException("A state that nobody has thought of.");
        }
    }

    // No row of theirs names these hashes, so that no erasure would find them.
    private async Task ForgetAsync(CheckedSubmission submission, SubmissionIds ids, CancellationToken cancel)
    {
        foreach (var given in submission.Identifiers)
            await identifiers.UnnoteAsync(ids.Subject, given.Kind, given.Value, cancel);
        foreach (var given in submission.OthersIdentifiers)
            await identifiers.UnnoteAsync(ids.Other, given.Kind, given.Value, cancel);
    }

    private async Task<SubmissionOutcome?> RepeatAsync(SubmissionIds ids, CancellationToken cancel)
    {
        if (await receipts.FindAsync(ids.Subject, ids.Submission, cancel) is { } facts)
            return new SubmissionOutcome.Accepted(ids.Submission, ids.Subject, facts);
        return await standings.FindAsync(ids.Subject, cancel) is { IsErased: true } ? new SubmissionOutcome.Erased() : null;
    }

    private async Task<StandingState> StandingOfAsync(SubjectId subject, CancellationToken cancel) =>
        await standings.FindAsync(subject, cancel) ?? StandingState.Empty;

    private SubmissionIds NewIds(Submitter submitter) => new(
        Guid.CreateVersion7(time.GetUtcNow()), submitter.Person ?? SubjectId.New(time), SubjectId.New(time));

    private static IEnumerable<Guid> UploadsOf(Submission submission) =>
        submission.Files.Values.Select(file => file?.Upload).OfType<Guid>();

    private void CountChild()
    {
        Interlocked.Increment(ref _refused);
        _under13 ??= _meter.CreateCounter<long>("ombud.collection.under13", description: "Children under 13 turned away.");
        _under13.Add(1);
    }

    public void Dispose() => _meter.Dispose();
}
