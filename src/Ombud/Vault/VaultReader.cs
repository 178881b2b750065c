using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Vault;

/// <summary>A record as it was read under a permit.</summary>
public sealed record VaultRecord
{
    public required Guid Id { get; init; }
    public required string Field { get; init; }
    public required string Category { get; init; }
    public required Personal<string> Value { get; init; }
    public required string Controller { get; init; }
    public required string Kind { get; init; }
    public required string Point { get; init; }
    public required string NoticeVersion { get; init; }
    public required string Source { get; init; }
    public SubjectId? GivenBy { get; init; }
    public required DateTimeOffset CollectedAt { get; init; }

    /// <summary>When it ends; null while the event its rule runs from has not happened.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    public required string RetentionRule { get; init; }

    /// <summary>The compartment it lies in, whatever its category counts as by now.</summary>
    internal Compartment Compartment { get; init; }

    /// <summary>Whether a hold keeps it beyond its end.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Number of chunks where it is a file.</summary>
    public int Chunks { get; init; }
}

/// <summary>What came of reading under a permit.</summary>
internal enum ReadingState
{
    /// <summary>Read; there may be nothing.</summary>
    Read,

    /// <summary>The person's standing moved since the decision: decide anew.</summary>
    StandingMoved,

    /// <summary>The person has been erased.</summary>
    Erased,
}

/// <summary>The records that a permit opened.</summary>
internal readonly record struct VaultReading(ReadingState State, IReadOnlyList<VaultRecord> Records);

/// <summary>The one way to get values out: with a permit, compared with the standing in the transaction that reads.</summary>
internal sealed class VaultReader(Db db, KeyRing keys, RecordSeal seal, RecordPurposes purposes, Policy policy, TimeProvider time)
{
    // One statement, and so one snapshot of standing and records, in one round trip.
    private const string Sql =
        """
        select record_id, field, category, sealed, kind, point, notice_version, source, given_by, collected_at, ends_at,
               retention_rule, holds, chunks, compartment,
               (select s.version from standing s where s.bucket = @bucket and s.subject_id = @subject),
               (select s.is_erased from standing s where s.bucket = @bucket and s.subject_id = @subject)
        from   record
        where  bucket = @bucket and subject_id = @subject and controller = @controller
        order  by record_id
        """;

    /// <summary>Everything the permit covers: its controller, its categories, and only records given for its purpose.</summary>
    /// <exception cref="CryptographicException">A value was altered, or moved from another row.</exception>
    public async Task<VaultReading> ReadAsync(Permit permit, CancellationToken cancel)
    {
        var found = await FindAsync(permit, cancel);
        return new VaultReading(found.State, found.Open());
    }

    /// <summary>The same, not opened yet.</summary>
    public async Task<SealedReading> FindAsync(Permit permit, CancellationToken cancel)
    {
        var controller = policy.Words.Word(permit.Question.Controller);
        var categories = policy.Words.WordsOf(permit.Question.Categories).ToHashSet(StringComparer.Ordinal);
        var now = time.GetUtcNow();

        await using var connection = await db.OpenAsync(cancel);
        var open = new DataKey?[(int)Compartment.Proof + 1];
        var found = new SealedReading(permit.Subject, controller, seal);
        await using var select = connection.Command(Sql)
            .With("bucket", Bucket.Of(permit.Subject.Value)).With("subject", permit.Subject.Value).With("controller", controller);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        ReadingState? state = null;
        while (await reader.ReadAsync(cancel))
        {
            // The same in every row.
            state ??= StateOf(permit, reader.IsDBNull(15) ? 0 : reader.GetInt64(15), !reader.IsDBNull(16) && reader.GetBoolean(16));
            if (state is not ReadingState.Read)
                return found.Ended(state.Value);
            var row = new ReadRow(
                reader.GetString(2), reader.GetString(5), reader.GetString(6), (Compartment)reader.GetInt16(14));
            if (!categories.Contains(row.Category) || !purposes.Covers(row.Point, row.NoticeVersion, permit.Purpose))
                continue;
            var key = open[(int)row.Compartment]
                ??= await keys.FindAsync(new KeyName(permit.Subject, controller, row.Compartment), cancel);
            if (key is null)
                return found.Ended(ReadingState.Erased);

            var (end, isHeld) = (reader.IsDBNull(10) ? (DateTimeOffset?)null : reader.MomentAt(10), reader.GetInt32(12) > 0);
            if (end is null || end > now || (isHeld && purposes.CoversHeld(permit.Purpose)))
                found.Add(Read(reader, row, end, isHeld, key));
        }
        if (state is not null)
            return found;

        // No record, and so none that told the standing.
        await reader.DisposeAsync();
        var standing = await Standings.ReadAsync(connection, null, permit.Subject, cancel);
        return found.Ended(StateOf(permit, standing?.Version ?? 0, standing is { IsErased: true }));
    }

    private static ReadingState StateOf(Permit permit, long version, bool isErased) =>
        isErased ? ReadingState.Erased : version == permit.StandingVersion ? ReadingState.Read : ReadingState.StandingMoved;

    /// <summary>
    /// A file's bytes, chunk by chunk, of a record that was read under the same permit; in one snapshot, in which the
    /// standing is still the one the permit was made from.
    /// </summary>
    /// <exception cref="StandingMovedException">The standing moved, or the person was erased: decide anew.</exception>
    /// <exception cref="CryptographicException">A chunk was altered, moved or taken away.</exception>
    public async IAsyncEnumerable<byte[]> ReadFileAsync(
        Permit permit, VaultRecord record, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var snapshot = await connection.BeginSnapshotAsync(cancel);
        var standing = await Standings.ReadAsync(connection, snapshot, permit.Subject, cancel);
        if (standing is { IsErased: true } || (standing?.Version ?? 0) != permit.StandingVersion)
            throw new StandingMovedException();

        var key = await keys.FindAsync(new KeyName(permit.Subject, record.Controller, record.Compartment), cancel)
            ?? throw new StandingMovedException();
        await using var select = connection.Command(
            """
            select position, sealed
            from   record_chunk
            where  bucket = @bucket and subject_id = @subject and record_id = @record
            order  by position
            """, snapshot)
            .With("bucket", Bucket.Of(permit.Subject.Value)).With("subject", permit.Subject.Value).With("record", record.Id);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var next = 0;
        for (; await reader.ReadAsync(cancel); next++)
        {
            if (reader.GetInt32(0) != next)
                throw new CryptographicException("A chunk of the file is missing.");
            yield return seal.OpenChunk(permit.Subject, record.Id, reader.BytesAt(1), next, next == record.Chunks - 1, key);
        }
        if (next != record.Chunks)
            throw new CryptographicException("The file was cut off.");
    }

    /// <summary>What of a row decides whether it is read at all.</summary>
    private readonly record struct ReadRow(string Category, string Point, string NoticeVersion, Compartment Compartment);

    private static SealedRecord Read(DbDataReader reader, ReadRow row, DateTimeOffset? end, bool isHeld, DataKey key) => new()
    {
        Id = reader.GuidAt(0), Field = reader.GetString(1), Category = row.Category, Sealed = reader.BytesAt(3), Key = key,
        Kind = reader.GetString(4), Point = row.Point, NoticeVersion = row.NoticeVersion, Source = reader.GetString(7),
        GivenBy = reader.IsDBNull(8) ? null : new SubjectId(reader.GuidAt(8)), CollectedAt = reader.MomentAt(9), EndsAt = end,
        RetentionRule = reader.GetString(11), IsHeld = isHeld, Chunks = reader.GetInt32(13), Compartment = row.Compartment,
    };
}
