using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log.Sequencing;
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
    /// <returns>What was listed, for the journal's line of the objection; null where they have no proved address.</returns>
    public async Task<JournalHash?> AddAsync(SubjectId subject, string key, CancellationToken cancel)
    {
        var hash = await HashAsync(subject, isListed: true, cancel);
        if (hash is not null)
            await SetAsync(hash, key, time.GetUtcNow(), cancel);
        return hash;
    }

    /// <summary>The keyed hash of the person's proved address; null where they have none.</summary>
    /// <param name="isListed">What the journal is to say of it.</param>
    public async Task<JournalHash?> HashAsync(SubjectId subject, bool isListed, CancellationToken cancel) =>
        await HashOfAsync(subject, cancel) is { } hash ? new JournalHash(hash, (byte)Kind, BlindIndex.KeyVersion, isListed) : null;

    /// <summary>Puts a hash on the list or takes it off; repeating it changes nothing.</summary>
    /// <returns>Whether the list was another before.</returns>
    public async Task<bool> SetAsync(JournalHash hash, string key, DateTimeOffset at, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var connection = await db.OpenAsync(cancel);
        await using var change = connection.Command(hash.IsListed
            ? """
              insert into suppression (bucket, hash, kind, key, key_version, at)
              values (@bucket, @hash, @kind, @key, @version, @at)
              on     conflict do nothing
              """
            : "delete from suppression where bucket = @bucket and hash = @hash and kind = @kind and key = @key")
            .With("bucket", Bucket.Of(hash.Hash)).With("hash", hash.Hash).With("kind", (short)hash.Kind).With("key", key);
        if (hash.IsListed)
            change.With("version", hash.KeyVersion).With("at", Micros.Of(at));
        return await change.ExecuteNonQueryAsync(cancel) > 0;
    }

    /// <summary>Takes the person's proved address off the list; repeating it changes nothing.</summary>
    public async Task RemoveAsync(SubjectId subject, string key, CancellationToken cancel)
    {
        if (await HashAsync(subject, isListed: false, cancel) is { } hash)
            await SetAsync(hash, key, time.GetUtcNow(), cancel);
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
