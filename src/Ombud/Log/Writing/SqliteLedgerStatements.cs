using Microsoft.Data.Sqlite;
using Ombud.Database;
using Ombud.Log.Idempotency;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Log.Writing;

/// <inheritdoc/>
internal sealed class SqliteLedgerStatements(SqliteConnection connection, SqliteTransaction transaction) : LedgerStatements
{
    public override async Task<IReadOnlyList<StoredStanding>> ReadStandingsAsync(
        IReadOnlyList<SubjectId> subjects, CancellationToken cancel)
    {
        await using var select = new Prepared(connection, transaction,
            "select version, is_erased, sealed from standing where bucket = @bucket and subject_id = @subject", "bucket", "subject");
        var found = new List<StoredStanding>(subjects.Count);
        foreach (var subject in subjects)
        {
            await using var reader = await select.ReadAsync(cancel, Bucket.Of(subject.Value), subject.Value);
            if (await reader.ReadAsync(cancel))
                found.Add(new StoredStanding(subject, reader.GetInt64(0), reader.GetBoolean(1), reader.BytesAt(2)));
        }
        return found;
    }

    public override async Task<IReadOnlyList<IdempotencyRow>> ReadClaimsAsync(
        IReadOnlyList<RequestMark> marks, DateTimeOffset now, CancellationToken cancel)
    {
        await using var select = new Prepared(connection, transaction,
            "select body_hash, status, ids from idempotency where bucket = @bucket and key_hash = @key and expires_at > @now",
            "bucket", "key", "now");
        var found = new List<IdempotencyRow>();
        foreach (var mark in marks)
        {
            await using var reader = await select.ReadAsync(cancel, mark.Bucket, mark.KeyHash, Micros.Of(now));
            if (await reader.ReadAsync(cancel))
            {
                found.Add(new IdempotencyRow
                {
                    Bucket = mark.Bucket, KeyHash = mark.KeyHash, BodyHash = reader.BytesAt(0), Status = reader.GetInt16(1),
                    Ids = reader.BytesAt(2),
                });
            }
        }
        return found;
    }

    public override async Task WriteAsync(LedgerRows rows, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var other in rows.Others)
            await WriteOtherAsync(other, cancel);

        await using var facts = new Prepared(connection, transaction,
            """
            insert into fact (bucket, subject_id, fact_id, at, standing_version, commitment)
            values (@bucket, @subject, @fact, @at, @version, @commitment)
            """, "bucket", "subject", "fact", "at", "version", "commitment");
        foreach (var row in rows.Facts)
            await facts.RunAsync(cancel, row.Bucket, row.SubjectId, row.FactId, Micros.Of(row.At), row.StandingVersion, row.Commitment);

        await using var bodies = new Prepared(connection, transaction,
            """
            insert into fact_body (bucket, subject_id, fact_id, kind, key_version, sealed)
            values (@bucket, @subject, @fact, @kind, @key, @sealed)
            """, "bucket", "subject", "fact", "kind", "key", "sealed");
        foreach (var row in rows.Bodies)
            await bodies.RunAsync(cancel, row.Bucket, row.SubjectId, row.FactId, row.Kind, row.KeyVersion, row.Sealed);

        await using var clear = new Prepared(connection, transaction,
            """
            insert into clear_fact (bucket, fact_id, subject_id, kind, at, commitment, salted_body)
            values (@bucket, @fact, @subject, @kind, @at, @commitment, @body)
            """, "bucket", "fact", "subject", "kind", "at", "commitment", "body");
        foreach (var row in rows.Clear)
            await clear.RunAsync(cancel, row.Bucket, row.FactId, row.SubjectId, row.Kind, Micros.Of(row.At),
                row.Commitment, row.SaltedBody);

        await using var waiting = new Prepared(connection, transaction,
            "insert into unsequenced (bucket, fact_id, commitment, journal) values (@bucket, @fact, @commitment, @journal)",
            "bucket", "fact", "commitment", "journal");
        foreach (var row in rows.Unsequenced)
            await waiting.RunAsync(cancel, row.Bucket, row.FactId, row.Commitment, row.Journal);

        if (rows.Claims.Count > 0)
            await WriteClaimsAsync(rows.Claims, now, cancel);
        await WriteStandingsAsync(rows, cancel);
    }

    public override async Task CommitAsync(LedgerRows rows, DateTimeOffset now, CancellationToken cancel)
    {
        await WriteAsync(rows, now, cancel);
        await transaction.CommitAsync(cancel);
    }

    private async Task WriteOtherAsync(PlainStatement other, CancellationToken cancel)
    {
        await using var command = connection.Command(other.Sql, transaction);
        foreach (var (name, value) in other.Values)
            command.With(name, value);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task WriteClaimsAsync(List<IdempotencyRow> rows, DateTimeOffset now, CancellationToken cancel)
    {
        await using var claims = new Prepared(connection, transaction,
            """
            insert into idempotency as i (bucket, key_hash, body_hash, status, ids, expires_at)
            values (@bucket, @key, @body, @status, @ids, @expires)
            on     conflict (bucket, key_hash) do update
            set    body_hash = excluded.body_hash, status = excluded.status, ids = excluded.ids,
                   expires_at = excluded.expires_at
            where  i.expires_at <= @now
            """, "bucket", "key", "body", "status", "ids", "expires", "now");
        foreach (var row in rows)
        {
            if (await claims.RunAsync(
                cancel, row.Bucket, row.KeyHash, row.BodyHash, row.Status, row.Ids, Micros.Of(row.ExpiresAt), Micros.Of(now)) != 1)
                throw new StandingMovedException();
        }
    }

    // Of somebody new the key of the row itself stops the later of two writers, of others the version that was read.
    private async Task WriteStandingsAsync(LedgerRows rows, CancellationToken cancel)
    {
        await using var inserts = new Prepared(connection, transaction,
            """
            insert into standing (bucket, subject_id, version, is_erased, key_version, sealed)
            values (@bucket, @subject, @version, @erased, @key, @sealed)
            """, "bucket", "subject", "version", "erased", "key", "sealed");
        foreach (var row in rows.NewStandings)
            await inserts.RunAsync(cancel, row.Bucket, row.SubjectId, row.Version, row.IsErased, row.KeyVersion, row.Sealed);

        await using var updates = new Prepared(connection, transaction,
            """
            update standing
            set    version = @version, is_erased = @erased, key_version = @key, sealed = @sealed
            where  bucket = @bucket and subject_id = @subject and version = @before and not is_erased
            """, "version", "erased", "key", "sealed", "bucket", "subject", "before");
        foreach (var (row, before) in rows.MovedStandings)
        {
            if (await updates.RunAsync(
                cancel, row.Version, row.IsErased, row.KeyVersion, row.Sealed, row.Bucket, row.SubjectId, before) != 1)
                throw new StandingMovedException();
        }
    }

    /// <summary>A statement prepared once and run for many rows.</summary>
    private sealed class Prepared : IAsyncDisposable
    {
        private readonly SqliteCommand _command;

        public Prepared(SqliteConnection connection, SqliteTransaction transaction, string sql, params string[] names)
        {
            _command = connection.CreateCommand();
            _command.Transaction = transaction;
#pragma warning disable CA2100 // A constant of this class.
            _command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var name in names)
                _command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        public Task<int> RunAsync(CancellationToken cancel, params ReadOnlySpan<object?> values)
        {
            Set(values);
            return _command.ExecuteNonQueryAsync(cancel);
        }

        public Task<SqliteDataReader> ReadAsync(CancellationToken cancel, params ReadOnlySpan<object?> values)
        {
            Set(values);
            return _command.ExecuteReaderAsync(cancel);
        }

        private void Set(ReadOnlySpan<object?> values)
        {
            for (var i = 0; i < values.Length; i++)
                _command.Parameters[i].Value = values[i] is Guid id ? id.ToByteArray(bigEndian: true) : values[i] ?? DBNull.Value;
        }

        public ValueTask DisposeAsync() => _command.DisposeAsync();
    }
}
