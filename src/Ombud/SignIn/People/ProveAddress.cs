using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.Subjects;

namespace Ombud.SignIn.People;

/// <summary>Finds or makes the person whose address has just been proved. Repeating it changes nothing.</summary>
internal sealed class ProveAddress(
    Identifiers identifiers, Changes changes, SubjectContacts contacts, IEnumerable<IAddressProved> others, TimeProvider time)
{
    private const IdentifierKind Kind = IdentifierKind.Email;

    /// <returns>The person, or null while they are being erased.</returns>
    public async Task<SubjectId?> RunAsync(string address, CancellationToken cancel)
    {
        // The claim first: whoever holds it is the person. What a crash left unwritten after it is written now.
        var subject = await identifiers.ProveAsync(SubjectId.New(time), Kind, address, cancel);
        if (!await CommitAsync(subject, address, cancel))
            return null;
        await identifiers.ConfirmProvedAsync(subject, Kind, address, cancel);
        return subject;
    }

    private async Task<bool> CommitAsync(SubjectId subject, string address, CancellationToken cancel)
    {
        await using var change = await changes.BeginAsync(subject, cancel);
        if (change.Standing.IsErased)
            return false;
        if (!await contacts.AddAsync(change, Kind, address, cancel))
            return true;

        var bucket = Bucket.Of(subject.Value);
        if (await change.Db.FindAsync<SubjectRow>([bucket, subject.Value], cancel) is null)
            change.Db.Add(new SubjectRow { Bucket = bucket, SubjectId = subject.Value, CreatedAt = time.GetUtcNow() });
        var hash = await identifiers.HashRowAsync(subject, Kind, address, cancel);
        if (await change.Db.FindAsync<SubjectHashRow>([bucket, subject.Value, hash.Hash, hash.Kind], cancel) is null)
            change.Db.Add(hash);
        List<Fact> facts = [new IdentifierProved("email")];
        foreach (var other in others)
            facts.AddRange(await other.FactsAsync(address, change.Standing, cancel));
        await change.CommitAsync(facts, cancel);
        return true;
    }
}
