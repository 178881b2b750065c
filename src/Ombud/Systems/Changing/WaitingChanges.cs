using Microsoft.EntityFrameworkCore;
using Ombud.Database;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Shared;

namespace Ombud.Systems.Changing;

/// <summary>A correction, restriction or lifting that a connected system has not taken, as staff see it.</summary>
/// <param name="Key">Which of the person's changes it is.</param>
/// <param name="Field">Id of the form field; empty at a restriction.</param>
/// <param name="Label">What a form calls the field; null where the notice has it no more.</param>
/// <param name="Table">At which table the last try failed; null where it failed at none.</param>
/// <param name="Problem">What to do; null before the first try.</param>
public sealed record WaitingChange(
    Guid Subject, string Key, string System, SystemChangeKind Kind, string Field, LocalizedText? Label, SystemChangeState State,
    DateTimeOffset AskedAt, int Attempts, string? Table, string? Problem);

/// <summary>Corrections, restrictions and liftings that wait for a connected system, the longest waiting first.</summary>
/// <param name="Total">How many there are in all.</param>
public sealed record WaitingChanges(IReadOnlyList<WaitingChange> Shown, int Total);

/// <summary>Reads which changes wait for a connected system: a fan-out read for the Console and for a control.</summary>
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

    /// <summary>What of a person's restriction, or its lifting, waits for a connected system, by the system's id.</summary>
    public async Task<IReadOnlyDictionary<string, SystemChangeState>> RestrictionsOfAsync(SubjectId subject, CancellationToken cancel)
    {
        var bucket = Bucket.Of(subject.Value);
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await context.Set<SystemChangeRow>().AsNoTracking()
            .Where(row => row.Bucket == bucket && row.SubjectId == subject.Value && row.Kind != SystemChangeKind.Correction)
            .ToDictionaryAsync(row => row.System, row => row.State, StringComparer.Ordinal, cancel);
    }

    private WaitingChange Line(SystemChangeRow row) => new(
        row.SubjectId, new SystemChangeKey(row.ChangeId, row.System).ToString(), row.System, row.Kind, row.Field,
        (book.InForce() ?? book.NewestFirst[0]).CollectionPoints.SelectMany(point => point.Fields)
            .FirstOrDefault(field => field.Id == row.Field)?.Label,
        row.State, row.AskedAt, row.Attempts, row.ProblemTable, row.Problem);
}
