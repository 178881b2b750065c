using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Ombud.Collection.Submitting;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Keys;
using Ombud.Shared;

namespace Ombud.Collection.Files;

/// <summary>Keeps uploaded files, encrypted under the installation's key, until a submission takes them or an hour has gone.</summary>
internal sealed class Uploads(IDbContextFactory<OmbudContext> contexts, Db db, Secrets secrets, KeyStore store, TimeProvider time) : ISweep
{
    /// <summary>Size of a piece, in bytes.</summary>
    public const int ChunkSize = 64 * 1024;

    private const int PageSize = 200;
    private const string NameKind = "upload name";
    private const string ChunkKind = "upload chunk";
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    /// <summary>Stores a checked file.</summary>
    /// <returns>The reference, and until when it leads to the file.</returns>
    public async Task<(Guid Upload, DateTimeOffset ExpiresAt)> AddAsync(CheckedFile file, string scope, CancellationToken cancel)
    {
        using var key = await KeyAsync(cancel);
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var pieces = file.Content.Chunk(ChunkSize).ToList();
        var row = new UploadRow
        {
            Bucket = Bucket.Of(id), UploadId = id, ScopeHash = await HashAsync(scope, cancel), ExpiresAt = now + KeptFor,
            Chunks = pieces.Count, Sealed = key.Encrypt(Encoding.UTF8.GetBytes(file.Name), PlaceOf(id, NameKind)),
        };
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        context.Add(row);
        context.AddRange(pieces.Select((piece, position) => new UploadChunkRow
        {
            Bucket = row.Bucket, UploadId = id, Position = position,
            Sealed = key.Encrypt(piece, PlaceOf(id, ChunkKind, position, position == pieces.Count - 1)),
        }));
        await context.SaveChangesAsync(cancel);
        return (id, row.ExpiresAt);
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
            var old = await context.Set<UploadRow>().AsNoTracking().Where(row => row.ExpiresAt <= now)
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
