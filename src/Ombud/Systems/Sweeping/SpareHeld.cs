using Microsoft.EntityFrameworkCore;
using Ombud.Connectors.Sweeping;
using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Retention;
using Ombud.Shared;
using Ombud.Subjects;
using SystemIdentifier = (Ombud.Connectors.Describing.IdentifierKind Kind, string Value);

namespace Ombud.Systems.Sweeping;

/// <summary>
/// Tells which rows of a system are those of somebody of whom nothing may go: a hold is in force, or their data is restricted. Here an
/// identifier that was merely stated counts too: it erases nobody, but it may well keep.
/// </summary>
internal sealed class SpareHeld(
    Identifiers identifiers, JoinedPersons persons, Standings standings, IDbContextFactory<OmbudContext> contexts)
{
    /// <inheritdoc cref="SpareRows"/>
    public async Task<IReadOnlySet<int>> RunAsync(IReadOnlyList<RowOwners> rows, CancellationToken cancel)
    {
        var (known, spared) = (new Dictionary<SystemIdentifier, bool>(), new HashSet<int>());
        for (var place = 0; place < rows.Count; place++)
        {
            foreach (var identifier in rows[place].Identifiers)
            {
                if (!known.TryGetValue(identifier, out var isKept))
                    known[identifier] = isKept = await IsKeptAsync(identifier, cancel);
                if (isKept)
                    spared.Add(place);
            }
        }
        return spared;
    }

    private async Task<bool> IsKeptAsync(SystemIdentifier identifier, CancellationToken cancel)
    {
        var kind = identifier.Kind switch
        {
            Connectors.Describing.IdentifierKind.Email => Keys.IdentifierKind.Email,
            Connectors.Describing.IdentifierKind.Phone => Keys.IdentifierKind.Phone,
            Connectors.Describing.IdentifierKind.Account => Keys.IdentifierKind.Account,
        };
        var people = (await identifiers.FindUnprovedAsync(kind, identifier.Value, cancel)).ToHashSet();
        if (await identifiers.FindProvedAsync(kind, identifier.Value, cancel) is { } proved)
            people.Add(proved);
        foreach (var one in people)
        {
            if (await IsKeptAsync(await persons.MeantByAsync(one, cancel), cancel))
                return true;
        }
        return false;
    }

    private async Task<bool> IsKeptAsync(SubjectId person, CancellationToken cancel)
    {
        if (await standings.FindAsync(person, cancel) is { IsRestricted: true })
            return true;
        var bucket = Bucket.Of(person.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<HoldRow>().AnyAsync(
            row => row.Bucket == bucket && row.SubjectId == person.Value && row.LiftedAt == null, cancel);
    }
}
