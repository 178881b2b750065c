using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Ombud.Database;
using Ombud.Log.Writing;

namespace Ombud.Retention.Sweeping;

/// <summary>The statements of a sweep in one bucket, each engine's own: arrays on PostgreSQL, prepared ones on SQLite.</summary>
internal abstract class SweepStatements(DbConnection connection, DbTransaction transaction, short bucket)
{
    protected DbConnection Connection { get; } = connection;
    protected DbTransaction Transaction { get; } = transaction;
    protected short Bucket { get; } = bucket;

    /// <summary>Locks, on PostgreSQL, what it reads, so that a hold placed meanwhile waits or is seen.</summary>
    protected abstract string Lock { get; }

    public static SweepStatements For(Engine engine, DbConnection connection, DbTransaction transaction, short bucket) =>
        engine is Engine.Sqlite
            ? new SqliteSweepStatements((SqliteConnection)connection, (SqliteTransaction)transaction, bucket)
            : new PostgresSweepStatements((NpgsqlConnection)connection, (NpgsqlTransaction)transaction, bucket);

    /// <summary>
    /// Whether a bucket has records that are due and that no hold names: looked at before anything is locked, as most buckets
    /// mostly have none.
    /// </summary>
    public static async Task<bool> HasDueAsync(DbConnection connection, short bucket, DateTimeOffset now, CancellationToken cancel)
    {
        await using var select = connection.Command(
            "select 1 from record r where r.bucket = @bucket and r.ends_at <= @now and r.holds = 0 limit 1")
            .With("bucket", bucket).With("now", Micros.Of(now));
        return await select.ExecuteScalarAsync(cancel) is not null;
    }

    /// <summary>Records that are due and that no hold names, the longest overdue first.</summary>
    public async Task<List<DueRecord>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancel)
    {
        await using var select = Connection.Command(
            $"""
            select r.subject_id, r.record_id, r.retention_rule, r.notice_version, r.category, r.controller, r.collected_at, r.chunks,
                   exists (select 1 from subject s
                           where  s.bucket = r.bucket and s.subject_id = r.subject_id and s.is_canary) as is_canary
            from   record r
            where  r.bucket = @bucket and r.ends_at <= @now and r.holds = 0
            order  by r.ends_at
            limit  @limit {Lock}
            """, Transaction).With("bucket", Bucket).With("now", Micros.Of(now)).With("limit", limit);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var due = new List<DueRecord>();
        while (await reader.ReadAsync(cancel))
        {
            due.Add(new DueRecord(
                reader.GuidAt(0), reader.GuidAt(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                reader.GetString(5), reader.MomentAt(6), reader.GetInt32(7) > 0, reader.GetBoolean(8)));
        }
        return due;
    }

    /// <summary>Deletes records with their chunks: at once, or together with the rows that are written.</summary>
    public abstract Task DeleteAsync(IReadOnlyList<DueRecord> due, LedgerRows rows, CancellationToken cancel);

    /// <summary>Adds to the numbers about nobody.</summary>
    public void Count(IEnumerable<AnonymousCount> counts, LedgerRows rows)
    {
        foreach (var count in counts)
        {
            rows.Others.Add(new PlainStatement(
                """
                insert into retained_count as r (bucket, rule, category, country, month, count)
                values (@bucket, @rule, @category, @country, @month, @count)
                on     conflict (bucket, rule, category, country, month) do update set count = r.count + excluded.count
                """,
                [
                    ("bucket", Bucket), ("rule", count.Rule), ("category", count.Category), ("country", count.Country),
                    ("month", count.Month.DayNumber), ("count", count.Count),
                ]));
        }
    }
}

/// <inheritdoc/>
internal sealed class PostgresSweepStatements(NpgsqlConnection connection, NpgsqlTransaction transaction, short bucket)
    : SweepStatements(connection, transaction, bucket)
{
    protected override string Lock => "for update of r skip locked";

    public override Task DeleteAsync(IReadOnlyList<DueRecord> due, LedgerRows rows, CancellationToken cancel)
    {
        if (due.Any(record => record.HasChunks))
            AddDelete("record_chunk", due.Where(record => record.HasChunks), rows);
        AddDelete("record", due, rows);
        return Task.CompletedTask;
    }

    private void AddDelete(string table, IEnumerable<DueRecord> due, LedgerRows rows) => rows.Others.Add(new PlainStatement(
        $"""
        delete from {table} t
        using  unnest(@subjects, @records) as due(subject_id, record_id)
        where  t.bucket = @bucket and t.subject_id = due.subject_id and t.record_id = due.record_id
        """,
        [
            ("bucket", Bucket), ("subjects", due.Select(record => record.SubjectId).ToArray()),
            ("records", due.Select(record => record.RecordId).ToArray()),
        ]));
}

/// <inheritdoc/>
internal sealed class SqliteSweepStatements(SqliteConnection connection, SqliteTransaction transaction, short bucket)
    : SweepStatements(connection, transaction, bucket)
{
    protected override string Lock => "";

    public override async Task DeleteAsync(IReadOnlyList<DueRecord> due, LedgerRows rows, CancellationToken cancel)
    {
        await DeleteFromAsync("record_chunk", due.Where(record => record.HasChunks), cancel);
        await DeleteFromAsync("record", due, cancel);
    }

    private async Task DeleteFromAsync(string table, IEnumerable<DueRecord> due, CancellationToken cancel)
    {
        await using var delete = Connection.Command(
            $"delete from {table} where bucket = @bucket and subject_id = @subject and record_id = @record", Transaction)
            .With("bucket", Bucket).With("subject", null).With("record", null);
        foreach (var record in due)
        {
            delete.Parameters[1].Value = record.SubjectId.ToByteArray(bigEndian: true);
            delete.Parameters[2].Value = record.RecordId.ToByteArray(bigEndian: true);
            await delete.ExecuteNonQueryAsync(cancel);
        }
    }
}
