using Microsoft.EntityFrameworkCore;
using Ombud.Collection.Checking;
using Ombud.Collection.Informing;
using Ombud.Collection.Submitting;
using Ombud.Consents.Suppression;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn;
using Ombud.Subjects;

namespace Ombud.Collection.Storing;

/// <summary>What came of storing.</summary>
internal enum StoreState
{
    Stored,

    /// <summary>Another request with the same ids has stored it just now.</summary>
    StoredAlready,

    /// <summary>The person's standing moved so that the policy denies now what it permitted before.</summary>
    Denied,

    /// <summary>The person has named as many others as one may in a day.</summary>
    TooManyOthers,

    Erased,
}

/// <summary>Commits a submission in one go: the person's records, facts and hashes, and those of the other person.</summary>
internal sealed class StoreSubmission(
    Changes changes, KeyRing keys, SubmissionRecords records, Identifiers identifiers, CollectQuestions questions,
    InformationLetter letter, SuppressionList suppression, RateLimits limits, TimeProvider time)
{
    /// <returns>What came of it, and the facts where it was stored.</returns>
    public async Task<(StoreState State, IReadOnlyList<WrittenFact> Facts)> StoreAsync(
        CheckedSubmission submission, SubmissionIds ids, CancellationToken cancel)
    {
        var (optOuts, othersOptOuts) =
            (await OptOutsAsync(submission.Identifiers, cancel), await OptOutsAsync(submission.OthersIdentifiers, cancel));
        await using var change = await changes.BeginAsync(ids.Subject, cancel);
        if (change.Standing.IsErased)
            return (StoreState.Erased, []);
        if (await change.Db.FindAsync<SubmissionRow>([Bucket.Of(ids.Subject.Value), ids.Subject.Value, ids.Submission], cancel) is not null)
            return (StoreState.StoredAlready, []);
        // Decided again under the lock: a restriction may have come in between.
        if (questions.Denials(submission, change.Standing).Count > 0)
            return (StoreState.Denied, []);
        if (submission.NamesAnother && await OthersNamedAsync(change, submission, cancel) >= limits.OthersPerDay)
            return (StoreState.TooManyOthers, []);

        // Under the lock, so that no key is made for somebody who is being erased; committed before any row that needs it.
        await records.EnsureKeysAsync(submission, ids, cancel);
        var othersKey = submission.NamesAnother ? await keys.GetOrCreateAsync(KeyName.Facts(ids.Other), cancel) : null;
        var now = time.GetUtcNow();
        var informBy = questions.InformBy(submission, change.Standing);
        var facts = SubmissionFactList.Of(submission, ids, change.Standing, informBy);
        var factIds = facts.Select(_ => Guid.CreateVersion7(now)).ToList();
        await AddPersonAsync(change, ids.Subject, submission.IsCanary, submission.Identifiers, cancel);
        await records.AddAsync(change, submission, ids, cancel);
        if (othersKey is not null)
        {
            await AddPersonAsync(change, ids.Other, submission.IsCanary, submission.OthersIdentifiers, cancel);
            AddLinks(change, submission, ids, now);
            change.Introduce(ids.Other, othersKey, [
                .. SubmissionFactList.OfOther(submission, ids, informBy!.Value),
                .. SuppressionList.Missing(othersOptOuts, StandingState.Empty)]);
        }
        if (informBy is { } moment)
            await letter.AddAsync(change, submission, ids, moment, cancel);
        change.Db.Add(new SubmissionRow
        {
            Bucket = Bucket.Of(ids.Subject.Value), SubjectId = ids.Subject.Value, SubmissionId = ids.Submission,
            Point = submission.Point.Id, NoticeVersion = submission.Version.Version, At = now,
            Facts = [.. factIds.SelectMany(id => id.ToByteArray(bigEndian: true))],
        });
        // Not among its receipts: whoever typed an address must not learn what its owner said.
        return await CommitAsync(change, facts, factIds, [.. SuppressionList.Missing(optOuts, change.Standing)], cancel);
    }

    /// <summary>How often the person has named somebody else within a day: each of them is sent a letter.</summary>
    private Task<int> OthersNamedAsync(Change change, CheckedSubmission submission, CancellationToken cancel)
    {
        var (bucket, subject, since) = (Bucket.Of(change.Subject.Value), change.Subject.Value, time.GetUtcNow().AddDays(-1));
        string[] points = [.. submission.Version.CollectionPoints.Where(point => point.OtherSubject is not null).Select(point => point.Id)];
        return change.Db.Set<SubmissionRow>().CountAsync(
            row => row.Bucket == bucket && row.SubjectId == subject && row.At > since && points.Contains(row.Point), cancel);
    }

    private async Task<List<string>> OptOutsAsync(IReadOnlyList<GivenIdentifier> given, CancellationToken cancel)
    {
        var objected = new List<string>();
        foreach (var identifier in given)
            objected.AddRange(await suppression.KeysOfAsync(identifier.Kind, identifier.Value, cancel));
        return objected;
    }

    private async Task<(StoreState State, IReadOnlyList<WrittenFact> Facts)> CommitAsync(
        Change change, IReadOnlyList<Fact> facts, List<Guid> ids, IReadOnlyList<Fact> optOuts, CancellationToken cancel)
    {
        try
        {
            List<Guid> all = [.. ids, .. optOuts.Select(_ => Guid.CreateVersion7(time.GetUtcNow()))];
            var written = await change.CommitAsync([.. facts, .. optOuts], cancel, all);
            return (StoreState.Stored, [.. written.Take(facts.Count)]);
        }
        catch (Exception failure) when (LedgerStatements.IsCollision(failure))
        {
            // A new person has no row to lock: of two requests with the same ids the second runs into the first's rows.
            return (StoreState.StoredAlready, []);
        }
    }

    private async Task AddPersonAsync(
        Change change, SubjectId subject, bool isCanary, IReadOnlyList<GivenIdentifier> given, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        if (await change.Db.FindAsync<SubjectRow>([bucket, subject.Value], cancel) is null)
        {
            change.Db.Add(new SubjectRow
            {
                Bucket = bucket, SubjectId = subject.Value, CreatedAt = time.GetUtcNow(), IsCanary = isCanary,
            });
        }
        foreach (var identifier in given)
        {
            var hash = await identifiers.HashRowAsync(subject, identifier.Kind, identifier.Value, cancel);
            if (await change.Db.FindAsync<SubjectHashRow>([bucket, subject.Value, hash.Hash, hash.Kind], cancel) is null)
                change.Db.Add(hash);
        }
    }

    private static void AddLinks(Change change, CheckedSubmission submission, SubmissionIds ids, DateTimeOffset now)
    {
        var point = submission.Point;
        change.Db.Add(Link(ids.Subject, ids.Other, point.OtherSubject!, now));
        change.Db.Add(Link(ids.Other, ids.Subject, point.Subject, now));
    }

    private static SubjectLinkRow Link(SubjectId subject, SubjectId other, string relation, DateTimeOffset now) => new()
    {
        Bucket = Bucket.Of(subject.Value), SubjectId = subject.Value, OtherId = other.Value, Relation = relation, At = now,
    };
}
