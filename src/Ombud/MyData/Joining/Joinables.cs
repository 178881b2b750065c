using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.People;
using Ombud.Subjects;
using Ombud.Vault;

namespace Ombud.MyData.Joining;

/// <summary>Somebody whose records may be the person's, and how much there is; no value.</summary>
public sealed record Joinable(SubjectId Subject, IReadOnlyList<Holding> Holdings);

/// <summary>Others for whom a person's proved address was given: what they may confirm as theirs (promise
/// <c>use.combined-sources</c>).</summary>
internal sealed class Joinables(
    SubjectContacts contacts, Identifiers identifiers, Standings standings, Holdings holdings, IDbContextFactory<OmbudContext> contexts)
{
    /// <summary>All of them, oldest first.</summary>
    public async Task<IReadOnlyList<Joinable>> FindAsync(SubjectId person, CancellationToken cancel)
    {
        if (await contacts.FindAsync(person, IdentifierKind.Email, cancel) is not { } address)
            return [];
        var joined = await JoinedAsync(person, cancel);
        var found = new List<Joinable>();
        foreach (var other in await identifiers.FindUnprovedAsync(IdentifierKind.Email, address.Value, cancel))
        {
            if (other != person && !joined.Contains(other.Value) && await IsNobodysAsync(other, person, cancel))
                found.Add(new Joinable(other, await holdings.OfAsync(other, cancel)));
        }
        return found;
    }

    /// <summary>
    /// Whether nobody else has proved to be that person. Who has signed in stays who they are, whatever address they typed; whoever
    /// is to be erased is nobody's to take in.
    /// </summary>
    public async Task<bool> IsNobodysAsync(SubjectId other, SubjectId person, CancellationToken cancel)
    {
        var bucket = Bucket.Of(other.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var isProved = await context.Set<SubjectContactRow>()
            .AnyAsync(row => row.Bucket == bucket && row.SubjectId == other.Value, cancel);
        var standing = await standings.FindAsync(other, cancel) ?? StandingState.Empty;
        return !isProved && standing is { IsErased: false, IsIsolated: false, JoinedInto: var into }
            && (into is null || into == person.Value);
    }

    private async Task<HashSet<Guid>> JoinedAsync(SubjectId person, CancellationToken cancel)
    {
        var bucket = Bucket.Of(person.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var ids = await context.Set<SubjectLinkRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == person.Value && row.Relation == SubjectLinkRow.JoinedFrom)
            .Select(row => row.OtherId).ToListAsync(cancel);
        return [.. ids];
    }
}
