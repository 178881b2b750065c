using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Erasure;
using Ombud.Incidents.Affected;
using Ombud.Policies.Deciding;
using Ombud.Policies.Incidents;
using Ombud.Shared;

namespace Ombud.Incidents;

/// <summary>Reads the register of incidents: one with its file, and the lines of all.</summary>
internal sealed class IncidentBook(IDbContextFactory<OmbudContext> contexts, IncidentSeal seal, TimeProvider time)
    : INobody
{
    /// <summary>Most lines of a list.</summary>
    public const int ListMax = 500;

    /// <inheritdoc/>
    /// <remarks>An incident is a subject of its own, as a case is.</remarks>
    public async Task<bool> IsAsync(SubjectId id, CancellationToken cancel)
    {
        var bucket = Bucket.Of(id.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<IncidentRow>().AnyAsync(row => row.Bucket == bucket && row.IncidentId == id.Value, cancel);
    }

    /// <summary>An incident with its file; null where there is none.</summary>
    public async Task<IncidentFile?> FindAsync(Guid id, CancellationToken cancel)
    {
        var bucket = Bucket.Of(id);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var row = await context.Set<IncidentRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Bucket == bucket && row.IncidentId == id, cancel);
        if (row is null || await seal.FindKeyAsync(id, cancel) is not { } key)
            return null;
        var entries = await context.Set<IncidentEntryRow>().AsNoTracking()
            .Where(entry => entry.Bucket == bucket && entry.IncidentId == id).OrderBy(entry => entry.EntryId).ToListAsync(cancel);
        var runs = await context.Set<AffectedRunRow>().AsNoTracking()
            .Where(run => run.Bucket == bucket && run.IncidentId == id).OrderBy(run => run.RunId).ToListAsync(cancel);
        var line = LineOf(row);
        return new IncidentFile
        {
            Id = line.Id, State = line.State, OpenedAt = line.OpenedAt, Case = line.Case, Controllers = line.Controllers,
            Categories = line.Categories, Nature = line.Nature, WasEncrypted = line.WasEncrypted, HappenedFrom = line.HappenedFrom,
            HappenedTo = line.HappenedTo, Runs = runs.ConvertAll(AffectedRun.Of),
            Entries = [.. entries.Select(entry => new IncidentEntry(
                entry.At, entry.By, entry.Part, entry.Step, entry.Word,
                entry.Sealed.Length == 0 ? null : seal.Open(entry, key)))],
        };
    }

    /// <summary>
    /// The whole register: what is overdue first, then what has least time, then what is closed, the newest first; a fan-out read.
    /// Those with which a control tries are left out.
    /// </summary>
    public async Task<IReadOnlyList<IncidentLine>> ListAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var rows = await context.Set<IncidentRow>().AsNoTracking().Over(FanOut.Incidents).Where(row => !row.IsCanary)
            .OrderByDescending(row => row.IsOpen).ThenByDescending(row => row.OpenedAt).Take(ListMax).ToListAsync(cancel);
        return [.. rows.Select(LineOf).OrderBy(line => line.State.IsClosed).ThenByDescending(line => line.State.IsOverdueAt(now))
            .ThenBy(line => line.State.Authority is not AuthorityStanding.Open).ThenBy(line => line.State.DueAt ?? DateTimeOffset.MaxValue)
            .ThenByDescending(line => line.OpenedAt)];
    }

    internal static IncidentState StateOf(IncidentRow row) => JsonSerializer.Deserialize(row.State, IncidentJson.Default.IncidentState)!;

    private static IncidentLine LineOf(IncidentRow row) => new()
    {
        Id = row.IncidentId, State = StateOf(row), OpenedAt = row.OpenedAt, Case = row.CaseId, Controllers = Words(row.Controllers),
        Categories = Words(row.Categories), Nature = row.Nature, WasEncrypted = row.WasEncrypted, HappenedFrom = row.HappenedFrom,
        HappenedTo = row.HappenedTo,
    };

    /// <summary>Ids that stand in one column.</summary>
    internal static string[] Words(string column) => column.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
