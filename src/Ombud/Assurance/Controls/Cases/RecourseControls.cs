using System.Text;
using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Cases;
using Ombud.Cases.Moving;
using Ombud.Cases.Working;
using Ombud.Layout;
using Ombud.Notices;
using Ombud.Policies.Cases;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Cases;

/// <summary>
/// A refused complaint names the independent body that there is today, in the letter, on the page and in the dossier; so does the
/// page of one whose last day was missed. Before either it is not offered.
/// </summary>
internal sealed class DisputeBodyOffered(CanaryCases cases, TakeStep step, CaseBook book, CaseView view, NoticeBook notices) : IControl
{
    private const int DaysAgo = 60;
    private static readonly string[] Residences = ["SE", "CH"];

    public string Id => "dispute-body-offered";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (company, amiss) = (notices.InForce()!.Parties[0], new List<string>());
        foreach (var residence in Residences)
        {
            amiss.AddRange(await cases.WithAsync(
                CaseKind.Complaint, residence, company, one => RefuseAsync(one, residence, cancel), cancel));
            amiss.AddRange(await cases.WithAsync(CaseKind.Complaint, residence, company,
                one => Task.FromResult<IReadOnlyList<string>>(BodiesOf(one.File).Count > 0 ? [] : [$"{residence} overdue"]), cancel,
                DaysAgo));
        }
        return Measurement.Of(amiss, $"avslag och missade dagar i {Residences.Length} länder namnger organet, och akten gör det",
            $"refusals and missed days in {Residences.Length} countries name the body, and so does the dossier");
    }

    private async Task<IReadOnlyList<string>> RefuseAsync(CanaryCase one, string residence, CancellationToken cancel)
    {
        if (BodiesOf(one.File).Count > 0)
            return [$"{residence} before an answer"];
        var order = new StepOrder(CaseStep.Refuse, CaseAuthor.System, CanaryPlanter.By) { Reason = "nothing-held" };
        if ((await step.RunAsync(one.File.Id, order, cancel)).Outcome is not StepOutcome.Taken
            || await book.FindAsync(one.File.Id, cancel) is not { } refused)
            return [$"{residence} not answered"];
        var bodies = BodiesOf(refused);
        var letters = await one.LettersAsync();
        var dossier = Encoding.UTF8.GetString(Dossier.Of(view.Of(refused), Language.English));
        return bodies.Count > 0 && bodies.All(body => letters.Any(letter => letter.Contains(body, StringComparison.Ordinal)))
            && bodies.All(body => dossier.Contains(body, StringComparison.Ordinal)) ? [] : [$"{residence} refused"];
    }

    // Links of the bodies on the case's page; the person's and the staff's have the same list.
    private IReadOnlyList<string> BodiesOf(CaseFile file)
    {
        var bodies = notices.InForce()!.Recourse.Where(one => one.Kind is RecourseKind.DisputeBody).ToList();
        return [.. view.Of(file).Next.Where(next => bodies.Any(body => body.Id == next.Id && body.Link == next.Link))
            .Select(next => next.Link!.ToString())];
    }
}

/// <summary>
/// A complaint is offered arbitration when every step before it is noted as taken, with its conditions, and not a step sooner.
/// </summary>
internal sealed class ArbitrationLast(
    CanaryCases cases, TakeStep step, WriteInCase write, CaseBook book, CaseView view, NoticeBook notices) : IControl
{
    private static readonly string[] Residences = ["SE", "CH"];

    public string Id => "arbitration-last";

    public TimeSpan Interval => TimeSpan.FromDays(1);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var (company, amiss) = (notices.InForce()!.Parties[0], new List<string>());
        foreach (var residence in Residences)
        {
            amiss.AddRange(await cases.WithAsync(
                CaseKind.Complaint, residence, company, one => TakeAllAsync(one.File.Id, residence, cancel), cancel));
        }
        return Measurement.Of(amiss, $"skiljeförfarande erbjuds efter alla steg före det, med villkor, i {Residences.Length} länder",
            $"arbitration is offered after every step before it, with conditions, in {Residences.Length} countries");
    }

    private async Task<IReadOnlyList<string>> TakeAllAsync(Guid id, string residence, CancellationToken cancel)
    {
        var order = new StepOrder(CaseStep.Refuse, CaseAuthor.System, CanaryPlanter.By) { Reason = "nothing-held" };
        if ((await step.RunAsync(id, order, cancel)).Outcome is not StepOutcome.Taken)
            return [$"{residence} not answered"];
        foreach (var before in await BeforeAsync(id, cancel))
        {
            if ((await PanelsAsync(id, cancel)).Count > 0)
                return [$"{residence} before {before}"];
            await write.NoteTakenAsync(id, CaseAuthor.System, CanaryPlanter.By, before, cancel);
        }
        var panels = await PanelsAsync(id, cancel);
        return panels.Count > 0 && panels.All(panel => panel.Conditions.Count > 0) ? [] : [$"{residence} after all steps"];
    }

    // The body and the authority, as the case offers them now that it is refused.
    private async Task<IReadOnlyList<string>> BeforeAsync(Guid id, CancellationToken cancel) =>
        [.. (await NextAsync(id, cancel)).Where(next => next.Id is RecourseStep.Authority || IsOf(next.Id, RecourseKind.DisputeBody))
            .Select(next => next.Id).Distinct(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<Ombud.Cases.Letters.NextStep>> PanelsAsync(Guid id, CancellationToken cancel) =>
        [.. (await NextAsync(id, cancel)).Where(next => IsOf(next.Id, RecourseKind.Arbitration))];

    private async Task<IReadOnlyList<Ombud.Cases.Letters.NextStep>> NextAsync(Guid id, CancellationToken cancel) =>
        await book.FindAsync(id, cancel) is { } file ? view.Of(file).Next : [];

    private bool IsOf(string id, RecourseKind kind) =>
        notices.InForce()!.Recourse.Any(one => one.Id == id && one.Kind == kind);
}
