using Ombud.Connectors.Describing;
using Ombud.Systems.Sweeping;

namespace Ombud.Systems.Pages;

/// <summary>The sweep of a connected system as staff see it.</summary>
/// <param name="Tables">Tables whose rows end, how long they are kept and from when.</param>
/// <param name="LastRunAt">When the last whole run ended; null before the first.</param>
/// <param name="Gone">How many rows went then, or lost what was personal.</param>
/// <param name="Stayed">How many rows past their time stayed then, for a hold, a restriction or rows that refer to them.</param>
/// <param name="DueAt">When it is swept next, or tried again; null where nobody has looked yet.</param>
/// <param name="At">The table at which a run is that was begun; null between two runs.</param>
public sealed record SweepLine(
    string System, IReadOnlyList<(string Table, RetentionDescription Retention)> Tables, DateTimeOffset? LastRunAt, int Gone, int Stayed,
    DateTimeOffset? DueAt, string? At, string? ProblemTable, string? Problem);

/// <summary>Puts the lines together.</summary>
internal static class PresentSweeps
{
    public static async Task<IReadOnlyList<SweepLine>> OfAsync(SystemSweepState state, CancellationToken cancel)
    {
        var rows = await state.ReadAsync(cancel);
        return [.. state.Swept.Select(system => LineOf(system.Description, rows.GetValueOrDefault(system.Id)))];
    }

    private static SweepLine LineOf(SystemDescription system, SystemSweepRow? row) => new(
        system.Id,
        [.. system.Tables.Where(table => table.Retention is not null).Select(table => (table.Name, table.Retention!))],
        row?.LastRunAt, row?.LastGone ?? 0, row?.LastStayed ?? 0, row?.DueAt, row?.RunDay is null ? null : row.TableName,
        row?.ProblemTable, row?.Problem);
}
