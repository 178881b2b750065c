using Microsoft.EntityFrameworkCore;
using Ombud.Database;

namespace Ombud.Incidents.Affected;

/// <summary>A person on an incident's list.</summary>
public sealed record AffectedPerson(Guid Id, AffectedState State);

/// <summary>Reads an incident's list, without those who have been erased since.</summary>
internal sealed class AffectedPeople(IDbContextFactory<OmbudContext> contexts, Db db)
{
    /// <summary>Most lines of a page.</summary>
    public const int PageSize = 200;

    /// <summary>A page of it, whoever could not be written to first; a fan-out read.</summary>
    public async Task<IReadOnlyList<AffectedPerson>> ListAsync(Guid incident, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<AffectedRow>().AsNoTracking().Over(FanOut.IncidentPeople).Where(row => row.IncidentId == incident)
            .OrderByDescending(row => row.State == AffectedState.Unreachable).ThenBy(row => row.SubjectId).Take(PageSize)
            .Select(row => new AffectedPerson(row.SubjectId, row.State)).ToListAsync(cancel);
    }

    /// <summary>Takes a person off a list, with which a control tried.</summary>
    public async Task ForgetAsync(Guid incident, Guid subject, CancellationToken cancel)
    {
        var bucket = Shared.Bucket.Of(subject);
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        await context.Set<AffectedRow>()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject && row.IncidentId == incident).ExecuteDeleteAsync(cancel);
    }
}
