using Ombud.Policies.Cases;
using Ombud.Policies.Law;
using Ombud.Policies.Loading;
using Ombud.Policies.Tests.Loading;

namespace Ombud.Policies.Tests.CaseStates;

public sealed class MandateTests
{
    private static readonly DateOnly Day = new(2026, 11, 25);

    [Fact]
    public void What_is_withdrawn_stays_so_and_paper_counts_only_while_nobody_has_answered()
    {
        foreach (var from in Enum.GetValues<MandateState>())
        {
            var mandate = new Mandate(AgentCapacity.Lawyer, from);
            foreach (var to in Enum.GetValues<MandateState>())
            {
                var can = to is not MandateState.Asked && from is not MandateState.Withdrawn && from != to
                    && (to is not MandateState.OnPaper || from is MandateState.Asked);
                Assert.Equal(can ? to : null, mandate.To(to)?.State);
            }
            Assert.Equal(from is not MandateState.Withdrawn, mandate.MaySee);
            Assert.Equal(from is MandateState.ConfirmedWithAnswer, mandate.MayReceive);
            Assert.Equal(mandate.MaySee && !mandate.IsAsked, mandate.IsProved);
        }
    }

    [Theory]
    [InlineData(MandateState.Asked, false)]
    [InlineData(MandateState.Confirmed, true)]
    [InlineData(MandateState.ConfirmedWithAnswer, true)]
    [InlineData(MandateState.OnPaper, true)]
    [InlineData(MandateState.Withdrawn, true)]
    public void Nothing_is_said_of_data_while_nobody_has_shown_that_the_agent_may_act(MandateState mandate, bool isAnswered)
    {
        // What a report needs before it is founded has tests of its own.
        foreach (var kind in Enum.GetValues<CaseKind>().Except([CaseKind.SuspectedChild, CaseKind.SuspectedBreakIn]))
        {
            var state = CaseState.Receive(kind, Day, clock: null, isIdentityProved: true) with
            {
                Mandate = new Mandate(AgentCapacity.Parent, mandate),
                Stage = CaseStage.InWork,
            };
            var expected = isAnswered ? CaseRefusal.None : CaseRefusal.MandateMissing;
            Assert.Equal(expected, state.Next(new CaseEvent(CaseStep.Answer, Day)).Refusal);
            Assert.Equal(expected, state.Next(new CaseEvent(CaseStep.AnswerInPart, Day) { Reason = "why" }).Refusal);
            Assert.Equal(expected, state.Next(new CaseEvent(CaseStep.Refuse, Day) { Reason = "why", TellsOfData = true }).Refusal);
            Assert.Equal(CaseRefusal.None, state.Next(new CaseEvent(CaseStep.Refuse, Day) { Reason = "why" }).Refusal);
        }
    }

    [Fact]
    public void What_may_be_asked_is_the_laws_of_where_the_person_lives()
    {
        var law = LawLoader.Load(Path.Combine(Repository.Packs, "law")).Law!;
        var rule = Assert.Single(AgentRule.For(law, ["eu"], AgentCapacity.PowerOfAttorney));

        Assert.Equal([AgentProof.Document, AgentProof.WordOfPerson], rule.MayAsk);
        Assert.Empty(AgentRule.For(law, ["eu"], AgentCapacity.Parent));
        Assert.Empty(AgentRule.For(law, ["us"], AgentCapacity.PowerOfAttorney));
    }
}
