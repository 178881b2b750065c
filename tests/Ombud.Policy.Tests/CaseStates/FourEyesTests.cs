using Ombud.Policies.Cases;
using Ombud.Policies.Tests.Packs;

namespace Ombud.Policies.Tests.CaseStates;

public sealed class FourEyesTests
{
    private static readonly DateOnly Day = new(2026, 11, 25);
    private static readonly Guid Id = new("0197a000-0000-7000-8000-000000000001");

    [Fact]
    public void The_shipped_pack_asks_for_two_at_refusals_of_rights_at_demands_and_at_erasures_on_behalf()
    {
        var version = ShippedPack.Policy.Pack.Versions[^1];
        CaseState Of(CaseKind kind) => CaseState.Receive(kind, Day, clock: null, isIdentityProved: true);
        var behalf = Of(CaseKind.Erasure) with { Mandate = new Mandate(AgentCapacity.Parent) };

        Assert.True(FourEyes.Takes(version, Of(CaseKind.Access), CaseStep.Refuse));
        Assert.False(FourEyes.Takes(version, Of(CaseKind.Question), CaseStep.Refuse));
        Assert.True(FourEyes.Takes(version, Of(CaseKind.AuthorityDemand), CaseStep.Answer));
        Assert.False(FourEyes.Takes(version, Of(CaseKind.Erasure), CaseStep.Answer));
        Assert.True(FourEyes.Takes(version, behalf, CaseStep.Answer));
        Assert.False(FourEyes.Takes(
            version, behalf with { Mandate = behalf.Mandate!.To(MandateState.Withdrawn) }, CaseStep.Answer));
    }

    [Fact]
    public void Only_what_was_proposed_is_approved_and_only_by_another()
    {
        var state = CaseState.Receive(CaseKind.Access, Day, clock: null, isIdentityProved: true);
        var refuse = new CaseEvent(CaseStep.Refuse, Day) { Reason = "why", By = "one", TakesTwo = true };
        Assert.Equal(CaseRefusal.ReasonMissing, state.Propose(refuse with { Reason = null }, Id).Refusal);
        var waits = state.Propose(refuse, Id).State!;

        Assert.Equal(CaseRefusal.SecondMissing, state.Next(refuse).Refusal);
        Assert.Equal(CaseRefusal.ProposedAlready, waits.Propose(refuse, Id).Refusal);
        Assert.Equal(CaseRefusal.SameAccount, waits.Next(refuse with { Approves = Id }).Refusal);
        Assert.Equal(CaseRefusal.SameAccount, waits.Next(refuse with { Approves = Id, By = null }).Refusal);
        var other = refuse with { By = "two", Approves = Id };
        Assert.Equal(CaseRefusal.SecondMissing, waits.Next(other with { Approves = Guid.Empty }).Refusal);
        Assert.Equal(CaseRefusal.SecondMissing, waits.Next(other with { Reason = "else" }).Refusal);
        Assert.Null(waits.SendBack(Guid.Empty));
        Assert.Equal(state, waits.SendBack(Id));
        Assert.Equal((CaseStage.Refused, null), (waits.Next(other).State!.Stage, waits.Next(other).State!.Proposal));
        Assert.Null(waits.Next(new CaseEvent(CaseStep.Begin, Day)).State!.Proposal);
    }
}
