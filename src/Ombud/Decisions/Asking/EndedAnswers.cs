using System.Data.Common;
using Ombud.Database;

namespace Ombud.Decisions.Asking;

/// <summary>An answer that went from the decision log.</summary>
/// <param name="SubjectId">Whom it was about; null for a stranger.</param>
/// <param name="OfCanary">Whether it was about a made-up person of the controls, whom no figure counts.</param>
internal readonly record struct EndedAnswer(Guid? SubjectId, bool OfCanary);

/// <summary>How many answers have ended and are still there.</summary>
/// <param name="OldestAt">When the oldest of them was given; null where there is none.</param>
internal readonly record struct EndedCount(long Count, DateTimeOffset? OldestAt);

/// <summary>The answers of the decision log that have ended by its rule.</summary>
internal sealed class EndedAnswers(Db db, DecisionLogRule rule)
{
    /// <summary>Whether any of a bucket have ended.</summary>
    public async Task<bool> HasAnyAsync(DbConnection connection, short bucket, DateTimeOffset now, CancellationToken cancel)
    {
        await using var select = connection.Command(
            "select 1 from decision_log d where d.bucket = @bucket and d.at < @before limit 1")
            .With("bucket", bucket).With("before", Micros.Of(rule.EndedBefore(now)));
        return await select.ExecuteScalarAsync(cancel) is not null;
    }

    /// <summary>Deletes some that have ended, the oldest first, in a transaction of the caller.</summary>
    /// <returns>What went; fewer than the limit where no more are there.</returns>
    public async Task<IReadOnlyList<EndedAnswer>> DeleteAsync(
        DbConnection connection, DbTransaction transaction, short bucket, DateTimeOffset now, int limit, CancellationToken cancel)
    {
        await using var delete = connection.Command(
            """
            delete from decision_log
            where  bucket = @bucket and decision_id in (
                select d.decision_id from decision_log d
                where  d.bucket = @bucket and d.at < @before
                order  by d.at
                limit  @limit)
            returning subject_id,
                      exists (select 1 from subject s
                              where  s.bucket = @bucket and s.subject_id = decision_log.subject_id and s.is_canary)
            """, transaction)
            .With("bucket", bucket).With("before", Micros.Of(rule.EndedBefore(now))).With("limit", limit);
        await using var reader = await delete.ExecuteReaderAsync(cancel);
        var gone = new List<EndedAnswer>();
        while (await reader.ReadAsync(cancel))
            gone.Add(new EndedAnswer(await reader.IsDBNullAsync(0, cancel) ? null : reader.GuidAt(0), reader.GetBoolean(1)));
        return gone;
    }

    /// <summary>Counts what ends by a moment, over all buckets; made-up people of the controls are not counted.</summary>
    /// <param name="from">Only what ends after it; null for everything.</param>
    public async Task<EndedCount> CountAsync(DateTimeOffset? from, DateTimeOffset until, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command(FanOut.DueAnswers.Sql(
            """
            select count(*), min(d.at)
            from   decision_log d
            where  d.at >= @from and d.at < @until
            and    not exists (select 1 from subject s
                               where  s.bucket = d.bucket and s.subject_id = d.subject_id and s.is_canary)
            """))
            .With("from", from is { } moment ? Micros.Of(rule.EndedBefore(moment)) : long.MinValue)
            .With("until", Micros.Of(rule.EndedBefore(until)));
        await using var reader = await select.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return new EndedCount(reader.GetInt64(0), await reader.IsDBNullAsync(1, cancel) ? null : reader.MomentAt(1));
    }
}
