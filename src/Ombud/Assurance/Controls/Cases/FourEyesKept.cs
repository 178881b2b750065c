using Ombud.Assurance.Canaries;
using Ombud.Assurance.Measuring;
using Ombud.Cases;
using Ombud.Cases.Moving;
using Ombud.Notices;
using Ombud.Policies.Cases;

namespace Ombud.Assurance.Controls.Cases;

/// <summary>
/// A step that takes two of the staff is tried by one alone, on a made-up demand by an authority: it is not taken. Then one proposes it
/// and tries to approve it: it is not taken. Another approves it, and it is. In the queue nothing waits that its proposer has taken.
/// </summary>
internal sealed class FourEyesKept(CanaryCases cases, CaseBook book, TakeStep step, ProposeStep propose, NoticeBook notices) : IControl
{
    private const string One = "canary-one";
    private const string Other = "canary-two";

    public string Id => "four-eyes";

    public TimeSpan Interval => TimeSpan.FromHours(6);

    public async Task<Measurement> MeasureAsync(CancellationToken cancel)
    {
        var notice = notices.InForce()!;
        var amiss = await cases.WithAsync(
            CaseKind.AuthorityDemand, "SE", notice.Parties[0], one => TryAsync(one.File.Id, cancel), cancel);
        var waiting = (await book.QueueAsync(cancel)).Count(line => line.State.Proposal is not null);
        return Measurement.Of(amiss,
            $"ett steg som kräver fyra ögon togs av ingen ensam; {waiting} väntar på ett andra par ögon",
            $"no step that takes two was taken by one alone; {waiting} wait for a second pair of eyes");
    }

    private async Task<IReadOnlyList<string>> TryAsync(Guid id, CancellationToken cancel)
    {
        await step.RunAsync(id, new StepOrder(CaseStep.Begin, CaseAuthor.Staff, One), cancel);
        var order = new StepOrder(CaseStep.Answer, CaseAuthor.Staff, One);
        if ((await step.RunAsync(id, order, cancel)).Refusal is not CaseRefusal.SecondMissing)
            return ["taken alone"];
        if ((await propose.RunAsync(id, order, cancel)).Refusal is not CaseRefusal.None
            || await book.FindAsync(id, cancel) is not { State.Proposal: { } proposal })
            return ["not proposed"];
        if ((await propose.ApproveAsync(id, proposal.Id, One, cancel)).Refusal is not CaseRefusal.SameAccount
            || (await step.RunAsync(id, order with { Approves = proposal.Id }, cancel)).Refusal is not CaseRefusal.SameAccount)
            return ["approved by whoever proposed it"];
        return (await propose.ApproveAsync(id, proposal.Id, Other, cancel)).Refusal is CaseRefusal.None ? [] : ["not approved by another"];
    }
}
