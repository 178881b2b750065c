using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Retention.Holds;
using Ombud.Shared;
using Ombud.Vault;

namespace Ombud.MyData.Joining;

/// <summary>Some records on their way from one person to another.</summary>
/// <param name="Holds">The holds that name them, which go with them.</param>
internal sealed record RecordBatch(IReadOnlyList<RecordRow> Rows, IReadOnlyList<ChunkRow> Chunks, HoldsOnRecords Holds);

/// <summary>
/// The two steps of a move, each a commit in one bucket: copied under the new keys, then deleted under the old. Killed
/// between them, the records stand twice and the next run goes on; never are they gone from both.
/// </summary>
internal sealed class RecordBatches(IDbContextFactory<OmbudContext> contexts, RecordMove move, HoldMove holds, Changes changes)
{
    private const int RowsMax = 50;

    /// <summary>The next records; files come one by one.</summary>
    public async Task<RecordBatch> ReadAsync(SubjectId from, CancellationToken cancel)
    {
        var (bucket, person) = (Bucket.Of(from.Value), from.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var rows = await context.Set<RecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == person)
            .OrderBy(row => row.RecordId).Take(RowsMax).ToListAsync(cancel);
        if (rows.FirstOrDefault(row => row.Chunks > 0) is not { } file)
            return new RecordBatch(rows, [], await HoldMove.ReadAsync(context, from, rows, cancel));
        var chunks = await context.Set<ChunkRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == person && row.RecordId == file.RecordId)
            .OrderBy(row => row.Position).ToListAsync(cancel);
        return new RecordBatch([file], chunks, await HoldMove.ReadAsync(context, from, [file], cancel));
    }

    /// <summary>Writes the records under the other's keys; those that are there already stay.</summary>
    /// <returns>False where the other has been erased, or is about to be.</returns>
    public async Task<bool> CopyAsync(RecordBatch batch, SubjectId from, SubjectId to, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(to, cancel);
        if (change.Standing.IsErased || change.Standing.IsIsolated)
            return false;
        await move.EnsureKeysAsync(to, batch.Rows, cancel);
        var rows = new List<RecordRow>(batch.Rows.Count);
        foreach (var row in batch.Rows)
            rows.Add(await move.ResealAsync(row, to, cancel));
        var chunks = new List<ChunkRow>(batch.Chunks.Count);
        foreach (var chunk in batch.Chunks)
            chunks.Add(await move.ResealAsync(batch.Rows[0], chunk, to, cancel));
        var held = await holds.ResealAsync(batch.Holds, from, to, cancel);

        var there = await ThereAsync(change, rows, cancel);
        rows.RemoveAll(row => there.Contains(row.RecordId));
        if (rows.Count == 0)
            return true;
        await HoldMove.AddAsync(change, held, rows, cancel);
        change.Db.AddRange(rows);
        change.Db.AddRange(chunks.Where(chunk => !there.Contains(chunk.RecordId)));
        await change.CommitAsync(
            [.. rows.GroupBy(row => row.Kind, StringComparer.Ordinal)
                .Select(group => new RecordsJoined(from.Value, group.Key, group.Count()))], cancel);
        return true;
    }

    /// <summary>Deletes the records where they were.</summary>
    /// <returns>False where their person was erased meanwhile, or is about to be: then the copies must go too.</returns>
    public async Task<bool> DeleteAsync(RecordBatch batch, SubjectId from, SubjectId to, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(from, cancel);
        if (change.Standing.IsErased || change.Standing.IsIsolated)
            return false;
        await RemoveAsync(change, batch, cancel);
        await change.CommitAsync([new RecordsMoved(to.Value, batch.Rows.Count)], cancel);
        return true;
    }

    /// <summary>Takes copies back, since the records were erased before they were moved.</summary>
    public async Task TakeBackAsync(RecordBatch batch, SubjectId from, SubjectId to, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(to, cancel);
        if (change.Standing.IsErased)
            return;
        await RemoveAsync(change, batch, cancel);
        await change.CommitAsync([new RecordsMoved(from.Value, batch.Rows.Count)], cancel);
    }

    private static async Task RemoveAsync(Change change, RecordBatch batch, CancellationToken cancel)
    {
        var (bucket, person) = (Bucket.Of(change.Subject.Value), change.Subject.Value);
        var ids = batch.Rows.Select(row => row.RecordId).ToList();
        await HoldMove.RemoveAsync(change, batch.Rows, cancel);
        await change.Db.Set<ChunkRow>()
            .Where(row => row.Bucket == bucket && row.SubjectId == person && ids.Contains(row.RecordId)).ExecuteDeleteAsync(cancel);
        await change.Db.Set<RecordRow>()
            .Where(row => row.Bucket == bucket && row.SubjectId == person && ids.Contains(row.RecordId)).ExecuteDeleteAsync(cancel);
    }

    private static async Task<HashSet<Guid>> ThereAsync(Change change, List<RecordRow> rows, CancellationToken cancel)
    {
        var (bucket, person) = (Bucket.Of(change.Subject.Value), change.Subject.Value);
        var ids = rows.ConvertAll(row => row.RecordId);
        var there = await change.Db.Set<RecordRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == person && ids.Contains(row.RecordId))
            .Select(row => row.RecordId).ToListAsync(cancel);
        return [.. there];
    }
}
