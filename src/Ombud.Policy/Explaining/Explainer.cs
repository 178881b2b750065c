using System.Numerics;
using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Deciding;
using Ombud.Policies.Deciding.Steps;
using Ombud.Policies.Model;

namespace Ombud.Policies.Explaining;

/// <summary>Goes through the same steps as a decision, but does not stop at the first denial.</summary>
internal sealed class Explainer(Policy policy, LawTables law, Calendar calendar)
{
    private readonly List<ExplainedStep> _steps = [];

    private delegate DenialReason Step(ref Asked asked);

    public Explanation Explain(in Question question, Standing standing)
    {
        var decision = policy.Decide(in question, standing);
        var epoch = calendar.On(question.On.Number);
        var declared = DeclaredStep.Check(in question, epoch.Version, law.CountryLength);
        _steps.Add(StepOf(1, declared, declared != DenialReason.None ? StepOutcome.Denied
            : StepOutcome.Passed, default, Rank.Notice));

        IReadOnlyList<ExplainedRegime> regimes = [];
        ExplainedTransfer? transfer = null;
        if (declared == DenialReason.None)
        {
            var asked = new Asked(in question, standing, epoch, epoch.Version!, law);
            TakeSteps(ref asked);
            regimes = Regimes(ref asked);
            transfer = new TransferExplainer(policy, law).Explain(ref asked);
        }
        else
        {
            for (var number = 2; number <= StepTexts.Count; number++)
                _steps.Add(StepOf(number, DenialReason.None, StepOutcome.NotReached, default, Rank.Notice));
        }

        return new()
        {
            Decision = decision,
            Says = ReasonTexts.Says(decision.Reason),
            WhatToDo = ReasonTexts.WhatToDo(decision.Reason),
            NoticeVersion = epoch.Version?.Model.Version ?? "",
            Clause = policy.Words.Word(decision.Clause),
            Steps = _steps,
            Regimes = regimes,
            Transfer = transfer,
        };
    }

    private void TakeSteps(ref Asked asked)
    {
        var marks = asked.Standing.Marks;
        Take(2, ref asked, PersonSteps.Under13, marks.HasAny(StandingMarks.Under13));
        Take(3, ref asked, PersonSteps.Erased, false);
        Take(4, ref asked, PersonSteps.Restricted, marks.HasAny(StandingMarks.Restricted));
        Take(5, ref asked, PersonSteps.Instructed, false);
        Take(6, ref asked, ListStep.Check, false);
        Take(7, ref asked, GroundStep.Check, false);
        Take(8, ref asked, WillStep.Check, false);
        Take(9, ref asked, TransferStep.Check, false);
        Take(10, ref asked, ClosingSteps.Vendor, false);
        Take(11, ref asked, ClosingSteps.Retention, false);
    }

    private void Take(int number, ref Asked asked, Step step, bool needsException)
    {
        (asked.Clause, asked.Rank) = (default, Rank.Notice);
        var lifted = asked.IsLifted;
        var reason = step(ref asked);
        var outcome = reason != DenialReason.None ? StepOutcome.Denied
            : needsException || (asked.IsLifted && !lifted) ? StepOutcome.Excepted
            : StepOutcome.Passed;
        _steps.Add(StepOf(number, reason, outcome, asked.Clause, asked.Rank));
    }

    private ExplainedStep StepOf(int number, DenialReason reason, StepOutcome outcome, ClauseId clause, Rank rank) =>
        new(number, StepTexts.Name(number), outcome, reason, policy.Words.Word(clause), rank);

    private List<ExplainedRegime> Regimes(ref Asked asked)
    {
        var regimes = new List<ExplainedRegime>();
        for (var left = asked.Regimes; left != 0; left &= left - 1)
        {
            var regime = BitOperations.TrailingZeroCount(left);
            var reason = GroundStep.Under(ref asked, regime);
            var basis = LegalBasis.None;
            if (reason == DenialReason.None)
                reason = WillStep.Under(ref asked, regime, out basis);

            var isControllers = (asked.ControllerRegimes >> regime & 1) != 0;
            regimes.Add(new(policy.Words.Regimes.Word(regime), isControllers, basis, reason));
        }

        return [.. regimes.OrderByDescending(r => r.IsControllers)];
    }
}
