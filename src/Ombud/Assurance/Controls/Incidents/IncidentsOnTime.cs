using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Incidents;
using Ombud.Incidents.Moving;
using Ombud.Incidents.Running;
using Ombud.Policies.Incidents;

namespace Ombud.Assurance.Controls.Incidents;

/// <summary>
/// Of two made-up incidents one is past half its time and the other past all of it: the first is reminded of once, the second escalated
/// once, and the authority is notified late with the reasons alone. No incident of the register is past its time without a decision.
/// </summary>
internal sealed class IncidentsOnTime(
    CanaryIncidents incidents, IncidentBook book, DueIncidents due, TakeIncidentStep step, TimeProvider time) : IControl
{
    private static readonly TimeSpan Half = TimeSpan.FromHours(40);
    private static readonly TimeSpan Over = TimeSpan.FromHours(80);

    public string Id => "incidents-on-time";

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var amiss = new List<string>();
        amiss.AddRange(await incidents.WithAsync(Half, id => RemindedAsync(id, cancel), cancel));
        amiss.AddRange(await incidents.WithAsync(Over, id => EscalatedAsync(id, cancel), cancel));
        var all = await book.ListAsync(cancel);
        var over = all.Count(line => line.State.IsOverdueAt(time.GetUtcNow()));
        if (over > 0)
            amiss.Add($"{over} > 72 h");
        return Measurement.Of(amiss,
            $"{all.Count} incidenter i registret, ingen över tiden utan beslut; klockan påminner och lyfter",
            $"{all.Count} incidents in the register, none past its time without a decision; the clock reminds and escalates");
    }

    private async Task<IReadOnlyList<string>> RemindedAsync(Guid id, CancellationToken cancel)
    {
        await due.SweepAsync(cancel);
        await due.SweepAsync(cancel);
        var file = await book.FindAsync(id, cancel);
        return file is { State.IsEscalated: false } && file.Of(IncidentPart.Reminded).Count() == 1 ? [] : ["no reminder"];
    }

    private async Task<IReadOnlyList<string>> EscalatedAsync(Guid id, CancellationToken cancel)
    {
        await due.SweepAsync(cancel);
        await due.SweepAsync(cancel);
        if (await book.FindAsync(id, cancel) is not { State.IsEscalated: true } file
            || file.Entries.Count(entry => entry.Step is IncidentStep.Escalate) != 1)
            return ["not escalated"];
        var order = new IncidentOrder(IncidentStep.NotifyAuthority, CanaryPlanter.By);
        if (await step.RunAsync(id, order, cancel) is not IncidentRefusal.DelayReasonMissing)
            return ["late without reasons"];
        await step.RunAsync(id, order with { Reason = new("A control tries.") }, cancel);
        return await book.FindAsync(id, cancel) is { State.IsLate: true } ? [] : ["late is not told"];
    }
}
