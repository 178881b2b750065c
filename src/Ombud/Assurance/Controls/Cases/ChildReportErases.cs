using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Cases;
using Ombud.Cases.Moving;
using Ombud.Erasure;
using Ombud.Notices;
using Ombud.Policies.Cases;

namespace Ombud.Assurance.Controls.Cases;

/// <summary>
/// Somebody made up is reported as a child, by nobody known: the report cannot be answered as founded before the erasure that it
/// opens is done, and then it can.
/// </summary>
internal sealed class ChildReportErases(
    CanaryCases cases, CanaryPlanter canaries, ChildErasures children, EraseSubject erase, TakeStep step, NoticeBook notices) : IControl
{
    public string Id => "child-report-erases";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var company = notices.InForce()!.Parties[0];
        var amiss = await canaries.MeetAsync(
            canaries.Points.First(),
            canary => cases.WithAsync(CaseKind.SuspectedChild, "SE", company, one => ReportAsync(one, canary, cancel), cancel), cancel);
        return Measurement.Of(amiss, "en anmälan om ett barn startade en radering, och kunde inte besvaras förrän den var klar",
            "a report of a child started an erasure, and could not be answered before that was done");
    }

    private async Task<IReadOnlyList<string>> ReportAsync(CanaryCase one, Canary canary, CancellationToken cancel)
    {
        var id = one.File.Id;
        await TakeAsync(id, CaseStep.Begin, cancel);
        if (await TakeAsync(id, CaseStep.Answer, cancel) is not CaseRefusal.ErasureMissing)
            return ["answered without an erasure"];
        if (await children.OpenAsync(id, canary.Subject, CanaryPlanter.By, cancel) is null)
            return ["no erasure"];
        if (await erase.FindAsync(canary.Subject, cancel) is not { Reason: ErasureReason.Child, Step: >= ErasureStep.KeysDestroyed })
            return ["still readable"];
        if (await erase.RunAsync(canary.Subject, cancel) is not { Step: ErasureStep.Done })
            return ["not finished"];
        return await TakeAsync(id, CaseStep.Answer, cancel) is CaseRefusal.None ? [] : ["not answered afterwards"];
    }

    private async Task<CaseRefusal> TakeAsync(Guid id, CaseStep taken, CancellationToken cancel) =>
        (await step.RunAsync(id, new StepOrder(taken, CaseAuthor.System, CanaryPlanter.By), cancel)).Refusal;
}
