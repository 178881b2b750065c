using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Decisions.Asking;
using Ombud.Log.Writing;
using Ombud.Subjects;
using Ombud.Vault;

namespace Ombud.Retention.Sweeping;

/// <summary>What a sweep has done, as evidence.</summary>
/// <param name="LastRunAt">When the last full round ended; null before the first.</param>
/// <param name="LastBatch">How many records went in the last commit that ended any.</param>
/// <param name="Total">How many have gone in all.</param>
/// <param name="Overdue">How many are due now and not held.</param>
/// <param name="OldestOverdue">The end of the one that is due longest; null where none is.</param>
internal sealed record SweepEvidence(
    DateTimeOffset? LastRunAt, DateTimeOffset? LastBatchAt, int LastBatch, long Total, long Overdue, DateTimeOffset? OldestOverdue);

/// <summary>What of one rule is due.</summary>
/// <param name="Oldest">The end of the record, or answer of the decision log, that is due longest.</param>
internal sealed record DueByRule(string Rule, long Count, DateTimeOffset Oldest);

/// <summary>
/// Keeps where the sweeper is, and reads what is due: the fan-out reads of this capability. The made-up people of the controls
/// are in none of their figures.
/// </summary>
internal sealed class SweepState(
    IDbContextFactory<OmbudContext> contexts, Db db, EndedAnswers answers, DecisionLogRule logRule, TimeProvider time)
{
    private const short TheRow = 1;

    /// <summary>The bucket to go on with.</summary>
    public async Task<short> NextBucketAsync(CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<SweepStateRow>().AsNoTracking().Where(row => row.Id == TheRow).Select(row => row.NextBucket)
            .FirstOrDefaultAsync(cancel);
    }

    /// <summary>Remembers which bucket is next.</summary>
    /// <param name="isRound">Whether a full round ended with the one before.</param>
    public async Task DoneAsync(short nextBucket, bool isRound, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var upsert = connection.Command(
            """
            insert into sweep_state as s (id, next_bucket, last_run_at, last_batch, total)
            values (@id, @next, @run, 0, 0)
            on     conflict (id) do update
            set    next_bucket = excluded.next_bucket, last_run_at = coalesce(excluded.last_run_at, s.last_run_at)
            """)
            .With("id", TheRow).With("next", nextBucket).With("run", isRound ? Micros.Of(time.GetUtcNow()) : null);
        await upsert.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Counts what ends, in the commit in which it does.</summary>
    public static void AddEnded(int ended, DateTimeOffset now, LedgerRows rows)
    {
        if (ended == 0)
            return;

        rows.Others.Add(new PlainStatement(
            """
            insert into sweep_state as s (id, next_bucket, last_batch_at, last_batch, total)
            values (@id, 0, @now, @ended, @ended)
            on     conflict (id) do update
            set    last_batch_at = excluded.last_batch_at, last_batch = excluded.last_batch, total = s.total + excluded.total
            """, [("id", TheRow), ("now", Micros.Of(now)), ("ended", ended)]));
    }

    /// <summary>The figures for the page of evidence.</summary>
    public async Task<SweepEvidence> EvidenceAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var row = await context.Set<SweepStateRow>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == TheRow, cancel);
        var canaries = context.Set<SubjectRow>().Where(subject => subject.IsCanary);
        var due = context.Set<RecordRow>().Over(FanOut.DueRecords).Where(record => record.EndsAt <= now && record.Holds == 0
            && !canaries.Any(subject => subject.Bucket == record.Bucket && subject.SubjectId == record.SubjectId));
        var ended = await answers.CountAsync(null, now, cancel);
        return new SweepEvidence(
            row?.LastRunAt, row?.LastBatchAt, row?.LastBatch ?? 0, row?.Total ?? 0, await due.LongCountAsync(cancel) + ended.Count,
            Earlier(await due.MinAsync(record => record.EndsAt, cancel), EndOf(ended)));
    }

    /// <summary>What is due by a moment and not held, by rule.</summary>
    /// <param name="from">Only what ends from then on; null for everything.</param>
    public async Task<IReadOnlyList<DueByRule>> DueAsync(DateTimeOffset? from, DateTimeOffset until, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command(FanOut.DueRecords.Sql(
            """
            select r.retention_rule, count(*), min(r.ends_at)
            from   record r
            where  r.ends_at > @from and r.ends_at <= @until and r.holds = 0
            and    not exists (select 1 from subject s
                               where  s.bucket = r.bucket and s.subject_id = r.subject_id and s.is_canary)
            group  by r.retention_rule
            order  by r.retention_rule
            """)).With("from", from is { } moment ? Micros.Of(moment) : long.MinValue).With("until", Micros.Of(until));
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var rules = await ReadAsync(reader, cancel);
        var ended = await answers.CountAsync(from, until, cancel);
        return EndOf(ended) is { } oldest ? [.. rules, new DueByRule(DecisionLogRule.Id, ended.Count, oldest)] : rules;
    }

    private static async Task<IReadOnlyList<DueByRule>> ReadAsync(DbDataReader reader, CancellationToken cancel)
    {
        var rules = new List<DueByRule>();
        while (await reader.ReadAsync(cancel))
            rules.Add(new DueByRule(reader.GetString(0), reader.GetInt64(1), reader.MomentAt(2)));
        return rules;
    }

    private DateTimeOffset? EndOf(EndedCount ended) => ended.OldestAt is { } oldest ? logRule.EndOf(oldest) : null;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null || other < one ? other ?? one : one;
}
