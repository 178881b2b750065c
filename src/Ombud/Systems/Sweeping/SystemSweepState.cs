using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;

namespace Ombud.Systems.Sweeping;

/// <summary>Keeps how far the sweep of each connected system is. Only who holds the lease writes.</summary>
internal sealed class SystemSweepState(ConnectedSystems systems, IDbContextFactory<OmbudContext> contexts, Db db, TimeProvider time)
{
    // Where most of the group works, nobody does then.
    private static readonly TimeSpan Night = TimeSpan.FromHours(1);

    /// <summary>The systems that say how long rows are kept.</summary>
    public IReadOnlyList<ConnectedSystem> Swept { get; } =
        [.. systems.All.Where(system => system.Description.Tables.Any(table => table.Retention is not null))];

    /// <summary>What is kept of each, by its id; of one that nobody has looked at yet, nothing.</summary>
    public async Task<IReadOnlyDictionary<string, SystemSweepRow>> ReadAsync(CancellationToken cancel)
    {
        if (Swept.Count == 0)
            return new Dictionary<string, SystemSweepRow>(StringComparer.Ordinal);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<SystemSweepRow>().AsNoTracking().ToDictionaryAsync(row => row.System, StringComparer.Ordinal, cancel);
    }

    /// <summary>What is kept of one; a new row is due in the night, so that staff can look before anything goes.</summary>
    public async Task<SystemSweepRow> OfAsync(string system, CancellationToken cancel)
    {
        if (await FindAsync(system, cancel) is { } known)
            return known;
        var row = new SystemSweepRow { System = system, SinceAt = Micros.Truncate(time.GetUtcNow()), DueAt = NextNight() };
        try
        {
            await SaveAsync(row, cancel);
            return row;
        }
        catch (DbUpdateException failure) when (failure.InnerException is DbException inner && DbFailure.IsUnique(inner))
        {
            // Another looked for the first time at once.
            return await FindAsync(system, cancel) ?? row;
        }
    }

    /// <summary>Writes it down.</summary>
    public async Task SaveAsync(SystemSweepRow row, CancellationToken cancel)
    {
        using var pass = await db.Gate.EnterAsync(cancel);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        context.Entry(row).State = await context.Set<SystemSweepRow>().AnyAsync(other => other.System == row.System, cancel)
            ? EntityState.Modified : EntityState.Added;
        await context.SaveChangesAsync(cancel);
    }

    private async Task<SystemSweepRow?> FindAsync(string system, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<SystemSweepRow>().AsNoTracking().SingleOrDefaultAsync(row => row.System == system, cancel);
    }

    /// <summary>When the next night begins.</summary>
    public DateTimeOffset NextNight()
    {
        var now = time.GetUtcNow();
        var tonight = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + Night;
        return tonight > now ? tonight : tonight.AddDays(1);
    }
}
