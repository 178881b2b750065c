using CsCheck;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;
using Ombud.Policies.Model;
using Ombud.Policies.Tests.Cases;
using Ombud.Policies.Tests.Packs;

namespace Ombud.Policies.Tests.Explaining;

public sealed class ExplanationTests
{
    private static readonly Policy Staffing = Policy.Compile(StaffingPack.Pack, TestLaw.Data);
    private static readonly Policy Transfers = Policy.Compile(TransferPack.Pack, TestLaw.Data);

    [Fact]
    public void The_first_step_that_denies_is_the_decisions_reason_for_any_pack() =>
        Gen.Select(RandomPacks.Pack, RandomPacks.Standing, RandomPacks.Question.Array[20])
            .Sample((pack, standing, questions) =>
        {
            var policy = Policy.Compile(pack, TestLaw.Data);
            return questions.All(words =>
            {
                var explained = policy.Explain(policy.Resolve(words), standing);
                var first = explained.Steps.FirstOrDefault(s => s.Outcome is StepOutcome.Denied);
                return explained.Decision == policy.Decide(words, policy.Compile(standing))
                    && (first?.Reason ?? DenialReason.None) == explained.Decision.Reason
                    && (first is null || (first.Clause == explained.Clause
                        && first.Number == ReasonCodes.StepOf(first.Reason)))
                    && explained.Steps.Select(s => s.Number).SequenceEqual(Enumerable.Range(1, StepTexts.Count));
            });
        }, iter: 200);

    [Fact]
    public void Later_steps_are_looked_at_after_a_denial()
    {
        var explained = Explain(Staffing, "4-restricted/denied");

        Assert.Equal(StepOutcome.Denied, explained.Steps[3].Outcome);
        Assert.Equal(StepOutcome.Passed, explained.Steps[5].Outcome);
        Assert.Equal("use.recruiting", explained.Clause);
    }

    [Fact]
    public void Nothing_is_reached_behind_an_undeclared_word()
    {
        var explained = Explain(Staffing, "1-declared/unknown-purpose");

        Assert.All(explained.Steps.Skip(1), step => Assert.Equal(StepOutcome.NotReached, step.Outcome));
        Assert.Empty(explained.Regimes);
    }

    [Fact]
    public void An_exception_is_told_from_what_merely_passed()
    {
        Assert.Equal(StepOutcome.Excepted, Explain(Staffing, "4-restricted/storage-goes-on").Steps[3].Outcome);
        Assert.Equal(StepOutcome.Excepted, Explain(Staffing, "2-under-13/erasing-goes-on").Steps[1].Outcome);
        Assert.Equal(StepOutcome.Excepted, Explain(Staffing, "6-lists/framework-lifts-the-notice").Steps[5].Outcome);
    }

    [Fact]
    public void Every_regime_that_applies_is_named_with_its_basis()
    {
        var explained = Explain(Staffing, "7-grounds/special-strictest-law");

        Assert.Equal(
            [new("us", true, LegalBasis.Notice, DenialReason.None),
                new("eu", false, LegalBasis.None, DenialReason.SpecialCategoryWithoutGround)],
            explained.Regimes);
    }

    [Fact]
    public void A_transfer_names_what_carries_it_and_its_days()
    {
        var transfer = Explain(Transfers, "9-transfers/eu-us-privacy-shield-last-day").Transfer;

        Assert.NotNull(transfer?.Carrier);
        Assert.Equal(("SE", "US", "eu_us_privacy_shield"), (transfer.From, transfer.To, transfer.Carrier.Mechanism));
        Assert.Equal(TestLaw.D("2020-07-15"), transfer.Carrier.Until);
    }

    [Theory]
    [InlineData("shield-notice-after-schrems-ii", CarrierFault.Ended)]
    [InlineData("eu-scc-2021-day-before", CarrierFault.NotYetInForce)]
    [InlineData("clauses-signed-a-day-late", CarrierFault.ConcludedTooLate)]
    [InlineData("clauses-without-assessment", CarrierFault.RequirementMissing)]
    [InlineData("dpf-never-certified", CarrierFault.ImporterNotCertified)]
    [InlineData("dpf-without-staff-data-for-a-cv", CarrierFault.StaffDataNotCovered)]
    [InlineData("clauses-to-another-country", CarrierFault.OtherDestination)]
    [InlineData("eea-to-us-not-by-uk-instruments", CarrierFault.OtherArea)]
    public void What_does_not_carry_says_why(string name, CarrierFault fault)
    {
        var transfer = Explain(Transfers, $"9-transfers/{name}").Transfer;

        Assert.NotNull(transfer);
        Assert.Null(transfer.Carrier);
        Assert.Contains(transfer.Others, other => other.Fault == fault);
    }

    [Fact]
    public void Every_reason_has_a_sentence_and_an_advice_in_both_languages()
    {
        foreach (var reason in Enum.GetValues<DenialReason>())
        {
            foreach (var text in new[] { ReasonTexts.Says(reason), ReasonTexts.WhatToDo(reason) })
                Assert.True(text.In("sv").Length > 4 && text.In("en").Length > 4
                    && text.In("sv") != text.In("en"), $"{reason}");
        }
    }

    [Fact]
    public void A_reason_code_is_the_reasons_name_in_kebab_case_and_leads_back_to_it()
    {
        Assert.Equal("under-13", ReasonCodes.CodeOf(DenialReason.Under13));
        Assert.Equal("special-category-without-ground", ReasonCodes.CodeOf(DenialReason.SpecialCategoryWithoutGround));
        Assert.All(Enum.GetValues<DenialReason>(), r => Assert.Equal(r, ReasonCodes.Find(ReasonCodes.CodeOf(r))));
        Assert.Null(ReasonCodes.Find("because"));
    }

    private static Explanation Explain(Policy policy, string name)
    {
        var @case = PolicyCase.Read(name);
        return policy.Explain(policy.Resolve(@case.Question), StandingState.Fold(@case.Standing));
    }
}
