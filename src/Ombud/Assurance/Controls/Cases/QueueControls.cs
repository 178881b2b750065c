using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Cases;
using Ombud.Cases.Moving;
using Ombud.Cases.Running;
using Ombud.Notices;
using Ombud.Policies.Cases;

namespace Ombud.Assurance.Controls.Cases;

/// <summary>
/// Of two made-up complaints one has some days left and the other none: the first is reminded of and not escalated, the second is
/// escalated and lies before it. In the whole queue everything overdue lies before everything else, and has been escalated.
/// </summary>
internal sealed class ComplaintsReminded(CanaryCases cases, CaseBook book, DueCases due, NoticeBook notices) : IControl
{
    private const int NearDays = 40;
    private const int OverDays = 60;

    public string Id => "complaints-reminded";

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var company = notices.InForce()!.Parties.First(party => party.Country is "SE");
        var (overdue, open) = (0, 0);
        var amiss = await cases.WithAsync(CaseKind.Complaint, "SE", company, near => cases.WithAsync(
            CaseKind.Complaint, "SE", company, over => LookAsync(near.File.Id, over.File.Id), cancel, OverDays), cancel, NearDays);
        return Measurement.Of(amiss,
            $"{open} öppna ärenden, {overdue} försenade, överst och uppmärksammade; påminnelser kommer före sista dagen",
            $"{open} open cases, {overdue} of them overdue, on top and escalated; reminders come before the last day");

        async Task<IReadOnlyList<string>> LookAsync(Guid near, Guid over)
        {
            await due.SweepAsync(cancel);
            var found = new List<string>();
            if (await book.FindAsync(near, cancel) is not { State.IsEscalated: false } soon
                || !soon.Entries.Any(entry => entry.Note is CaseNote.Reminded))
                found.Add("no reminder");
            var queue = (await book.QueueWithTriedAsync(cancel)).ToList();
            var late = queue.FindAll(line => line.State.IsOverdueOn(notices.Today));
            if (!late.Exists(line => line.Id == over)
                || queue.FindIndex(line => line.Id == over) > queue.FindIndex(line => line.Id == near))
                found.Add("order");
            if (late.Count > 0 && queue.FindLastIndex(line => line.State.IsOverdueOn(notices.Today)) >= late.Count)
                found.Add("overdue is not on top");
            // What became overdue with this day is escalated within the hour.
            found.AddRange(late.Where(line => !line.State.IsEscalated && line.State.IsOverdueOn(notices.Today.AddDays(-1)))
                .Select(_ => "not escalated"));
            (overdue, open) = (late.Count(line => line.Id != over), queue.Count(line => line.Id != over && line.Id != near));
            return found;
        }
    }
}

/// <summary>
/// A made-up question from each side of the Atlantic is in the queue, is reminded of when it has waited, cannot be closed unanswered,
/// and leaves the queue with its answer. No question of anybody's has waited for longer than the framework gives a complaint.
/// </summary>
internal sealed class QuestionsFollowed(
    CanaryCases cases, CaseBook book, DueCases due, TakeStep step, NoticeBook notices, TimeProvider time) : IControl
{
    private const int WaitedDays = 20;
    private const int DaysMax = 45;
    private static readonly string[] Residences = ["SE", "US"];

    public string Id => "questions-followed";

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var amiss = new List<string>();
        foreach (var residence in Residences)
        {
            amiss.AddRange(await cases.WithAsync(CaseKind.Question, residence, notices.InForce()!.Parties[0],
                one => FollowAsync(one, residence, cancel), cancel, WaitedDays));
        }
        var questions = (await book.QueueAsync(cancel)).Where(line => line.State.Kind is CaseKind.Question).ToList();
        var late = questions.Count(line => time.GetUtcNow() - line.ReceivedAt > TimeSpan.FromDays(DaysMax));
        if (late > 0)
            amiss.Add($"{late} > {DaysMax} d");
        return Measurement.Of(amiss,
            $"{questions.Count} frågor väntar på svar, ingen längre än {DaysMax} dagar, och ingen går att avsluta utan",
            $"{questions.Count} questions wait for an answer, none for longer than {DaysMax} days, and none can be closed without");
    }

    private async Task<IReadOnlyList<string>> FollowAsync(CanaryCase one, string residence, CancellationToken cancel)
    {
        var id = one.File.Id;
        await due.SweepAsync(cancel);
        if (!await IsInQueueAsync(id, cancel) || await book.FindAsync(id, cancel) is not { } waiting
            || !waiting.Entries.Any(entry => entry.Note is CaseNote.Reminded))
            return [$"{residence} not followed"];
        if (await TakeAsync(id, CaseStep.Close, cancel) is CaseRefusal.None || !await IsInQueueAsync(id, cancel))
            return [$"{residence} closed without an answer"];
        if (await TakeAsync(id, CaseStep.Begin, cancel) is not CaseRefusal.None
            || await TakeAsync(id, CaseStep.Answer, cancel) is not CaseRefusal.None)
            return [$"{residence} not answered"];
        return !await IsInQueueAsync(id, cancel) && (await one.LettersAsync()).Count > 1 ? [] : [$"{residence} answer"];
    }

    private async Task<bool> IsInQueueAsync(Guid id, CancellationToken cancel) =>
        (await book.QueueWithTriedAsync(cancel)).Any(line => line.Id == id);

    private async Task<CaseRefusal> TakeAsync(Guid id, CaseStep taken, CancellationToken cancel) =>
        (await step.RunAsync(id, new StepOrder(taken, CaseAuthor.System, CanaryPlanter.By), cancel)).Refusal;
}
