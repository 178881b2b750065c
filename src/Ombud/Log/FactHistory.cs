using System.Data.Common;
using System.Runtime.CompilerServices;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Log;

/// <summary>Reads what happened to a person, oldest first, and folds it anew.</summary>
internal sealed class FactHistory(Db db, KeyRing keys, KeyStore store, FactBodies bodies)
{
    /// <summary>
    /// A person's facts, by <c>@bucket</c> and <c>@subject</c>. Ids of one millisecond are in no order, and the clocks of two
    /// processes differ: by moment, then version, then id.
    /// </summary>
    internal const string Sql =
        """
        select f.fact_id as id, f.at as at, f.standing_version as version, b.sealed, null
        from   fact f join fact_body b on b.bucket = f.bucket and b.subject_id = f.subject_id and b.fact_id = f.fact_id
        where  f.bucket = @bucket and f.subject_id = @subject
        union  all
        select c.fact_id, c.at, null, null, c.salted_body
        from   clear_fact c
        where  c.bucket = @bucket and c.subject_id = @subject
        order  by at, version nulls last, id
        """;

    /// <summary>Every fact about a person that can still be opened.</summary>
    public async IAsyncEnumerable<WrittenFact> ReadAsync(SubjectId subject, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var (fact, _) in ReadWithVersionsAsync(subject, cancel))
            yield return fact;
    }

    private async IAsyncEnumerable<(WrittenFact Fact, long? Version)> ReadWithVersionsAsync(
        SubjectId subject, [EnumeratorCancellation] CancellationToken cancel)
    {
        var key = await keys.FindAsync(KeyName.Facts(subject), cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command(Sql).With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            if (await OpenAsync(reader, subject, key, cancel) is { } fact)
                yield return (fact, await reader.IsDBNullAsync(2, cancel) ? null : reader.GetInt64(2));
        }
    }

    /// <summary>The fact on which a reader of <see cref="Sql"/> stands; null where it can no longer be opened.</summary>
    internal async ValueTask<WrittenFact?> OpenAsync(DbDataReader reader, SubjectId subject, DataKey? key, CancellationToken cancel)
    {
        if (!await reader.IsDBNullAsync(4, cancel))
            return bodies.Read(reader.BytesAt(4));
        return key is null ? null : bodies.Read(FactSeal.Open(store, subject, reader.GuidAt(0), reader.BytesAt(3), key));
    }

    /// <summary>One fact about a person; null where there is none of that id or it can no longer be opened.</summary>
    public async Task<WrittenFact?> FindAsync(SubjectId subject, Guid fact, CancellationToken cancel)
    {
        var key = await keys.FindAsync(KeyName.Facts(subject), cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command(
            """
            select b.sealed, null
            from   fact_body b
            where  b.bucket = @bucket and b.subject_id = @subject and b.fact_id = @fact
            union  all
            select null, c.salted_body
            from   clear_fact c
            where  c.bucket = @bucket and c.subject_id = @subject and c.fact_id = @fact
            """).With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value).With("fact", fact);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel))
            return null;
        if (!await reader.IsDBNullAsync(1, cancel))
            return bodies.Read(reader.BytesAt(1));
        return key is null ? null : bodies.Read(FactSeal.Open(store, subject, fact, reader.BytesAt(0), key));
    }

    /// <summary>The standing at a moment, from the facts alone.</summary>
    public async Task<StandingState> FoldAsync(SubjectId subject, DateTimeOffset at, CancellationToken cancel)
    {
        var versioned = new List<(long Version, StandingChange Change, DateTimeOffset At)>();
        var clear = new Queue<(StandingChange Change, DateTimeOffset At)>();
        await foreach (var (fact, version) in ReadWithVersionsAsync(subject, cancel))
        {
            if (fact.At > at || fact.Fact.ChangeAt(fact.At) is not { } change)
                continue;
            if (version is { } number)
                versioned.Add((number, change, fact.At));
            else
                clear.Enqueue((change, fact.At));
        }

        // Versions tell the order in which the changes were committed; clear facts carry none and go by their moment.
        var standing = StandingState.Empty;
        foreach (var (_, change, moment) in versioned.OrderBy(known => known.Version))
        {
            while (clear.TryPeek(out var next) && next.At < moment)
                standing = standing.Apply(clear.Dequeue().Change);
            standing = standing.Apply(change);
        }
        while (clear.TryDequeue(out var last))
            standing = standing.Apply(last.Change);
        return standing;
    }
}
