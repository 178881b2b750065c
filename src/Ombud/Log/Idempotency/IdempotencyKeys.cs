using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;

namespace Ombud.Log.Idempotency;

/// <summary>
/// Makes a request that is sent twice happen once. Two ways: the hot way puts a <see cref="RequestClaim"/> into the commit
/// of its fact (<c>Append.Claim</c>, or <see cref="ClaimInAsync"/> in a change); a request over
/// several buckets fixes its ids first (<see cref="ReserveAsync"/>), repeats with them, and completes the row at its end.
/// </summary>
internal sealed class IdempotencyKeys(Db db, Secrets secrets, TimeProvider time)
{
    /// <summary>The request header that carries the key.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>How long an answer is remembered.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private const int KeyLengthMax = 255;

    /// <summary>Whether a header's value can be a key: 1 to 255 visible ASCII characters.</summary>
    public static bool IsKey(string value) =>
        value.Length is > 0 and <= KeyLengthMax && value.All(letter => letter is > ' ' and <= '~');

    /// <summary>The marks of a request.</summary>
    /// <param name="scope">Who sends it: id of the API key or the sign-in. Keys of others never meet.</param>
    /// <param name="key">The header's value.</param>
    /// <param name="action">Method and path: the same key for another action is a conflict.</param>
    /// <param name="body">The bytes that were sent.</param>
    public async ValueTask<RequestMark> MarkAsync(
        string scope, string key, string action, ReadOnlyMemory<byte> body, CancellationToken cancel)
    {
        var secret = await secrets.GetAsync("idempotency", cancel);
        var keyHash = HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"key\n{scope}\n{key}"));
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.UTF8.GetBytes($"body\n{action}\n"));
        hash.AppendData(body.Span);
        return new RequestMark(keyHash, hash.GetHashAndReset());
    }

    /// <summary>A claim that ends a day from now.</summary>
    public RequestClaim Claim(RequestMark mark, short status, params IReadOnlyList<Guid> ids) =>
        new(mark, status, ids, time.GetUtcNow() + Kept);

    /// <summary>What was answered to that key before; null where it is new or forgotten.</summary>
    public async Task<StoredAnswer?> FindAsync(RequestMark mark, CancellationToken cancel)
    {
        await using var connection = await db.OpenAsync(cancel);
        await using var select = connection.Command(
            """
            select body_hash, status, ids
            from   idempotency
            where  bucket = @bucket and key_hash = @key and expires_at > @now
            """).With("bucket", mark.Bucket).With("key", mark.KeyHash).With("now", Micros.Of(time.GetUtcNow()));
        await using var reader = await select.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel)
            ? new StoredAnswer(reader.BytesAt(0), reader.GetInt16(1), RequestIds.Read(reader.BytesAt(2)))
            : null;
    }

    /// <summary>Puts a claim into a change's own transaction, so that both commit or neither does.</summary>
    /// <remarks>Where the same key commits first, saving fails with a unique violation; then <see cref="FindAsync"/> answers.</remarks>
    public async Task ClaimInAsync(OmbudContext context, RequestClaim claim, CancellationToken cancel)
    {
        var (bucket, key, now) = (claim.Mark.Bucket, claim.Mark.KeyHash, time.GetUtcNow());
        await context.Set<IdempotencyRow>().Where(row => row.Bucket == bucket && row.KeyHash == key && row.ExpiresAt <= now)
            .ExecuteDeleteAsync(cancel);
        context.Add(claim.ToRow());
    }

    /// <summary>Fixes the ids of a request before it does anything, in a commit of its own, with status 0.</summary>
    /// <returns>What stands now: these ids, or those of whoever came first.</returns>
    public async Task<StoredAnswer> ReserveAsync(RequestMark mark, IReadOnlyList<Guid> ids, CancellationToken cancel)
    {
        using (await db.Gate.EnterAsync(cancel))
        {
            await using var connection = await db.OpenAsync(cancel);
            await using var insert = connection.Command(
                """
                insert into idempotency as i (bucket, key_hash, body_hash, status, ids, expires_at)
                values (@bucket, @key, @body, 0, @ids, @expires)
                on     conflict (bucket, key_hash) do update
                set    body_hash = excluded.body_hash, status = 0, ids = excluded.ids, expires_at = excluded.expires_at
                where  i.expires_at <= @now
                """).With("bucket", mark.Bucket).With("key", mark.KeyHash).With("body", mark.BodyHash)
                .With("ids", RequestIds.Write(ids)).With("expires", Micros.Of(time.GetUtcNow() + Kept))
                .With("now", Micros.Of(time.GetUtcNow()));
            await insert.ExecuteNonQueryAsync(cancel);
        }
        return await FindAsync(mark, cancel) ?? new StoredAnswer(mark.BodyHash, 0, ids);
    }

    /// <summary>Notes how a reserved request ended.</summary>
    public async Task CompleteAsync(RequestMark mark, short status, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var update = connection.Command(
            "update idempotency set status = @status where bucket = @bucket and key_hash = @key")
            .With("status", status).With("bucket", mark.Bucket).With("key", mark.KeyHash);
        await update.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Forgets a reserved request that was refused, so that a corrected one may use the key.</summary>
    public async Task ReleaseAsync(RequestMark mark, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var delete = connection.Command(
            "delete from idempotency where bucket = @bucket and key_hash = @key and status = 0")
            .With("bucket", mark.Bucket).With("key", mark.KeyHash);
        await delete.ExecuteNonQueryAsync(cancel);
    }
}
