using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ombud.Collection.Submitting;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Log.Idempotency;
using Ombud.Shared;

namespace Ombud.Collection.Files;

/// <summary>Keeps uploaded files, encrypted under the installation's key, until a submission takes them or an hour has gone.</summary>
internal sealed class Uploads(
    IDbContextFactory<OmbudContext> contexts, Db db, Secrets secrets, KeyStore store, IdempotencyKeys requests, TimeProvider time) : ISweep
{
    /// <summary>Size of a piece, in bytes.</summary>
    public const int ChunkSize = 64 * 1024;

    private const int PageSize = 200;
    private const string NameKind = "upload name";
    private const string ChunkKind = "upload chunk";
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    /// <summary>Stores a checked file, or finds that the same call stored it before.</summary>
    /// <param name="mark">By which a repeated call is known; null where the caller sent no key.</param>
    /// <returns>The reference and until when it leads to the file; null where the key was used for another file.</returns>
    public async Task<(Guid Upload, DateTimeOffset ExpiresAt)?> AddAsync(
        CheckedFile file, string scope, RequestMark? mark, CancellationToken cancel)
    {
        if (mark is not null && await requests.FindAsync(mark, cancel) is { } before)
            return Repeat(before, mark);

        var id = Guid.CreateVersion7(time.GetUtcNow());
        try
        {
            await StoreAsync(id, file, scope, mark is null ? null : requests.Claim(mark, StatusCodes.Status201Created, id), cancel);
            return (id, ExpiryOf(id));
        }
        catch (DbUpdateException failure) when (mark is not null && DbFailure.IsUnique(failure))
        {
            // The same call, sent twice at once: the other one has stored it.
            if (await requests.FindAsync(mark, cancel) is not { } other)
                throw;
            return Repeat(other, mark);
        }
    }

    private static (Guid Upload, DateTimeOffset ExpiresAt)? Repeat(StoredAnswer before, RequestMark mark) =>
        before.IsSame(mark) ? (before.Ids[0], ExpiryOf(before.Ids[0])) : null;

    // The id holds the moment at which it was made, so that a repeated answer is the same.
    private static DateTimeOffset ExpiryOf(Guid upload)
    {
        Span<byte> bytes = stackalloc byte[16];
        upload.TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[..6].CopyTo(bytes[2..]);
        bytes[..2].Clear();
        return DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes)) + KeptFor;
    }

    private async Task StoreAsync(Guid id, CheckedFile file, string scope, RequestClaim? claim, CancellationToken cancel)
    {
        using var key = await KeyAsync(cancel);
        var pieces = file.Content.Chunk(ChunkSize).ToList();
        var row = new UploadRow
        {
            Bucket = Bucket.Of(id), UploadId = id, ScopeHash = await HashAsync(scope, cancel), ExpiresAt = ExpiryOf(id),
            Chunks = pieces.Count, Sealed = key.Encrypt(Encoding.UTF8.GetBytes(file.Name), PlaceOf(id, NameKind)),
        };
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        if (claim is not null)
            await requests.ClaimInAsync(context, claim, cancel);
        context.Add(row);
        context.AddRange(pieces.Select((piece, position) => new UploadChunkRow
        {
            Bucket = row.Bucket, UploadId = id, Position = position,
            Sealed = key.Encrypt(piece, PlaceOf(id, ChunkKind, position, position == pieces.Count - 1)),
        }));
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>The file of a reference, or null where it has expired, never was, or is somebody else's.</summary>
    public async Task<FileInHand?> FindAsync(Guid upload, string scope, CancellationToken cancel)
    {
        var bucket = Bucket.Of(upload);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var row = await context.Set<UploadRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Bucket == bucket && row.UploadId == upload, cancel);
        var hash = await HashAsync(scope, cancel);
        if (row is null || row.ExpiresAt <= time.GetUtcNow() || !CryptographicOperations.FixedTimeEquals(row.ScopeHash, hash))
            return null;

        var pieces = await context.Set<UploadChunkRow>().AsNoTracking()
            .Where(chunk => chunk.Bucket == bucket && chunk.UploadId == upload)
            .OrderBy(chunk => chunk.Position).ToListAsync(cancel);
        if (pieces.Count != row.Chunks)
            return null;

        using var key = await KeyAsync(cancel);
        var content = new MemoryStream(row.Chunks * ChunkSize);
        foreach (var piece in pieces)
            content.Write(key.Decrypt(piece.Sealed, PlaceOf(upload, ChunkKind, piece.Position, piece.Position == row.Chunks - 1)));
        var name = Encoding.UTF8.GetString(key.Decrypt(row.Sealed, PlaceOf(upload, NameKind)));
        return new FileInHand(name, content.ToArray()) { Upload = upload };
    }

    /// <summary>Removes uploads: they were taken, or nothing of them may be kept.</summary>
    public async Task RemoveAsync(IEnumerable<Guid> uploads, CancellationToken cancel)
    {
        foreach (var upload in uploads)
        {
            var bucket = Bucket.Of(upload);
            using var pass = await db.Gate.EnterAsync(cancel);
            await using var context = await contexts.CreateDbContextAsync(cancel);
            await context.Set<UploadChunkRow>().Where(row => row.Bucket == bucket && row.UploadId == upload).ExecuteDeleteAsync(cancel);
            await context.Set<UploadRow>().Where(row => row.Bucket == bucket && row.UploadId == upload).ExecuteDeleteAsync(cancel);
        }
    }

    public async Task<int> SweepAsync(CancellationToken cancel)
    {
        var removed = 0;
        while (true)
        {
            var now = time.GetUtcNow();
            await using var context = await contexts.CreateDbContextAsync(cancel);
            var old = await context.Set<UploadRow>().AsNoTracking().Over(FanOut.OldUploads).Where(row => row.ExpiresAt <= now)
                .OrderBy(row => row.Bucket).ThenBy(row => row.UploadId).Take(PageSize).Select(row => row.UploadId).ToListAsync(cancel);
            await RemoveAsync(old, cancel);
            removed += old.Count;
            if (old.Count < PageSize)
                return removed;
        }
    }

    private async ValueTask<DataKey> KeyAsync(CancellationToken cancel) => new(1, await secrets.GetAsync("upload", cancel));

    private async ValueTask<byte[]> HashAsync(string scope, CancellationToken cancel) =>
        HMACSHA256.HashData(await secrets.GetAsync("upload scope", cancel), Encoding.UTF8.GetBytes(scope));

    private byte[] PlaceOf(Guid upload, string kind, int position = 0, bool isLast = true) =>
        Place.Of(store.Installation, default, upload, kind, 1, position, isLast);
}
