using System.Text;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.Codes;

namespace Ombud.SignIn.People;

/// <summary>The proved addresses to which letters about a person's own matters go.</summary>
internal sealed class SubjectContacts(
    IDbContextFactory<OmbudContext> contexts, KeyRing keys, KeyStore store, AddressHash hashes, TimeProvider time)
{
    /// <summary>A person's proved address, or null where there is none or the person has been erased.</summary>
    public async Task<Personal<string>?> FindAsync(SubjectId subject, IdentifierKind kind, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var row = await context.Set<SubjectContactRow>().AsNoTracking().SingleOrDefaultAsync(
            row => row.Bucket == bucket && row.SubjectId == subject.Value && row.Kind == (byte)kind, cancel);
        if (row is null || await keys.FindAsync(KeyName.Facts(subject), cancel) is not { } key)
            return null;
        return new Personal<string>(Encoding.UTF8.GetString(key.Decrypt(row.Sealed, PlaceOf(subject, kind, key))));
    }

    /// <summary>Adds a proved address to a change.</summary>
    /// <returns>False where the person has one of that kind already.</returns>
    internal async Task<bool> AddAsync(Change change, IdentifierKind kind, string address, CancellationToken cancel)
    {
        var (subject, bucket) = (change.Subject, Bucket.Of(change.Subject.Value));
        if (await change.Db.Set<SubjectContactRow>().FindAsync([bucket, subject.Value, (byte)kind], cancel) is not null)
            return false;

        var key = await keys.GetOrCreateAsync(KeyName.Facts(subject), cancel);
        change.Db.Add(new SubjectContactRow
        {
            Bucket = bucket, SubjectId = subject.Value, Kind = (byte)kind, ProvedAt = time.GetUtcNow(),
            Sealed = key.Encrypt(Encoding.UTF8.GetBytes(address), PlaceOf(subject, kind, key)),
            AddressHash = await hashes.OfAsync(address, cancel),
        });
        return true;
    }

    private byte[] PlaceOf(SubjectId subject, IdentifierKind kind, DataKey key) =>
        Place.Of(store.Installation, subject, subject.Value, $"contact {kind}", key.Version);
}
