using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Systems.Changing;

/// <summary>
/// Carries a correction, a restriction or its lifting into one connected system, a job for each: one that fails says at which table and
/// what to do, keeps none of the others, and is tried again until a second look finds nothing amiss. Then the row goes, and with the last
/// of them the key.
/// </summary>
internal sealed class CarryChanges(
    IEnumerable<ITryChange> tries, IDbContextFactory<OmbudContext> contexts, Db db, Changes changes, KeyRing keys) : IJobHandler
{
    /// <summary>Word of the job.</summary>
    public const string Word = "carry-to-system";

    public string Kind => Word;

    public async Task<JobOutcome> RunAsync(JobRun run, CancellationToken cancel)
    {
        if (run.Subject is not { } subject || !SystemChangeKey.TryParse(run.Payload, out var key))
            return new JobOutcome.GivenUp("payload-malformed");
        return await CarryAsync(subject, key, cancel) is { } again ? new JobOutcome.Again("waits", again) : new JobOutcome.Done();
    }

    /// <summary>Tries it once.</summary>
    /// <returns>After how long to try again; null where nothing waits any more.</returns>
    public async Task<TimeSpan?> CarryAsync(SubjectId subject, SystemChangeKey key, CancellationToken cancel)
    {
        if (await FindAsync(subject, key, cancel) is { } row)
        {
            var tried = await TryOf(row).RunAsync(row, cancel);
            if (await NoteAsync(row, tried, cancel) is { } attempts)
                return tried.Again ?? ReachSystem.AgainAfter(attempts);
        }
        await ForgetAsync(subject, key.Change, cancel);
        return null;
    }

    /// <summary>
    /// Notes that somebody has seen to it there by hand: the way out where a system is gone, where only people reach it, and where only a
    /// person can tell.
    /// </summary>
    /// <param name="by">Id of the staff account.</param>
    /// <returns>False where nothing waits there, or it was not tried yet.</returns>
    public async Task<bool> NoteByHandAsync(SubjectId subject, SystemChangeKey key, string by, CancellationToken cancel)
    {
        await using (var change = await changes.BeginAsync(subject, cancel))
        {
            if (change.Standing.IsErased || change.Standing.IsIsolated
                || await change.Db.FindAsync<SystemChangeRow>(RowKey(subject, key), cancel) is not { Problem: not null } row)
                return false;
            change.Db.Remove(row);
            await change.CommitAsync([TryOf(row).ByHand(row, by)], cancel);
        }
        await ForgetAsync(subject, key.Change, cancel);
        return true;
    }

    private static object[] RowKey(SubjectId subject, SystemChangeKey key) =>
        [Bucket.Of(subject.Value), subject.Value, key.Change, key.System];

    private async Task<SystemChangeRow?> FindAsync(SubjectId subject, SystemChangeKey key, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.FindAsync<SystemChangeRow>(RowKey(subject, key), cancel);
    }

    private ITryChange TryOf(SystemChangeRow row) => tries.Single(one => one.Takes(row.Kind));

    /// <returns>How often it was tried; null where it is done, or waits no more.</returns>
    private async Task<int?> NoteAsync(SystemChangeRow tried, ChangeTry outcome, CancellationToken cancel)
    {
        var subject = new SubjectId(tried.SubjectId);
        if (outcome.Did is not { } did || IsNothingNew(tried, outcome))
            return await NoteProblemAsync(tried, outcome, cancel);
        await using var change = await changes.BeginAsync(subject, cancel);
        // An erasure meanwhile takes the row with it: the system is asked to erase instead.
        if (change.Standing.IsErased || change.Standing.IsIsolated
            || await change.Db.FindAsync<SystemChangeRow>(RowKey(subject, new(tried.ChangeId, tried.System)), cancel) is not { } row)
            return null;
        row.Attempts++;
        (row.State, row.ProblemTable, row.Problem) = (SystemChangeState.Claimed, outcome.Table, outcome.Problem);
        if (outcome.IsVerified)
            change.Db.Remove(row);
        await change.CommitAsync([did], cancel);
        return outcome.IsVerified ? null : row.Attempts;
    }

    // What waits for a person was told when it was found, and is not told again at each try.
    private static bool IsNothingNew(SystemChangeRow tried, ChangeTry outcome) =>
        tried.State is SystemChangeState.Claimed && outcome is { HasChanged: false, IsVerified: false };

    // What failed, or found what it had found, did nothing, and so is no fact.
    private async Task<int?> NoteProblemAsync(SystemChangeRow tried, ChangeTry outcome, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var noted = await context.Set<SystemChangeRow>()
            .Where(row => row.Bucket == tried.Bucket && row.SubjectId == tried.SubjectId && row.ChangeId == tried.ChangeId
                && row.System == tried.System)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Attempts, row => row.Attempts + 1)
                .SetProperty(row => row.ProblemTable, outcome.Table).SetProperty(row => row.Problem, outcome.Problem), cancel);
        return noted == 0 ? null : tried.Attempts + 1;
    }

    // After the rows: a key without a row opens nothing, and goes with the next look or with the person.
    private async Task ForgetAsync(SubjectId subject, Guid id, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        if (!await context.Set<SystemChangeRow>().AnyAsync(
            row => row.Bucket == bucket && row.SubjectId == subject.Value && row.ChangeId == id, cancel))
            await keys.DestroyAsync(KeyName.Correcting(subject, id), cancel);
    }
}
