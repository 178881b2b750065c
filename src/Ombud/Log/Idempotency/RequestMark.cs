using Ombud.Database;

namespace Ombud.Log.Idempotency;

/// <summary>By what a repeated request is known: keyed hashes of who sent which key, and of what was sent.</summary>
internal sealed record RequestMark(byte[] KeyHash, byte[] BodyHash)
{
    public short Bucket { get; } = Shared.Bucket.Of(KeyHash);
}

/// <summary>What is to be remembered of a request, in the same commit as what it did.</summary>
/// <param name="Status">Status of the answer; 0 where only the ids are fixed yet.</param>
/// <param name="Ids">The ids it makes, in an order that the use case knows.</param>
internal sealed record RequestClaim(RequestMark Mark, short Status, IReadOnlyList<Guid> Ids, DateTimeOffset ExpiresAt)
{
    public IdempotencyRow ToRow() => new()
    {
        Bucket = Mark.Bucket, KeyHash = Mark.KeyHash, BodyHash = Mark.BodyHash, Status = Status,
        Ids = RequestIds.Write(Ids), ExpiresAt = Micros.Truncate(ExpiresAt),
    };
}

/// <summary>What was answered when the key was used before.</summary>
/// <param name="BodyHash">Keyed hash of what was sent then.</param>
/// <param name="Status">Status of the answer; 0 where the request had fixed its ids and not ended.</param>
/// <param name="Ids">The ids it made.</param>
internal sealed record StoredAnswer(byte[] BodyHash, short Status, IReadOnlyList<Guid> Ids)
{
    /// <summary>Whether the same was sent; otherwise the key was used for something else, which is a conflict.</summary>
    public bool IsSame(RequestMark mark) => mark.BodyHash.AsSpan().SequenceEqual(BodyHash);
}

/// <summary>Ids as bytes, 16 each.</summary>
internal static class RequestIds
{
    private const int Length = 16;

    public static byte[] Write(IReadOnlyList<Guid> ids)
    {
        var bytes = new byte[ids.Count * Length];
        for (var i = 0; i < ids.Count; i++)
            ids[i].TryWriteBytes(bytes.AsSpan(i * Length), bigEndian: true, out _);
        return bytes;
    }

    public static IReadOnlyList<Guid> Read(byte[] bytes)
    {
        var ids = new Guid[bytes.Length / Length];
        for (var i = 0; i < ids.Length; i++)
            ids[i] = new Guid(bytes.AsSpan(i * Length, Length), bigEndian: true);
        return ids;
    }
}
