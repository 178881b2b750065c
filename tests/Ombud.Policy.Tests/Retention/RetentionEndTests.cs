using Ombud.Policies.Model;
using Ombud.Policies.Retention;
using Ombud.Policies.Tests.Packs;
using static Ombud.Policies.Tests.Packs.Build;

namespace Ombud.Policies.Tests.Retention;

public sealed class RetentionEndTests
{
    private static readonly RetentionAnchors Collected = new(TestLaw.D("2024-03-10"));

    [Fact]
    public void A_record_without_a_reason_is_due_at_once()
    {
        var end = End([Keep("other", Anchor.Collected, 12, categories: "cv")], Collected);

        Assert.Equal(TestLaw.D("2024-03-10"), end.EndsOn);
        Assert.Empty(end.Reasons);
    }

    [Fact]
    public void The_latest_of_the_reasons_that_match_decides_and_all_are_told()
    {
        var end = End([Keep("short", Anchor.Collected, 6), Keep("long", Anchor.Collected, 24)], Collected);

        Assert.Equal(TestLaw.D("2026-03-10"), end.EndsOn);
        Assert.Equal(["long"], end.Determining.Select(r => r.Rule.Id));
        Assert.Equal(2, end.Reasons.Count);
    }

    [Fact]
    public void A_ceiling_cuts_every_other_reason_off()
    {
        var end = End([Keep("long", Anchor.Collected, 24),
            Keep("cap", Anchor.Collected, 3) with { Ceiling = true }], Collected);

        Assert.Equal(TestLaw.D("2024-06-10"), end.EndsOn);
        Assert.Equal(["cap"], end.Determining.Select(r => r.Rule.Id));
    }

    [Fact]
    public void A_period_that_does_not_run_yet_has_no_end_unless_a_ceiling_has()
    {
        var consent = Keep("consent", Anchor.ConsentWithdrawn, 1);

        Assert.Null(End([consent, Keep("short", Anchor.Collected, 6)], Collected).EndsOn);
        Assert.Equal(TestLaw.D("2026-03-10"),
            End([consent, Keep("cap", Anchor.Collected, 24) with { Ceiling = true }], Collected).EndsOn);
        Assert.Equal(TestLaw.D("2024-06-01"),
            End([consent], Collected with { ConsentWithdrawn = TestLaw.D("2024-05-01") }).EndsOn);
    }

    [Theory]
    [InlineData(Anchor.Collected, "2024-04-10")]
    [InlineData(Anchor.LastContact, "2025-02-01")]
    [InlineData(Anchor.RecruitmentDecision, "2025-03-01")]
    [InlineData(Anchor.EventHeld, "2025-04-01")]
    [InlineData(Anchor.Closed, "2025-05-01")]
    [InlineData(Anchor.ConsentWithdrawn, "2025-06-01")]
    [InlineData(Anchor.EndOfFinancialYear, "2025-02-01")]
    public void A_period_runs_from_its_anchor(Anchor anchor, string end)
    {
        var anchors = Collected with
        {
            LastContact = TestLaw.D("2025-01-01"),
            RecruitmentDecision = TestLaw.D("2025-02-01"),
            EventHeld = TestLaw.D("2025-03-01"),
            Closed = TestLaw.D("2025-04-01"),
            ConsentWithdrawn = TestLaw.D("2025-05-01"),
        };

        Assert.Equal(TestLaw.D(end), End([Keep("rule", anchor, 1)], anchors).EndsOn);
    }

    [Theory]
    [InlineData(Anchor.LastContact)]
    [InlineData(Anchor.RecruitmentDecision)]
    [InlineData(Anchor.EventHeld)]
    [InlineData(Anchor.Closed)]
    public void Until_its_event_has_come_a_period_runs_from_collection(Anchor anchor) =>
        Assert.Equal(TestLaw.D("2024-04-10"), End([Keep("rule", anchor, 1)], Collected).EndsOn);

    [Fact]
    public void Bookkeeping_is_kept_for_whole_calendar_years_after_the_financial_year()
    {
        var rule = Keep("books", Anchor.EndOfFinancialYear, 84);

        Assert.Equal(TestLaw.D("2032-01-01"), End([rule], Collected).EndsOn);
        Assert.Equal(TestLaw.D("2033-01-01"),
            End([rule], new(TestLaw.D("2024-08-01")) { FinancialYearEndMonth = 6 }).EndsOn);
        Assert.Equal(TestLaw.D("2032-01-01"),
            End([rule], new(TestLaw.D("2024-06-30")) { FinancialYearEndMonth = 6 }).EndsOn);
    }

    [Fact]
    public void Every_list_of_a_rule_must_match()
    {
        var rule = Keep("rule", Anchor.Collected, 12, "p", "name") with
        {
            Subjects = ["visitor"],
            Countries = ["SE"],
            CollectionPoints = ["form"],
        };

        Assert.Single(End([rule], Collected).Reasons);
        Assert.Empty(End([rule with { Subjects = ["referee"] }], Collected).Reasons);
        Assert.Empty(End([rule with { Countries = ["DE"] }], Collected).Reasons);
        Assert.Empty(End([rule with { CollectionPoints = ["other"] }], Collected).Reasons);
        Assert.Empty(End([rule with { Purposes = ["q"] }], Collected).Reasons);
        Assert.Empty(End([rule with { Categories = ["cv"] }], Collected).Reasons);
    }

    [Fact]
    public void What_survives_an_erasure_survives_only_while_its_reason_runs()
    {
        var end = End([Keep("books", Anchor.Collected, 12) with { SurvivesErasure = true },
            Keep("rest", Anchor.Collected, 24)], Collected);

        Assert.True(end.SurvivesErasureOn(TestLaw.D("2025-03-09")));
        Assert.False(end.SurvivesErasureOn(TestLaw.D("2025-03-10")));
    }

    [Fact]
    public void Nothing_is_anonymised_that_another_determining_rule_deletes()
    {
        var anonymise = Keep("a", Anchor.Collected, 12) with { Then = EndAction.Anonymise };

        Assert.Equal(EndAction.Anonymise, End([anonymise], Collected).Then);
        Assert.Equal(EndAction.Delete, End([anonymise, Keep("b", Anchor.Collected, 12)], Collected).Then);
    }

    private static RetentionEnd End(RetentionRule[] rules, RetentionAnchors anchors) =>
        RetentionEnd.For(Version("2024-01-01") with { RetentionRules = rules }, new()
        {
            Categories = ["name"],
            Subjects = ["visitor"],
            Purposes = ["p"],
            Country = "SE",
            CollectionPoint = "form",
            Anchors = anchors,
        });
}
