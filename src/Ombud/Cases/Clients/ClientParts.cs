using System.Security.Cryptography;
using System.Text;
using Ombud.Jobs;
using Ombud.Policies.Cases;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Vault;

namespace Ombud.Cases.Clients;

/// <summary>
/// Which part of a request is about data that is handled for a client. That client is the controller and answers it, as a case of its own
/// with its own clock; the rest stays where it was asked (GDPR article 28(3)(e), promise <c>additional.processor</c>).
/// </summary>
internal sealed class ClientParts(JobQueue jobs, ClientLetters letters, Holdings holdings, Policy policy, TimeProvider time)
{
    private const int IdBytes = 16;

    /// <summary>Whether requests of a kind are about somebody's data, so that whoever is controller of it answers.</summary>
    public static bool IsAboutData(CaseKind kind) => kind is CaseKind.Access or CaseKind.Rectification or CaseKind.Erasure
        or CaseKind.Restriction or CaseKind.Portability or CaseKind.Objection or CaseKind.Withdrawal or CaseKind.HumanReview;

    /// <summary>The client of an id; null where it is none, or the group itself.</summary>
    public Party? Find(string id) =>
        KnownAs(id) is { Role: PartyRole.ClientController } ? CaseChanges.PartyOf(policy, id, Today) : null;

    /// <summary>
    /// The change says whose a request is: a client is told of its own, and what was asked of the group is looked at for clients' parts
    /// once this is committed.
    /// </summary>
    public async Task PersonKnownAsync(CaseChange change, CancellationToken cancel)
    {
        var row = change.Row;
        if (row.PersonId is null || !IsAboutData(row.Kind))
            return;
        if (Find(row.Controller) is not null)
            await letters.TellAsync(change, cancel);
        else if (row.PartOf is null && !row.IsCanary)
            jobs.Enqueue(change.Change, new Job(HandOnRequest.Word));
    }

    /// <summary>The clients that hold something of a person, in the order of their ids.</summary>
    public async Task<IReadOnlyList<Party>> HoldingAsync(SubjectId person, CancellationToken cancel) =>
        [.. (await holdings.OfAsync(person, cancel)).Select(holding => holding.Controller).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).Select(Find).OfType<Party>()];

    /// <summary>How many records a client holds of a person.</summary>
    public async Task<int> CountAsync(SubjectId person, string client, CancellationToken cancel) =>
        (await holdings.OfAsync(person, cancel)).Where(holding => holding.Controller == client).Sum(holding => holding.Records);

    /// <summary>The id of a client's part of a request: always the same, so that handing on may be repeated.</summary>
    public static Guid PartId(Guid request, string client)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{request:D} {client}")).AsSpan(0, IdBytes);
        bytes[6] = (byte)(0x80 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    // Of every version: what was collected under an earlier one is its client's still.
    private Party? KnownAs(string id) =>
        policy.Pack.Versions.SelectMany(version => version.Parties).LastOrDefault(party => party.Id == id);
}
