using System.Data.Common;
using Ombud.Database;
using Ombud.Policies.Deciding;

namespace Ombud.Keys.Reserve;

/// <summary>Ids in reserve, as they stand in the key store.</summary>
/// <param name="Subjects">Some of them have become people since.</param>
internal sealed record ReserveRow(Guid Id, IReadOnlyList<SubjectId> Subjects);

/// <summary>The statements of the reserve.</summary>
internal static class ReserveRows
{
    private const int IdLength = 16;

    /// <summary>Notes a batch whose keys are about to be made, and forgets those of which nothing is left.</summary>
    public static async Task NoteAsync(
        KeyStore store, Guid id, IReadOnlyCollection<SubjectId> subjects, DateTimeOffset now, IReadOnlyCollection<Guid> spent,
        CancellationToken cancel)
    {
        using var pass = await store.Db.Gate.EnterAsync(cancel);
        await using var connection = await store.Db.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var insert = connection.Command(
            "insert into key_reserve (reserve_id, subjects, made_at) values (@id, @subjects, @at)", transaction)
            .With("id", id).With("subjects", Pack(subjects)).With("at", Micros.Of(now)))
        {
            await insert.ExecuteNonQueryAsync(cancel);
        }
        foreach (var gone in spent)
            await ForgetAsync(connection, transaction, gone, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Deletes the keys of those of a batch who never became anybody, and the batch.</summary>
    public static async Task DiscardAsync(KeyStore store, Guid id, IReadOnlyCollection<SubjectId> unused, CancellationToken cancel)
    {
        using var pass = await store.Db.Gate.EnterAsync(cancel);
        await using var connection = await store.Db.OpenAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var subject in unused)
        {
            await using var delete = connection.Command("delete from data_key where subject_id = @subject", transaction)
                .With("subject", subject.Value);
            await delete.ExecuteNonQueryAsync(cancel);
        }
        await ForgetAsync(connection, transaction, id, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Batches noted before a moment.</summary>
    public static async Task<IReadOnlyList<ReserveRow>> ReadAsync(KeyStore store, DateTimeOffset before, CancellationToken cancel)
    {
        await using var connection = await store.Db.OpenAsync(cancel);
        await using var select = connection.Command("select reserve_id, subjects from key_reserve where made_at < @before")
            .With("before", Micros.Of(before));
        await using var reader = await select.ExecuteReaderAsync(cancel);
        var found = new List<ReserveRow>();
        while (await reader.ReadAsync(cancel))
            found.Add(new ReserveRow(reader.GuidAt(0), Unpack(reader.BytesAt(1))));
        return found;
    }

    private static async Task ForgetAsync(DbConnection connection, DbTransaction transaction, Guid id, CancellationToken cancel)
    {
        await using var delete = connection.Command("delete from key_reserve where reserve_id = @id", transaction).With("id", id);
        await delete.ExecuteNonQueryAsync(cancel);
    }

    private static byte[] Pack(IReadOnlyCollection<SubjectId> subjects)
    {
        var bytes = new byte[subjects.Count * IdLength];
        foreach (var (place, subject) in subjects.Index())
            subject.Value.TryWriteBytes(bytes.AsSpan(place * IdLength), bigEndian: true, out _);
        return bytes;
    }

    private static List<SubjectId> Unpack(byte[] bytes) =>
        [.. bytes.Chunk(IdLength).Select(id => new SubjectId(new Guid(id, bigEndian: true)))];
}
