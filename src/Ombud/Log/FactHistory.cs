using System.Runtime.CompilerServices;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Log;

/// <summary>Reads what happened to a person, oldest first, and folds it anew.</summary>
internal sealed class FactHistory(Db db, KeyRing keys, KeyStore store, FactBodies bodies)
{
    /// <summary>Every fact about a person that can still be opened.</summary>
    public async IAsyncEnumerable<WrittenFact> ReadAsync(SubjectId subject, [EnumeratorCancellation] CancellationToken cancel)
    {
        var key = await keys.FindAsync(KeyName.Facts(subject), cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command(
            """
            select f.fact_id, b.sealed, null
            from   fact f join fact_body b on b.bucket = f.bucket and b.subject_id = f.subject_id and b.fact_id = f.fact_id
            where  f.bucket = @bucket and f.subject_id = @subject
            union  all
            select c.fact_id, null, c.salted_body
            from   clear_fact c
            where  c.bucket = @bucket and c.subject_id = @subject
            order  by 1
            """).With("bucket", Bucket.Of(subject.Value)).With("subject", subject.Value);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            if (!await reader.IsDBNullAsync(2, cancel))
                yield return bodies.Read(reader.BytesAt(2));
            else if (key is not null)
                yield return bodies.Read(FactSeal.Open(store, subject, reader.GuidAt(0), reader.BytesAt(1), key));
        }
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
        var standing = StandingState.Empty;
        await foreach (var fact in ReadAsync(subject, cancel))
        {
            if (fact.At <= at && fact.Fact.ChangeAt(fact.At) is { } change)
                standing = standing.Apply(change);
        }
        return standing;
    }
}
