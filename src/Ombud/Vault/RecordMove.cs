using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.Shared;

namespace Ombud.Vault;

/// <summary>
/// Encrypts records anew for the person to whom they turn out to belong. No value leaves it in clear, so that it is no use
/// and needs no permit: what a permit would not cover must not be left behind either.
/// </summary>
internal sealed class RecordMove(KeyRing keys, RecordSeal seal)
{
    /// <summary>Makes the keys under which another person's records will lie; once their standing is locked.</summary>
    public ValueTask EnsureKeysAsync(SubjectId to, IReadOnlyList<RecordRow> rows, CancellationToken cancel) =>
        keys.EnsureAsync([.. rows.Select(row => new KeyName(to, row.Controller, (Compartment)row.Compartment)).Distinct()], cancel);

    /// <summary>The row as it will lie with the other person: same id, purposes, source and end, other key.</summary>
    /// <exception cref="InvalidOperationException">The key is gone: the person is being erased.</exception>
    public async Task<RecordRow> ResealAsync(RecordRow row, SubjectId to, CancellationToken cancel)
    {
        var (from, source, target) = await KeysAsync(row, to, cancel);
        var value = seal.Open(from, row.RecordId, row.Field, row.Sealed, source);
        return new RecordRow
        {
            Bucket = Bucket.Of(to.Value),
            SubjectId = to.Value,
            RecordId = row.RecordId,
            Controller = row.Controller,
            Compartment = row.Compartment,
            Kind = row.Kind,
            Category = row.Category,
            Field = row.Field,
            Point = row.Point,
            NoticeVersion = row.NoticeVersion,
            SubmissionId = row.SubmissionId,
            Source = row.Source,
            GivenBy = row.GivenBy,
            CollectedAt = row.CollectedAt,
            EndsAt = row.EndsAt,
            RetentionRule = row.RetentionRule,
            Holds = row.Holds,
            KeyVersion = target.Version,
            Sealed = seal.Seal(to, row.RecordId, row.Field, value, target),
            Chunks = row.Chunks,
        };
    }

    /// <summary>One piece of a file as it will lie with the other person.</summary>
    /// <inheritdoc cref="ResealAsync(RecordRow, SubjectId, CancellationToken)"/>
    public async Task<ChunkRow> ResealAsync(RecordRow row, ChunkRow chunk, SubjectId to, CancellationToken cancel)
    {
        var (from, source, target) = await KeysAsync(row, to, cancel);
        var isLast = chunk.Position == row.Chunks - 1;
        var piece = seal.OpenChunk(from, row.RecordId, chunk.Sealed, chunk.Position, isLast, source);
        return new ChunkRow
        {
            Bucket = Bucket.Of(to.Value),
            SubjectId = to.Value,
            RecordId = row.RecordId,
            Position = chunk.Position,
            Sealed = seal.SealChunk(to, row.RecordId, piece, chunk.Position, isLast, target),
        };
    }

    private async ValueTask<(SubjectId From, DataKey Source, DataKey Target)> KeysAsync(
        RecordRow row, SubjectId to, CancellationToken cancel)
    {
        var from = new SubjectId(row.SubjectId);
        var name = new KeyName(from, row.Controller, (Compartment)row.Compartment);
        return await keys.FindAsync(name, cancel) is { } source
            ? (from, source, await keys.GetOrCreateAsync(name with { Subject = to }, cancel))
            : throw new InvalidOperationException("The record's key is gone: the person is being erased.");
    }
}
