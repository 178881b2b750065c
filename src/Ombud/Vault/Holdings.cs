using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Policies.Deciding;

namespace Ombud.Vault;

/// <summary>How many records one controller holds of a person; tells nothing of what stands in them.</summary>
/// <param name="Controller">Id of the party.</param>
/// <param name="Point">Id of the collection point they came by.</param>
/// <param name="First">When the first of them was collected.</param>
public sealed record Holding(string Controller, string Point, int Records, DateTimeOffset First);

/// <summary>Who holds how many records of a person, without opening any.</summary>
internal sealed class Holdings(IDbContextFactory<OmbudContext> contexts, TimeProvider time)
{
    /// <summary>A person's records by controller and collection point; what has ended and waits for the sweep is none.</summary>
    public async Task<IReadOnlyList<Holding>> OfAsync(SubjectId subject, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var rows = await context.Set<RecordRow>().AsNoTracking()
            .LiveOf(subject, time.GetUtcNow())
            .Select(row => new { row.Controller, row.Point, row.CollectedAt }).ToListAsync(cancel);
        return [.. rows.GroupBy(row => (row.Controller, row.Point))
            .Select(group => new Holding(group.Key.Controller, group.Key.Point, group.Count(), group.Min(row => row.CollectedAt)))
            .OrderBy(holding => holding.First)];
    }
}
