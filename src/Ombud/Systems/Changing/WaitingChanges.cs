using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Notices;
using Ombud.Policies.Model;

namespace Ombud.Systems.Changing;

/// <summary>A correction that a connected system has not taken, as staff see it.</summary>
/// <param name="Key">Which of the person's changes it is.</param>
/// <param name="Field">Id of the form field.</param>
/// <param name="Label">What a form calls the field; null where the notice has it no more.</param>
/// <param name="Table">At which table the last try failed; null where it failed at none.</param>
/// <param name="Problem">What to do; null before the first try.</param>
public sealed record WaitingChange(
    Guid Subject, string Key, string System, string Field, LocalizedText? Label, SystemChangeState State, DateTimeOffset AskedAt,
    int Attempts, string? Table, string? Problem);

/// <summary>Corrections that wait for a connected system, the longest waiting first.</summary>
/// <param name="Total">How many there are in all.</param>
public sealed record WaitingChanges(IReadOnlyList<WaitingChange> Shown, int Total);

/// <summary>Reads which corrections wait for a connected system: a fan-out read for the Console and for a control.</summary>
internal sealed class ReadWaitingChanges(IDbContextFactory<OmbudContext> contexts, NoticeBook book)
{
    private const int ListMax = 200;

    public async Task<WaitingChanges> ListAsync(CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        var waiting = context.Set<SystemChangeRow>().AsNoTracking().Over(FanOut.WaitingChanges);
        var rows = await waiting.OrderBy(row => row.AskedAt).ThenBy(row => row.SubjectId).ThenBy(row => row.System)
            .Take(ListMax).ToListAsync(cancel);
        var total = rows.Count < ListMax ? rows.Count : await waiting.CountAsync(cancel);
        return new([.. rows.Select(Line)], total);
    }

    private WaitingChange Line(SystemChangeRow row) => new(
        row.SubjectId, new SystemChangeKey(row.ChangeId, row.System).ToString(), row.System, row.Field,
        (book.InForce() ?? book.NewestFirst[0]).CollectionPoints.SelectMany(point => point.Fields)
            .FirstOrDefault(field => field.Id == row.Field)?.Label,
        row.State, row.AskedAt, row.Attempts, row.ProblemTable, row.Problem);
}
