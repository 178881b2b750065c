using Npgsql;
using NpgsqlTypes;
using Ombud.Database;
using Ombud.Log.Idempotency;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Log.Writing;

/// <inheritdoc/>
internal sealed class PostgresLedgerStatements(NpgsqlConnection connection, NpgsqlTransaction transaction) : LedgerStatements
{
    public override async Task<IReadOnlyList<StoredStanding>> ReadStandingsAsync(
        IReadOnlyList<SubjectId> subjects, CancellationToken cancel)
    {
        // Always in the same order, so that two processes never wait for each other in a ring.
        await using var select = Command(
            """
            select s.subject_id, s.version, s.is_erased, s.sealed
            from   standing s
            join   unnest(@buckets, @subjects) as wanted(bucket, subject_id)
            on     s.bucket = wanted.bucket and s.subject_id = wanted.subject_id
            order  by s.bucket, s.subject_id
            for    update of s
            """);
        Array(select, "buckets", NpgsqlDbType.Smallint, subjects.Select(subject => Bucket.Of(subject.Value)).ToArray());
        Array(select, "subjects", NpgsqlDbType.Uuid, subjects.Select(subject => subject.Value).ToArray());
        await select.PrepareAsync(cancel);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var found = new List<StoredStanding>(subjects.Count);
        while (await reader.ReadAsync(cancel))
        {
            found.Add(new StoredStanding(
                new SubjectId(reader.GetGuid(0)), reader.GetInt64(1), reader.GetBoolean(2), reader.BytesAt(3)));
        }
        return found;
    }

    public override async Task<IReadOnlyList<IdempotencyRow>> ReadClaimsAsync(
        IReadOnlyList<RequestMark> marks, DateTimeOffset now, CancellationToken cancel)
    {
        await using var select = Command(
            """
            select i.bucket, i.key_hash, i.body_hash, i.status, i.ids
            from   idempotency i
            join   unnest(@buckets, @keys) as wanted(bucket, key_hash)
            on     i.bucket = wanted.bucket and i.key_hash = wanted.key_hash
            where  i.expires_at > @now
            """);
        Array(select, "buckets", NpgsqlDbType.Smallint, marks.Select(mark => mark.Bucket).ToArray());
        Array(select, "keys", NpgsqlDbType.Bytea, marks.Select(mark => mark.KeyHash).ToArray());
        select.Parameters.AddWithValue("now", Micros.Of(now));
        await select.PrepareAsync(cancel);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var found = new List<IdempotencyRow>();
        while (await reader.ReadAsync(cancel))
        {
            found.Add(new IdempotencyRow
            {
                Bucket = reader.GetInt16(0), KeyHash = reader.BytesAt(1), BodyHash = reader.BytesAt(2),
                Status = reader.GetInt16(3), Ids = reader.BytesAt(4),
            });
        }
        return found;
    }

    public override async Task WriteAsync(LedgerRows rows, DateTimeOffset now, CancellationToken cancel)
    {
        // All of it in one round trip: what a commit costs is mostly waiting for the server to be asked.
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (rows.Claims.Count > 0)
            AddClaims(batch, rows.Claims, now);
        if (rows.Facts.Count > 0)
            AddFacts(batch, rows);
        if (rows.Clear.Count > 0)
            AddClear(batch, rows.Clear);
        if (rows.Unsequenced.Count > 0)
            AddUnsequenced(batch, rows.Unsequenced);
        if (rows.Standings.Count > 0)
            AddStandings(batch, rows.Standings);
        if (batch.BatchCommands.Count == 0)
            return;

        await batch.PrepareAsync(cancel);
        await batch.ExecuteNonQueryAsync(cancel);

        // Fewer rows than claims or standings: another process used a key, or wrote a person new to us, since they were read.
        var (first, last) = (batch.BatchCommands[0], batch.BatchCommands[^1]);
        if ((rows.Claims.Count > 0 && first.RecordsAffected != rows.Claims.Count)
            || (rows.Standings.Count > 0 && last.RecordsAffected != rows.Standings.Count))
            throw new StandingMovedException();
    }

    private static void AddFacts(NpgsqlBatch batch, LedgerRows rows)
    {
        var facts = Add(batch,
            """
            insert into fact (bucket, subject_id, fact_id, at, standing_version, commitment)
            select * from unnest(@buckets, @subjects, @facts, @at, @versions, @commitments)
            """);
        Array(facts, "buckets", NpgsqlDbType.Smallint, rows.Facts.Select(row => row.Bucket).ToArray());
        Array(facts, "subjects", NpgsqlDbType.Uuid, rows.Facts.Select(row => row.SubjectId).ToArray());
        Array(facts, "facts", NpgsqlDbType.Uuid, rows.Facts.Select(row => row.FactId).ToArray());
        Array(facts, "at", NpgsqlDbType.Bigint, rows.Facts.Select(row => Micros.Of(row.At)).ToArray());
        Array(facts, "versions", NpgsqlDbType.Bigint, rows.Facts.Select(row => row.StandingVersion).ToArray());
        Array(facts, "commitments", NpgsqlDbType.Bytea, rows.Facts.Select(row => row.Commitment).ToArray());

        var bodies = Add(batch,
            """
            insert into fact_body (bucket, subject_id, fact_id, kind, key_version, sealed)
            select * from unnest(@buckets, @subjects, @facts, @kinds, @keys, @sealed)
            """);
        Array(bodies, "buckets", NpgsqlDbType.Smallint, rows.Bodies.Select(row => row.Bucket).ToArray());
        Array(bodies, "subjects", NpgsqlDbType.Uuid, rows.Bodies.Select(row => row.SubjectId).ToArray());
        Array(bodies, "facts", NpgsqlDbType.Uuid, rows.Bodies.Select(row => row.FactId).ToArray());
        Array(bodies, "kinds", NpgsqlDbType.Text, rows.Bodies.Select(row => row.Kind).ToArray());
        Array(bodies, "keys", NpgsqlDbType.Integer, rows.Bodies.Select(row => row.KeyVersion).ToArray());
        Array(bodies, "sealed", NpgsqlDbType.Bytea, rows.Bodies.Select(row => row.Sealed).ToArray());
    }

    private static void AddClear(NpgsqlBatch batch, List<ClearFactRow> rows)
    {
        var clear = Add(batch,
            """
            insert into clear_fact (bucket, fact_id, subject_id, kind, at, commitment, salted_body)
            select * from unnest(@buckets, @facts, @subjects, @kinds, @at, @commitments, @bodies)
            """);
        Array(clear, "buckets", NpgsqlDbType.Smallint, rows.Select(row => row.Bucket).ToArray());
        Array(clear, "facts", NpgsqlDbType.Uuid, rows.Select(row => row.FactId).ToArray());
        Array(clear, "subjects", NpgsqlDbType.Uuid, rows.Select(row => row.SubjectId).ToArray());
        Array(clear, "kinds", NpgsqlDbType.Text, rows.Select(row => row.Kind).ToArray());
        Array(clear, "at", NpgsqlDbType.Bigint, rows.Select(row => Micros.Of(row.At)).ToArray());
        Array(clear, "commitments", NpgsqlDbType.Bytea, rows.Select(row => row.Commitment).ToArray());
        Array(clear, "bodies", NpgsqlDbType.Bytea, rows.Select(row => row.SaltedBody).ToArray());
    }

    private static void AddUnsequenced(NpgsqlBatch batch, List<UnsequencedRow> rows)
    {
        var waiting = Add(batch,
            """
            insert into unsequenced (bucket, fact_id, commitment, journal)
            select * from unnest(@buckets, @facts, @commitments, @journal)
            """);
        Array(waiting, "buckets", NpgsqlDbType.Smallint, rows.Select(row => row.Bucket).ToArray());
        Array(waiting, "facts", NpgsqlDbType.Uuid, rows.Select(row => row.FactId).ToArray());
        Array(waiting, "commitments", NpgsqlDbType.Bytea, rows.Select(row => row.Commitment).ToArray());
        Array(waiting, "journal", NpgsqlDbType.Text, rows.Select(row => row.Journal).ToArray());
    }

    private static void AddClaims(NpgsqlBatch batch, List<IdempotencyRow> rows, DateTimeOffset now)
    {
        var claims = Add(batch,
            """
            insert into idempotency as i (bucket, key_hash, body_hash, status, ids, expires_at)
            select bucket, key_hash, body_hash, status, ids, expires_at
            from   unnest(@buckets, @keys, @bodies, @status, @ids, @expires)
                   as t(bucket, key_hash, body_hash, status, ids, expires_at)
            order  by bucket, key_hash
            on     conflict (bucket, key_hash) do update
            set    body_hash = excluded.body_hash, status = excluded.status, ids = excluded.ids,
                   expires_at = excluded.expires_at
            where  i.expires_at <= @now
            """);
        Array(claims, "buckets", NpgsqlDbType.Smallint, rows.Select(row => row.Bucket).ToArray());
        Array(claims, "keys", NpgsqlDbType.Bytea, rows.Select(row => row.KeyHash).ToArray());
        Array(claims, "bodies", NpgsqlDbType.Bytea, rows.Select(row => row.BodyHash).ToArray());
        Array(claims, "status", NpgsqlDbType.Smallint, rows.Select(row => row.Status).ToArray());
        Array(claims, "ids", NpgsqlDbType.Bytea, rows.Select(row => row.Ids).ToArray());
        Array(claims, "expires", NpgsqlDbType.Bigint, rows.Select(row => Micros.Of(row.ExpiresAt)).ToArray());
        claims.Parameters.AddWithValue("now", Micros.Of(now));
    }

    private static void AddStandings(NpgsqlBatch batch, List<(StandingRow Row, long VersionBefore)> rows)
    {
        var standings = Add(batch,
            """
            insert into standing as s (bucket, subject_id, version, is_erased, key_version, sealed)
            select bucket, subject_id, version, is_erased, key_version, sealed
            from   unnest(@buckets, @subjects, @versions, @erased, @keys, @sealed)
                   as t(bucket, subject_id, version, is_erased, key_version, sealed)
            order  by bucket, subject_id
            on     conflict (bucket, subject_id) do update
            set    version = excluded.version, is_erased = excluded.is_erased,
                   key_version = excluded.key_version, sealed = excluded.sealed
            where  s.version < excluded.version and not s.is_erased
            """);
        Array(standings, "buckets", NpgsqlDbType.Smallint, rows.Select(row => row.Row.Bucket).ToArray());
        Array(standings, "subjects", NpgsqlDbType.Uuid, rows.Select(row => row.Row.SubjectId).ToArray());
        Array(standings, "versions", NpgsqlDbType.Bigint, rows.Select(row => row.Row.Version).ToArray());
        Array(standings, "erased", NpgsqlDbType.Boolean, rows.Select(row => row.Row.IsErased).ToArray());
        Array(standings, "keys", NpgsqlDbType.Integer, rows.Select(row => row.Row.KeyVersion).ToArray());
        Array(standings, "sealed", NpgsqlDbType.Bytea, rows.Select(row => row.Row.Sealed).ToArray());
    }

    private NpgsqlCommand Command(string sql) => new(sql, connection, transaction);

    private static NpgsqlBatchCommand Add(NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command;
    }

    private static void Array<T>(NpgsqlCommand command, string name, NpgsqlDbType type, T[] values) =>
        command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = values });

    private static void Array<T>(NpgsqlBatchCommand command, string name, NpgsqlDbType type, T[] values) =>
        command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = values });
}
