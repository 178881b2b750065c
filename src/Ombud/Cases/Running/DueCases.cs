using Microsoft.EntityFrameworkCore;
using Ombud.Cases.Letters;
using Ombud.Cases.Moving;
using Ombud.Database;
using Ombud.Jobs;
using Ombud.Policies.Cases;

namespace Ombud.Cases.Running;

/// <summary>
/// Watches the clocks: reminds of a case a week before its last day and escalates it on that day (promise <c>shield.complaints</c>);
/// reminds of a question, or of a message to the officer, for which no law sets a day, when it has waited for two weeks (promise
/// <c>legal-basis.questions</c>); closes what was answered a month ago and nobody came back to. A reminder stands in the case's file, and
/// goes to the desk where it has an address.
/// </summary>
internal sealed class DueCases(
    IDbContextFactory<OmbudContext> contexts, CaseChanges cases, TakeStep step, DeskLetters desk, TimeProvider time) : ISweep
{
    private const int PageSize = 200;
    private const int RemindDays = 7;
    private const int QuestionDays = 14;
    private static readonly TimeSpan CloseAfter = TimeSpan.FromDays(30);

    public async Task<int> SweepAsync(CancellationToken cancel) =>
        await EscalateAsync(cancel) + await RemindAsync(cancel) + await CloseAsync(cancel);

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private async Task<int> EscalateAsync(CancellationToken cancel)
    {
        var today = Today;
        var due = await ReadAsync(rows => rows.Where(row => row.IsOpen && !row.IsEscalated && row.LastDay <= today), cancel);
        return await StepAsync(due, CaseStep.Escalate, cancel);
    }

    private async Task<int> RemindAsync(CancellationToken cancel)
    {
        var until = Today.AddDays(RemindDays);
        var since = time.GetUtcNow().AddDays(-QuestionDays);
        var soon = await ReadAsync(
            rows => rows.Where(row => row.IsOpen && !row.IsReminded && !row.IsEscalated && (row.LastDay <= until
                || ((row.Kind == CaseKind.Question || row.Kind == CaseKind.OfficerMessage) && row.LastDay == null
                    && row.ReceivedAt <= since))), cancel);
        var reminded = 0;
        foreach (var id in soon)
            reminded += await RemindAsync(id, cancel) ? 1 : 0;
        return reminded;
    }

    private Task<bool> RemindAsync(Guid caseId, CancellationToken cancel) => cases.RunAsync(caseId, async change =>
    {
        if (change.Row is { IsReminded: true } or { IsEscalated: true } or { IsOpen: false })
            return false;
        change.Row.IsReminded = true;
        change.Add(new CaseEntry(time.GetUtcNow(), CaseAuthor.System, "system", null, null, IsInternal: true, null)
        {
            Note = CaseNote.Reminded,
        });
        await desk.RemindAsync(change, cancel);
        await change.CommitAsync([new CaseReminded()], cancel);
        return true;
    }, cancel);

    private async Task<int> CloseAsync(CancellationToken cancel)
    {
        var before = time.GetUtcNow() - CloseAfter;
        var done = await ReadAsync(rows => rows.Where(row => !row.IsOpen && row.EndsAt == null && row.MovedAt <= before), cancel);
        return await StepAsync(done, CaseStep.Close, cancel);
    }

    // Where the company's day begins later than ours, a case is due in some hours: the next round takes it.
    private async Task<int> StepAsync(IEnumerable<Guid> ids, CaseStep which, CancellationToken cancel)
    {
        var taken = 0;
        foreach (var id in ids)
        {
            var (outcome, _) = await step.RunAsync(id, new StepOrder(which, CaseAuthor.System, "system"), cancel);
            taken += outcome is StepOutcome.Taken ? 1 : 0;
        }
        return taken;
    }

    private async Task<List<Guid>> ReadAsync(Func<IQueryable<CaseRow>, IQueryable<CaseRow>> which, CancellationToken cancel)
    {
        await using var context = await contexts.CreateDbContextAsync(cancel);
        return await which(context.Set<CaseRow>().AsNoTracking().Over(FanOut.DueCases))
            .OrderBy(row => row.LastDay).ThenBy(row => row.CaseId).Take(PageSize).Select(row => row.CaseId).ToListAsync(cancel);
    }
}
