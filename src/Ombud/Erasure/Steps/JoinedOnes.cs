using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Log;
using Ombud.Policies.Deciding;

namespace Ombud.Erasure.Steps;

/// <summary>Those whom a person has taken in: the facts, submissions and keys they had before are the person's too.</summary>
internal sealed class JoinedOnes(IDbContextFactory<OmbudContext> contexts, Standings standings, FactBodies bodies)
{
    /// <summary>Whether one is the person's: confirmed by them, and not joined into somebody else before.</summary>
    public async Task<bool> IsOfAsync(SubjectId other, SubjectId person, CancellationToken cancel) =>
        await standings.FindAsync(other, cancel) is not { JoinedInto: { } into } || into == person.Value;

    /// <summary>What the erasure of one said; null where it has said nothing.</summary>
    public async Task<SubjectErased?> ReceiptOfAsync(ErasureRow erasure, CancellationToken cancel)
    {
        if (erasure.FactId is not { } id)
            return null;
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var row = await context.Set<ClearFactRow>().AsNoTracking()
            .SingleOrDefaultAsync(fact => fact.Bucket == erasure.Bucket && fact.FactId == id, cancel);
        return row is null ? null : bodies.Read(row.SaltedBody).Fact as SubjectErased;
    }
}

/// <summary>What was erased with those whom a person has taken in.</summary>
/// <param name="Handled">Everybody to whom the person was linked when it was done.</param>
/// <param name="Receipts">What was erased and kept of them.</param>
internal sealed record JoinedErased(IReadOnlyList<SubjectId> Handled, IReadOnlyList<SubjectErased> Receipts)
{
    public static readonly JoinedErased Nobody = new([], []);
}
