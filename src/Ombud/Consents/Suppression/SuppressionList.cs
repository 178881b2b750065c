using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.People;

namespace Ombud.Consents.Suppression;

/// <summary>
/// The addresses whose owners, having proved them, objected to marketing (promise <c>choices.opt-out</c>). It acts on the
/// address, and so on everybody who was or will be given with it.
/// </summary>
internal sealed class SuppressionList(
    IDbContextFactory<OmbudContext> contexts, Db db, BlindIndex index, SubjectContacts contacts, TimeProvider time)
{
    private const IdentifierKind Kind = IdentifierKind.Email;

    /// <summary>Lists the person's proved address, if they have one; repeating it changes nothing.</summary>
    public async Task AddAsync(SubjectId subject, string key, CancellationToken cancel)
    {
        if (await HashOfAsync(subject, cancel) is not { } hash)
            return;
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var insert = connection.Command(
            """
            insert into suppression (bucket, hash, kind, key, key_version, at)
            values (@bucket, @hash, @kind, @key, @version, @at)
            on     conflict do nothing
            """)
            .With("bucket", Bucket.Of(hash)).With("hash", hash).With("kind", (short)Kind).With("key", key)
            .With("version", BlindIndex.KeyVersion).With("at", Micros.Of(time.GetUtcNow()));
        await insert.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Takes the person's proved address off the list; repeating it changes nothing.</summary>
    public async Task RemoveAsync(SubjectId subject, string key, CancellationToken cancel)
    {
        if (await HashOfAsync(subject, cancel) is not { } hash)
            return;
        var bucket = Bucket.Of(hash);
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await context.Set<SuppressionRow>()
            .Where(row => row.Bucket == bucket && row.Hash == hash && row.Kind == (byte)Kind && row.Key == key)
            .ExecuteDeleteAsync(cancel);
    }

    /// <summary>Whether the person's proved address is listed, and so outlives their erasure as a hash.</summary>
    public async Task<bool> HoldsAsync(SubjectId subject, CancellationToken cancel) =>
        await HashOfAsync(subject, cancel) is { } hash && (await KeysOfAsync(hash, Kind, cancel)).Count > 0;

    /// <summary>What the owner of an identifier objected to: ids of purposes and topics, <c>*</c> for all marketing.</summary>
    public async Task<IReadOnlyList<string>> KeysOfAsync(IdentifierKind kind, string identifier, CancellationToken cancel) =>
        await KeysOfAsync(await index.OfSuppressedAsync(kind, identifier, cancel), kind, cancel);

    /// <summary>The objections that somebody given with a listed address does not have yet.</summary>
    public static IEnumerable<ObjectionMade> Missing(IEnumerable<string> keys, StandingState standing) =>
        keys.Distinct(StringComparer.Ordinal)
            .Where(key => standing.Objections.GetValueOrDefault(key) is not ObjectionState.Upheld)
            .Select(key => new ObjectionMade(key, ObjectionState.Upheld, ByAddress: true));

    private async Task<List<string>> KeysOfAsync(byte[] hash, IdentifierKind kind, CancellationToken cancel)
    {
        var bucket = Bucket.Of(hash);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<SuppressionRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.Hash == hash && row.Kind == (byte)kind)
            .OrderBy(row => row.Key).Select(row => row.Key).ToListAsync(cancel);
    }

    private async Task<byte[]?> HashOfAsync(SubjectId subject, CancellationToken cancel) =>
        await contacts.FindAsync(subject, Kind, cancel) is { } address
            ? await index.OfSuppressedAsync(Kind, address.Value, cancel)
            : null;
}
