using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.Codes;
using Ombud.Subjects;

namespace Ombud.Cases.Working;

/// <summary>Somebody of whom something is known.</summary>
/// <param name="Since">When they came to be known; null where that is not known.</param>
/// <param name="IsProved">Whether they have proved the address by which they were found.</param>
public sealed record FoundPerson(SubjectId Id, DateTimeOffset? Since, bool IsProved);

/// <summary>
/// Finds for the staff whom a report may mean: by an address, as somebody gave or proved it, or by an id. Several may have given one
/// address, so the staff choose. Each search leaves a fact of the case, without what was sought.
/// </summary>
internal sealed class FindPersons(
    IDbContextFactory<OmbudContext> contexts, Identifiers identifiers, JoinedPersons joined, Standings standings, Ledger ledger)
{
    /// <summary>All of them; none where nothing is known, or it is neither an address nor an id.</summary>
    public async Task<IReadOnlyList<FoundPerson>> RunAsync(Guid caseId, string who, string by, CancellationToken cancel)
    {
        var found = new Dictionary<SubjectId, FoundPerson>();
        foreach (var (id, isProved) in await IdsAsync(who, cancel))
        {
            if (await LookAsync(await joined.MeantByAsync(id, cancel), isProved, cancel) is { } person)
                found.TryAdd(person.Id, person);
        }
        await ledger.AppendAsync(new SubjectId(caseId), new CasePersonSought(found.Count, by), cancel);
        return [.. found.Values];
    }

    private async Task<IEnumerable<(SubjectId Id, bool IsProved)>> IdsAsync(string who, CancellationToken cancel)
    {
        if (Guid.TryParse(who, out var id))
            return [(new SubjectId(id), false)];
        if (MailAddress.Read(who) is not { } address)
            return [];
        var proved = await identifiers.FindProvedAsync(IdentifierKind.Email, address, cancel);
        var unproved = await identifiers.FindUnprovedAsync(IdentifierKind.Email, address, cancel);
        return [.. proved is { } one ? [(one, true)] : Array.Empty<(SubjectId, bool)>(), .. unproved.Select(other => (other, false))];
    }

    private async Task<FoundPerson?> LookAsync(SubjectId id, bool isProved, CancellationToken cancel)
    {
        var bucket = Bucket.Of(id.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var row = await context.Set<SubjectRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Bucket == bucket && row.SubjectId == id.Value, cancel);
        // Of whom only facts are known, as from an application's consents, there is no row.
        return row is null && await standings.FindAsync(id, cancel) is null ? null : new FoundPerson(id, row?.CreatedAt, isProved);
    }
}
