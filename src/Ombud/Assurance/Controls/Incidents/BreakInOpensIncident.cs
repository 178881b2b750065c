using Microsoft.EntityFrameworkCore;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Cases;
using Ombud.Cases.Filing;
using Ombud.Cases.Moving;
using Ombud.Database;
using Ombud.Incidents;
using Ombud.Notices;
using Ombud.Policies.Cases;

namespace Ombud.Assurance.Controls.Incidents;

/// <summary>
/// The form takes the report of a break-in from whoever has not signed in. Such a report of somebody made up is answered as founded by
/// nobody before it has opened an incident; each of the two then knows the other. Of every report of a break-in that was answered as
/// founded it is noted which incident it opened, or that it is none.
/// </summary>
internal sealed class BreakInOpensIncident(
    OwnPages pages, CanaryCases cases, CanaryIncidents incidents, CaseBook book, IncidentBook register, TakeStep step, NoticeBook notices,
    IDbContextFactory<OmbudContext> contexts) : IControl
{
    public string Id => "break-in-opens-incident";

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var amiss = new List<string>();
        foreach (var language in OwnPages.Languages)
        {
            using var page = await pages.ReadAsync($"/{language}{MakeRequest.Path}", cancel);
            if (page.QuerySelector($"#kind option[value={CaseKind.SuspectedBreakIn}]") is null)
                amiss.Add($"{language} form");
        }
        amiss.AddRange(await cases.WithAsync(
            CaseKind.SuspectedBreakIn, "SE", notices.InForce()!.Parties.First(party => party.Country is "SE"),
            one => LookAsync(one.File.Id, cancel), cancel));
        var (founded, unjudged) = await FoundedAsync(cancel);
        if (unjudged > 0)
            amiss.Add($"{unjudged} not judged");
        return Measurement.Of(amiss,
            $"{founded} anmälningar av intrång besvarades som befogade, alla med en incident eller ett noterat skäl",
            $"{founded} reports of break-ins were answered as founded, each with an incident or a noted reason");
    }

    private async Task<IReadOnlyList<string>> LookAsync(Guid id, CancellationToken cancel)
    {
        await TakeAsync(id, CaseStep.Begin, cancel);
        if (await TakeAsync(id, CaseStep.Answer, cancel) is not CaseRefusal.IncidentMissing)
            return ["answered without an incident"];
        return await incidents.WithAsync(TimeSpan.FromHours(1), async incident =>
        {
            if (await register.FindAsync(incident, cancel) is not { } file || file.Case != id
                || await book.FindAsync(id, cancel) is not { } report
                || !report.NotedAbout(CaseNote.IncidentOpened).Contains(incident.ToString("D"), StringComparer.Ordinal))
                return ["not linked"];
            return await TakeAsync(id, CaseStep.Answer, cancel) is CaseRefusal.None ? Array.Empty<string>() : ["not answered"];
        }, cancel, ofCase: id);
    }

    private async Task<CaseRefusal> TakeAsync(Guid id, CaseStep taken, CancellationToken cancel) =>
        (await step.RunAsync(id, new StepOrder(taken, CaseAuthor.System, CanaryPlanter.By), cancel)).Refusal;

    private async Task<(int Founded, int Unjudged)> FoundedAsync(CancellationToken cancel)
    {
        List<Guid> answered;
        await using (var context = await contexts.CreateDbContextAsync(cancel))
        {
            answered = await context.Set<CaseRow>().AsNoTracking().Over(FanOut.BreakInReports)
                .Where(row => !row.IsOpen && row.Kind == CaseKind.SuspectedBreakIn && !row.IsCanary)
                .OrderByDescending(row => row.CaseId).Take(CaseBook.ListMax).Select(row => row.CaseId).ToListAsync(cancel);
        }
        var (founded, unjudged) = (0, 0);
        foreach (var id in answered)
        {
            if (await book.FindAsync(id, cancel) is not { State.Outcome: CaseStage.Answered or CaseStage.AnsweredInPart } file)
                continue;
            founded++;
            unjudged += file.NotedAbout(CaseNote.IncidentOpened).Count + file.NotedAbout(CaseNote.NoIncident).Count == 0 ? 1 : 0;
        }
        return (founded, unjudged);
    }
}
