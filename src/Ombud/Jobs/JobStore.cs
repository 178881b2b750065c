using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Policies.Deciding;

namespace Ombud.Jobs;

/// <summary>The place of a job in the order of the fan-out read.</summary>
internal readonly record struct DueJob(DateTimeOffset DueAt, short Bucket, Guid JobId);

/// <summary>
/// Reads, takes, renews and ends jobs. Whatever changes one does so in its bucket and under its fence.
/// </summary>
internal sealed class JobStore(IDbContextFactory<OmbudContext> contexts, Db db, TimeProvider time)
{
    // PostgreSQL passes over a row that another runner is just taking; SQLite has one writer at a time anyway.
    private const string TakeFrom = """
        update job
        set    lease_until = @until, holder = @me, fence = fence + 1, attempts = attempts + 1
        where  bucket = @bucket and job_id =
               (select job_id
                from   job
                where  bucket = @bucket and job_id = @job and state = 0 and due_at <= @now and lease_until < @now
        """;

    private const string Taken = "returning subject_id, kind, payload, attempts, fence";
    private const string TakeOnPostgres = TakeFrom + " for update skip locked) " + Taken;
    private const string TakeOnSqlite = TakeFrom + ") " + Taken;

    /// <summary>Jobs that may be taken now, across all buckets: a plain read without a lock, page by page.</summary>
    public async Task<IReadOnlyList<DueJob>> ReadDueAsync(
        IReadOnlyCollection<string> kinds, DueJob? after, int limit, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var due = context.Set<JobRow>().AsNoTracking().Over(FanOut.DueJobs)
            .Where(row =>
                row.State == JobState.Waiting && row.DueAt <= now && row.LeaseUntil < now && kinds.Contains(row.Kind));
        if (after is { } last)
        {
            due = due.Where(row => row.DueAt > last.DueAt
                || row.DueAt == last.DueAt
                    && (row.Bucket > last.Bucket || row.Bucket == last.Bucket && row.JobId > last.JobId));
        }
        return await due.OrderBy(row => row.DueAt).ThenBy(row => row.Bucket).ThenBy(row => row.JobId).Take(limit)
            .Select(row => new DueJob(row.DueAt, row.Bucket, row.JobId)).ToListAsync(cancel);
    }

    /// <summary>Takes a job in its bucket.</summary>
    /// <returns>The attempt, or null where another has it or had it.</returns>
    public async Task<JobRun?> TakeAsync(DueJob job, Guid holder, TimeSpan lease, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var take = connection.Command(db.Engine is Engine.Postgres ? TakeOnPostgres : TakeOnSqlite)
            .With("bucket", job.Bucket).With("job", job.JobId).With("me", holder)
            .With("now", Micros.Of(now)).With("until", Micros.Of(now + lease));
        await using var reader = await take.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel))
            return null;

        SubjectId? subject = await reader.IsDBNullAsync(0, cancel) ? null : new SubjectId(reader.GuidAt(0));
        return new JobRun(
            job.Bucket, job.JobId, subject, reader.GetString(1), reader.GetString(2), reader.GetInt32(3),
                reader.GetInt64(4));
    }

    /// <summary>Keeps a job for longer.</summary>
    /// <returns>False where another has taken it over.</returns>
    public Task<bool> RenewAsync(JobRun run, TimeSpan lease, CancellationToken cancel)
    {
        var until = time.GetUtcNow() + lease;
        return ChangeAsync(run, rows =>
            rows.ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, until), cancel), cancel);
    }

    /// <summary>Ends a job that is done.</summary>
    /// <returns>False where it was ended already, or taken over.</returns>
    public Task<bool> FinishAsync(JobRun run, CancellationToken cancel) =>
        ChangeAsync(run, rows => rows.ExecuteDeleteAsync(cancel), cancel);

    /// <summary>Puts a job back, to be taken again at that moment.</summary>
    /// <returns>False where another has taken it over.</returns>
    public Task<bool> PutBackAsync(JobRun run, DateTimeOffset dueAt, string code, CancellationToken cancel) =>
        ChangeAsync(
            run,
            rows => rows.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.DueAt, dueAt)
                    .SetProperty(row => row.LeaseUntil, DateTimeOffset.UnixEpoch)
                    .SetProperty(row => row.LastError, code), cancel),
            cancel);

    /// <summary>Gives a job up; it stays for somebody to look at.</summary>
    /// <returns>False where another has taken it over.</returns>
    public Task<bool> GiveUpAsync(JobRun run, string code, CancellationToken cancel) =>
        ChangeAsync(
            run,
            rows => rows.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, JobState.GivenUp)
                    .SetProperty(row => row.LastError, code), cancel),
            cancel);

    private async Task<bool> ChangeAsync(
        JobRun run, Func<IQueryable<JobRow>, Task<int>> change, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await change(context.Set<JobRow>().Where(row => row.Bucket == run.Bucket && row.JobId == run.JobId
            && row.Fence == run.Fence && row.State == JobState.Waiting)) == 1;
    }
}
