using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.Codes;
using Ombud.Subjects;
using Ombud.Vault;

namespace Ombud.Erasure.Steps;

/// <summary>
/// Step four: every row about the person goes, of whatever capability, but those marked to outlive an erasure. Bodies of
/// facts are deleted as the owner of the database, since the serving role may not; the same commit moves the step on.
/// </summary>
internal sealed class DeleteRows(
    IDbContextFactory<OmbudContext> contexts, Db db, Identifiers identifiers, IEnumerable<IForgetsAddress> byAddress, TimeProvider time)
{
    private const int TruncatesMax = 50;
    private static readonly TimeSpan BetweenTruncates = TimeSpan.FromMilliseconds(20);
    private static readonly Type[] PartlyKept = [typeof(RecordRow), typeof(ChunkRow)];
    private string? _sql;

    /// <returns>The erasure after it.</returns>
    public async Task<ErasureRow> RunAsync(ErasureRow erasure, CancellationToken cancel)
    {
        var subject = new SubjectId(erasure.SubjectId);
        // Before the rows by which they are found.
        var elsewhere = await ElsewhereAsync(erasure, cancel);
        await identifiers.ForgetAsync(subject, elsewhere.Hashes, cancel);
        foreach (var one in elsewhere.Addresses.Count > 0 ? byAddress : [])
            await one.ForgetAsync(elsewhere.Addresses, cancel);
        await UnlinkAsync(erasure, elsewhere.Others, cancel);
        return await DeleteAsync(erasure, cancel);
    }

    /// <summary>What leads to rows in other buckets, read in one round trip.</summary>
    private async Task<(List<SubjectHashRow> Hashes, List<byte[]> Addresses, List<Guid> Others)> ElsewhereAsync(
        ErasureRow erasure, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command(
            """
            select 2 as what, other_id as other, null as bytes, 0 as kind
            from   subject_link where bucket = @bucket and subject_id = @subject
            union  all
            select 0, null, hash, kind from subject_hash where bucket = @bucket and subject_id = @subject
            union  all
            select 1, null, address_hash, 0 from subject_contact where bucket = @bucket and subject_id = @subject
            order  by what
            """).With("bucket", erasure.Bucket).With("subject", erasure.SubjectId);
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var (hashes, addresses, others) = (new List<SubjectHashRow>(), new List<byte[]>(), new List<Guid>());
        while (await reader.ReadAsync(cancel))
        {
            switch (reader.GetInt32(0))
            {
                case 0:
                    hashes.Add(new SubjectHashRow { Hash = reader.BytesAt(2), Kind = (byte)reader.GetInt32(3) });
                    break;
                case 1:
                    addresses.Add(reader.BytesAt(2));
                    break;
                default:
                    others.Add(reader.GuidAt(1));
                    break;
            }
        }
        return (hashes, addresses, others);
    }

    /// <summary>Names of the tables whose rows about a person go as a whole.</summary>
    internal static IReadOnlyList<string> TablesOf(OmbudContext context) =>
        [.. context.Model.GetEntityTypes()
            .Where(type => type.FindProperty("Bucket") is not null && type.FindProperty("SubjectId") is not null
                && !type.ClrType.IsAssignableTo(typeof(IOutlivesErasure)) && !PartlyKept.Contains(type.ClrType))
            .Select(type => type.GetTableName()!).Order(StringComparer.Ordinal)];

    // The other's side of each link lies in the other's bucket.
    private async Task UnlinkAsync(ErasureRow erasure, List<Guid> others, CancellationToken cancel)
    {
        if (others.Count == 0)
            return;
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        foreach (var other in others.Distinct())
        {
            var bucket = Bucket.Of(other);
            await context.Set<SubjectLinkRow>()
                .Where(link => link.Bucket == bucket && link.SubjectId == other && link.OtherId == erasure.SubjectId)
                .ExecuteDeleteAsync(cancel);
        }
    }

    private async Task<ErasureRow> DeleteAsync(ErasureRow erasure, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await ((ContextFactory)contexts).OpenOwnerAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // All of them in one command, and so in one round trip; with them the step, so that no commit more says it.
        await using var delete = connection.Command(_sql ??= Sql(), transaction)
            .With("bucket", erasure.Bucket).With("subject", erasure.SubjectId).With("proof", (short)Compartment.Proof)
            .With("before", (short)ErasureStep.KeysDestroyed).With("after", (short)ErasureStep.RowsDeleted)
            .With("now", Micros.Of(time.GetUtcNow()));
        var after = erasure.Copy();
        await using (var reader = await delete.ExecuteReaderAsync(cancel))
        {
            if (await reader.ReadAsync(cancel))
                (after.Step, after.DueAt) = ((ErasureStep)reader.GetInt16(0), reader.MomentAt(1));
        }
        await transaction.CommitAsync(cancel);
        return after;
    }

    private string Sql()
    {
        using var context = contexts.CreateDbContext();
        return SqlFor(context);
    }

    private static string SqlFor(OmbudContext context) =>
        """
        delete from record_chunk
        where  bucket = @bucket and subject_id = @subject and record_id in
               (select record_id from record where bucket = @bucket and subject_id = @subject and compartment <> @proof);
        delete from record where bucket = @bucket and subject_id = @subject and compartment <> @proof;
        """
        + string.Join('\n', TablesOf(context).Select(table => $"delete from {table} where bucket = @bucket and subject_id = @subject;"))
        + "update erasure set step = @after, due_at = @now where bucket = @bucket and subject_id = @subject and step = @before;"
        + "select step, due_at from erasure where bucket = @bucket and subject_id = @subject;";

    /// <summary>On SQLite: writes the log back and empties it, so that no deleted page is left in a file.</summary>
    /// <exception cref="TimeoutException">Readers kept it busy all the time; the step is repeated.</exception>
    public async Task TruncateLogAsync(CancellationToken cancel)
    {
        if (db.Engine is not Engine.Sqlite)
            return;
        for (var attempt = 0; attempt < TruncatesMax; attempt++)
        {
            using (await db.Gate.EnterAsync(cancel))
            {
                await using var connection = await db.OpenAsync(cancel);
                // It waits for readers itself, but holding the gate that long would stop every writer.
                SqlitePragmas.WaitBriefly((SqliteConnection)connection);
                await using var checkpoint = connection.Command("pragma wal_checkpoint(truncate)");
                if (await checkpoint.ExecuteScalarAsync(cancel) is 0L)
                    return;
            }
            await Task.Delay(BetweenTruncates, cancel);
        }
        throw new TimeoutException("The write-ahead log is being read all the time.");
    }
}
