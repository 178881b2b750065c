using Ombud.Policies.Compiling;
using Ombud.Policies.Deciding;
using Ombud.Policies.Law;
using Ombud.Policies.Tests.Packs;

namespace Ombud.Policies.Tests.Compiling;

public sealed class WordsTests
{
    private static readonly Policy Policy = Policy.Compile(StaffingPack.Pack, TestLaw.Data);

    [Fact]
    public void Every_word_leads_to_its_number_and_back()
    {
        var words = Policy.Words;

        Assert.All(words.AllPurposes, w => Assert.Equal(w, words.Word(words.Purpose(w))));
        Assert.All(words.AllTopics, w => Assert.Equal(w, words.Word(words.Topic(w))));
        Assert.All(words.AllCategories, w => Assert.Equal(w, words.Word(words.Category(w.AsSpan()))));
        Assert.All(words.AllParties, w => Assert.Equal(w, words.Word(words.Party(w.AsSpan()))));
        Assert.All(words.AllCountries, w => Assert.Equal(w, words.Word(words.Country(w))));
    }

    [Fact]
    public void No_word_is_nothing_and_a_foreign_word_is_unknown()
    {
        Assert.Equal(default, Policy.Words.Purpose("foreign"));
        Assert.Equal(default, Policy.Words.Category("foreign"));
        Assert.Equal(default, Policy.Words.Topic(null));
        Assert.Equal(TopicId.Unknown, Policy.Words.Topic("foreign"));
        Assert.Equal(PartyId.Unknown, Policy.Words.Party("foreign".AsSpan()));
        Assert.Equal(PointId.Unknown, Policy.Words.Point("foreign"));
        Assert.Equal(CountryId.Unknown, Policy.Words.Country("foreign"));
        Assert.Equal("", Policy.Words.Word(PartyId.Unknown));
    }

    [Fact]
    public void A_later_version_renumbers_nothing()
    {
        var first = Policy.Compile(StaffingPack.FirstOnly, TestLaw.Data);

        Assert.All(first.Words.AllPurposes, w => Assert.Equal(first.Words.Purpose(w), Policy.Words.Purpose(w)));
        Assert.All(first.Words.AllParties, w => Assert.Equal(first.Words.Party(w), Policy.Words.Party(w)));
    }

    [Fact]
    public void The_version_in_force_is_the_last_that_has_begun()
    {
        Assert.Null(Policy.VersionInForce(TestLaw.D("2018-05-03")));
        Assert.Equal("2018-05-04", Policy.VersionInForce(TestLaw.D("2018-05-04"))?.Version);
        Assert.Equal("2018-05-04", Policy.VersionInForce(TestLaw.D("2025-12-31"))?.Version);
        Assert.Equal("2026-01-01", Policy.VersionInForce(TestLaw.D("2099-12-31"))?.Version);
        Assert.Null(Policy.VersionInForce(DateOnly.MinValue));
    }

    [Fact]
    public void A_pack_that_is_too_large_or_out_of_order_does_not_compile()
    {
        var many = StaffingPack.First with
        {
            SubjectKinds = [.. Enumerable.Range(0, 32).Select(n => Build.Kind($"kind-{n}"))]
        };

        Assert.Throws<ArgumentException>(() => Policy.Compile(Build.Pack("many", many), TestLaw.Data));
        Assert.Throws<ArgumentException>(() => Policy.Compile(Build.Pack("none"), TestLaw.Data));
        Assert.Throws<ArgumentException>(() =>
            Policy.Compile(Build.Pack("turned", StaffingPack.Second, StaffingPack.First), TestLaw.Data));
    }

    [Fact]
    public void Obligations_follow_from_what_is_done_with_which_data()
    {
        Assert.Equal(Obligations.Log, Permitted("1-declared/everything-declared"));
        Assert.Equal(Obligations.None, Permitted("4-restricted/storage-goes-on"));
        Assert.Equal(Obligations.None, Permitted("6-lists/point-inside"));
        Assert.Equal(Obligations.Inform, Permitted("6-lists/another-person-at-a-point"));
        Assert.Equal(Obligations.Log | Obligations.Mask | Obligations.HumanReview,
            Permitted("7-grounds/criminal-by-law"));
        Assert.Equal(Obligations.Log | Obligations.Mask, Permitted("7-grounds/identity-number-by-law"));
    }

    [Fact]
    public void Who_must_be_informed_is_told_by_when()
    {
        Assert.Equal(default, Decided("1-declared/everything-declared").InformBy);
        var @case = Cases.PolicyCase.Read("6-lists/another-person-at-a-point");
        Assert.Equal(@case.Question.On.Date.AddMonths(1), Decided("6-lists/another-person-at-a-point").InformBy.Date);

        // Asked by itself it is told of any point, and of what nobody declared by the strictest law.
        var standing = Policy.Compile(StandingState.Fold(@case.Standing));
        Assert.Equal(@case.Question.On.Date.AddMonths(1), Policy.InformBy(Policy.Resolve(@case.Question), standing).Date);
        var undeclared = Policy.InformBy(Policy.Resolve(@case.Question with { Purpose = "nobody-said" }), standing);
        Assert.InRange(undeclared.Date, @case.Question.On.Date, @case.Question.On.Date.AddMonths(1));
    }

    [Theory]
    [InlineData("SE", 10)]
    [InlineData("GB", 31)]
    public void By_when_is_the_strictest_clock_of_the_regimes_that_apply(string residence, int days)
    {
        var law = TestLaw.Data with
        {
            Deadlines =
            [
                .. TestLaw.Data.Deadlines.Where(known => known.Event != "notice-of-indirect-collection"),
                Clock("eu", "GDPR", 10, DeadlineUnit.Days), Clock("uk", "UK GDPR", 31, DeadlineUnit.Days),
            ],
        };
        var on = Day.Of(new DateOnly(2025, 1, 1));
        var tables = new LawCompiler(
            law, Ombud.Policies.Deciding.Policy.Compile(Build.Pack("clocks", StaffingPack.First), law).Words).Compile();
        var regime = Policy.Words.Regimes.Find(residence is "SE" ? "eu" : "uk");

        Assert.Equal(on.Number + days, tables.InformBy(on, 1u << regime).Number);
        Assert.Equal(on.Number + 10, tables.InformBy(on, 0).Number);
        Assert.Equal(on, new LawCompiler(law with { Deadlines = [] }, Policy.Words).Compile().InformBy(on, 1u << regime));
    }

    private static Deadline Clock(string id, string act, int value, DeadlineUnit unit) => new()
    {
        Id = id, At = default, Law = act, Event = "notice-of-indirect-collection", Value = value, Unit = unit,
    };

    private static Obligations Permitted(string name) => Decided(name).Obligations;

    private static Decision Decided(string name)
    {
        var @case = Cases.PolicyCase.Read(name);
        var decision = Policy.Decide(@case.Question, Policy.Compile(StandingState.Fold(@case.Standing)));
        Assert.True(decision.IsPermitted);
        return decision;
    }
}
