using Npgsql;
using NpgsqlTypes;
using Ombud.Database;
using Ombud.Log.Idempotency;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Log.Writing;

/// <inheritdoc/>
internal sealed class PostgresLedgerStatements(NpgsqlConnection connection, NpgsqlTransaction? transaction) : LedgerStatements
{
    public override async Task<IReadOnlyList<StoredStanding>> ReadStandingsAsync(
        IReadOnlyList<SubjectId> subjects, CancellationToken cancel)
    {
        // Always in the same order, so that two processes never wait for each other in a ring.
        await using var select = Command(
            """
            select s.subject_id, s.version, s.is_erased, s.sealed
            from   standing s
            join   unnest($1, $2) as wanted(bucket, subject_id)
            on     s.bucket = wanted.bucket and s.subject_id = wanted.subject_id
            order  by s.bucket, s.subject_id
            for    update of s
            """);
        Array(select, NpgsqlDbType.Smallint, subjects.Select(subject => Bucket.Of(subject.Value)).ToArray());
        Array(select, NpgsqlDbType.Uuid, subjects.Select(subject => subject.Value).ToArray());
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
            join   unnest($1, $2) as wanted(bucket, key_hash)
            on     i.bucket = wanted.bucket and i.key_hash = wanted.key_hash
            where  i.expires_at > $3
            """);
        Array(select, NpgsqlDbType.Smallint, marks.Select(mark => mark.Bucket).ToArray());
        Array(select, NpgsqlDbType.Bytea, marks.Select(mark => mark.KeyHash).ToArray());
        select.Parameters.Add(new NpgsqlParameter { Value = Micros.Of(now) });
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
        await using var batch = BatchOf(rows, now);
        if (batch.BatchCommands.Count == 0)
            return;

        await batch.PrepareAsync(cancel);
        await batch.ExecuteNonQueryAsync(cancel);

        // Fewer rows than claims or standings: another process used a key, or wrote of the person, since they were read.
        var (first, last) = (batch.BatchCommands[0], batch.BatchCommands[^1]);
        if ((rows.Claims.Count > 0 && first.RecordsAffected != rows.Claims.Count)
            || (rows.MovedStandings.Count > 0 && last.RecordsAffected != rows.MovedStandings.Count))
            throw new StandingMovedException();
    }

    public override async Task CommitAsync(LedgerRows rows, DateTimeOffset now, CancellationToken cancel)
    {
        if (rows.Claims.Count > 0)
        {
            await WriteAsync(rows, now, cancel);
            await transaction!.CommitAsync(cancel);
            return;
        }

        // Nobody can have been quicker: every standing that was there is locked, and of somebody new the row's own key fails
        // where it came to be there after all. The commit then goes with the rows; a batch without a transaction is one.
        await using var batch = BatchOf(rows, now);
        if (transaction is not null)
            Add(batch, "commit");
        if (batch.BatchCommands.Count == 0)
            return;
        await batch.PrepareAsync(cancel);
        await batch.ExecuteNonQueryAsync(cancel);
    }

    // All of it in one round trip: what a commit costs is mostly waiting for the server to be asked.
    private NpgsqlBatch BatchOf(LedgerRows rows, DateTimeOffset now)
    {
        var batch = new NpgsqlBatch(connection, transaction);
        if (rows.Claims.Count > 0)
            AddClaims(batch, rows.Claims, now);
        foreach (var other in rows.Others)
            AddOther(batch, other);
        if (rows.Facts.Count > 0)
            AddFacts(batch, rows);
        if (rows.Clear.Count > 0)
            AddClear(batch, rows.Clear);
        if (rows.Unsequenced.Count > 0)
            AddUnsequenced(batch, rows.Unsequenced);
        if (rows.NewStandings.Count > 0)
            AddStandings(batch, InsertStandings, rows.NewStandings);
        if (rows.MovedStandings.Count > 0)
            AddMoved(batch, rows.MovedStandings);
        return batch;
    }

    private static void AddOther(NpgsqlBatch batch, PlainStatement other)
    {
        var command = Add(batch, other.Sql);
        foreach (var (name, value) in other.Values)
            command.Parameters.Add(new NpgsqlParameter(name, value));
    }

    private static void AddFacts(NpgsqlBatch batch, LedgerRows rows)
    {
        var facts = Add(batch,
            """
            insert into fact (bucket, subject_id, fact_id, at, standing_version, commitment)
            select * from unnest($1, $2, $3, $4, $5, $6)
            """);
        Array(facts, NpgsqlDbType.Smallint, rows.Facts.Select(row => row.Bucket).ToArray());
        Array(facts, NpgsqlDbType.Uuid, rows.Facts.Select(row => row.SubjectId).ToArray());
        Array(facts, NpgsqlDbType.Uuid, rows.Facts.Select(row => row.FactId).ToArray());
        Array(facts, NpgsqlDbType.Bigint, rows.Facts.Select(row => Micros.Of(row.At)).ToArray());
        Array(facts, NpgsqlDbType.Bigint, rows.Facts.Select(row => row.StandingVersion).ToArray());
        Array(facts, NpgsqlDbType.Bytea, rows.Facts.Select(row => row.Commitment).ToArray());

        var bodies = Add(batch,
            """
            insert into fact_body (bucket, subject_id, fact_id, kind, key_version, sealed)
            select * from unnest($1, $2, $3, $4, $5, $6)
            """);
        Array(bodies, NpgsqlDbType.Smallint, rows.Bodies.Select(row => row.Bucket).ToArray());
        Array(bodies, NpgsqlDbType.Uuid, rows.Bodies.Select(row => row.SubjectId).ToArray());
        Array(bodies, NpgsqlDbType.Uuid, rows.Bodies.Select(row => row.FactId).ToArray());
        Array(bodies, NpgsqlDbType.Text, rows.Bodies.Select(row => row.Kind).ToArray());
        Array(bodies, NpgsqlDbType.Integer, rows.Bodies.Select(row => row.KeyVersion).ToArray());
        Array(bodies, NpgsqlDbType.Bytea, rows.Bodies.Select(row => row.Sealed).ToArray());
    }

    private static void AddClear(NpgsqlBatch batch, List<ClearFactRow> rows)
    {
        var clear = Add(batch,
            """
            insert into clear_fact (bucket, fact_id, subject_id, kind, at, commitment, salted_body)
            select * from unnest($1, $2, $3, $4, $5, $6, $7)
            """);
        Array(clear, NpgsqlDbType.Smallint, rows.Select(row => row.Bucket).ToArray());
        Array(clear, NpgsqlDbType.Uuid, rows.Select(row => row.FactId).ToArray());
        Array(clear, NpgsqlDbType.Uuid, rows.Select(row => row.SubjectId).ToArray());
        Array(clear, NpgsqlDbType.Text, rows.Select(row => row.Kind).ToArray());
        Array(clear, NpgsqlDbType.Bigint, rows.Select(row => Micros.Of(row.At)).ToArray());
        Array(clear, NpgsqlDbType.Bytea, rows.Select(row => row.Commitment).ToArray());
        Array(clear, NpgsqlDbType.Bytea, rows.Select(row => row.SaltedBody).ToArray());
    }

    private static void AddUnsequenced(NpgsqlBatch batch, List<UnsequencedRow> rows)
    {
        var waiting = Add(batch,
            """
            insert into unsequenced (bucket, fact_id, commitment, journal)
            select * from unnest($1, $2, $3, $4)
            """);
        Array(waiting, NpgsqlDbType.Smallint, rows.Select(row => row.Bucket).ToArray());
        Array(waiting, NpgsqlDbType.Uuid, rows.Select(row => row.FactId).ToArray());
        Array(waiting, NpgsqlDbType.Bytea, rows.Select(row => row.Commitment).ToArray());
        Array(waiting, NpgsqlDbType.Text, rows.Select(row => row.Journal).ToArray());
    }

    private static void AddClaims(NpgsqlBatch batch, List<IdempotencyRow> rows, DateTimeOffset now)
    {
        var claims = Add(batch,
            """
            insert into idempotency as i (bucket, key_hash, body_hash, status, ids, expires_at)
            select bucket, key_hash, body_hash, status, ids, expires_at
            from   unnest($1, $2, $3, $4, $5, $6)
                   as t(bucket, key_hash, body_hash, status, ids, expires_at)
            order  by bucket, key_hash
            on     conflict (bucket, key_hash) do update
            set    body_hash = excluded.body_hash, status = excluded.status, ids = excluded.ids,
                   expires_at = excluded.expires_at
            where  i.expires_at <= $7
            """);
        Array(claims, NpgsqlDbType.Smallint, rows.Select(row => row.Bucket).ToArray());
        Array(claims, NpgsqlDbType.Bytea, rows.Select(row => row.KeyHash).ToArray());
        Array(claims, NpgsqlDbType.Bytea, rows.Select(row => row.BodyHash).ToArray());
        Array(claims, NpgsqlDbType.Smallint, rows.Select(row => row.Status).ToArray());
        Array(claims, NpgsqlDbType.Bytea, rows.Select(row => row.Ids).ToArray());
        Array(claims, NpgsqlDbType.Bigint, rows.Select(row => Micros.Of(row.ExpiresAt)).ToArray());
        claims.Parameters.Add(new NpgsqlParameter { Value = Micros.Of(now) });
    }

    // Always in the same order, so that two groups with the same newcomers never wait for each other in a ring.
    private const string InsertStandings =
        """
        insert into standing (bucket, subject_id, version, is_erased, key_version, sealed)
        select bucket, subject_id, version, is_erased, key_version, sealed
        from   unnest($1, $2, $3, $4, $5, $6)
               as t(bucket, subject_id, version, is_erased, key_version, sealed)
        order  by bucket, subject_id
        """;

    private const string UpdateStandings =
        """
        update standing s
        set    version = t.version, is_erased = t.is_erased, key_version = t.key_version, sealed = t.sealed
        from   unnest($1, $2, $3, $4, $5, $6, $7)
               as t(bucket, subject_id, version, is_erased, key_version, sealed, version_before)
        where  s.bucket = t.bucket and s.subject_id = t.subject_id and s.version = t.version_before and not s.is_erased
        """;

    private static void AddMoved(NpgsqlBatch batch, List<(StandingRow Row, long VersionBefore)> rows)
    {
        var standings = AddStandings(batch, UpdateStandings, rows.ConvertAll(moved => moved.Row));
        Array(standings, NpgsqlDbType.Bigint, rows.Select(moved => moved.VersionBefore).ToArray());
    }

    private static NpgsqlBatchCommand AddStandings(NpgsqlBatch batch, string sql, List<StandingRow> rows)
    {
        var standings = Add(batch, sql);
        Array(standings, NpgsqlDbType.Smallint, rows.Select(row => row.Bucket).ToArray());
        Array(standings, NpgsqlDbType.Uuid, rows.Select(row => row.SubjectId).ToArray());
        Array(standings, NpgsqlDbType.Bigint, rows.Select(row => row.Version).ToArray());
        Array(standings, NpgsqlDbType.Boolean, rows.Select(row => row.IsErased).ToArray());
        Array(standings, NpgsqlDbType.Integer, rows.Select(row => row.KeyVersion).ToArray());
        Array(standings, NpgsqlDbType.Bytea, rows.Select(row => row.Sealed).ToArray());
        return standings;
    }

    private NpgsqlCommand Command(string sql) => new(sql, connection, transaction);

    private static NpgsqlBatchCommand Add(NpgsqlBatch batch, string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        batch.BatchCommands.Add(command);
        return command;
    }

    // By place and not by name, so that no statement need be read through each time.
    private static void Array<T>(NpgsqlCommand command, NpgsqlDbType type, T[] values) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = values });

    private static void Array<T>(NpgsqlBatchCommand command, NpgsqlDbType type, T[] values) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = values });
}
