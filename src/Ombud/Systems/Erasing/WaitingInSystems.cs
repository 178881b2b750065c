using Microsoft.EntityFrameworkCore;
using Ombud.Database;

namespace Ombud.Systems.Erasing;

/// <summary>An erasure that a connected system has not done, or of which a second look still found something.</summary>
/// <param name="Table">At which table the last try failed; null where it failed at none.</param>
/// <param name="Problem">What to do; null before the first try.</param>
public sealed record WaitingErasure(
    Guid Subject, string System, SystemErasureState State, DateTimeOffset AskedAt, int Attempts, string? Table, string? Problem);

/// <summary>Erasures that wait for a connected system, the longest waiting first.</summary>
/// <param name="Total">How many there are in all.</param>
/// <param name="Oldest">Since when the longest waits; null where none does.</param>
public sealed record WaitingErasures(IReadOnlyList<WaitingErasure> Shown, int Total, DateTimeOffset? Oldest);

/// <summary>Reads which erasures wait for a connected system: a fan-out read for the Console and for a control.</summary>
internal sealed class WaitingInSystems(IDbContextFactory<OmbudContext> contexts)
{
    private const int ListMax = 200;

    public async Task<WaitingErasures> ListAsync(CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var waiting = context.Set<SystemErasureRow>().AsNoTracking().Over(FanOut.WaitingSystems).Where(row => row.EndedAt == null);
        var rows = await waiting.OrderBy(row => row.AskedAt).ThenBy(row => row.SubjectId).ThenBy(row => row.System)
            .Take(ListMax).ToListAsync(cancel);
        var total = rows.Count < ListMax ? rows.Count : await waiting.CountAsync(cancel);
        return new([.. rows.Select(row => new WaitingErasure(
            row.SubjectId, row.System, row.State, row.AskedAt, row.Attempts, row.ProblemTable, row.Problem))],
            total, rows.Count == 0 ? null : rows[0].AskedAt);
    }
}
