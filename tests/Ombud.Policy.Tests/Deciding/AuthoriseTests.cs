using Ombud.Policies.Deciding;
using Ombud.Policies.Tests.Packs;

namespace Ombud.Policies.Tests.Deciding;

public sealed class AuthoriseTests
{
    private static readonly Policy Policy = Policy.Compile(StaffingPack.Pack, TestLaw.Data);
    private static readonly SubjectId Anna = new(Guid.Parse("01890000-0000-7000-8000-000000000001"));
    private static readonly StandingState JobSeeker = StandingState.Fold(
        [new StandingChange.Met(At("2025-01-01"), "job-seeker"), new StandingChange.Residence(At("2025-01-01"), "SE")]);

    [Fact]
    public void A_permitted_question_of_today_becomes_a_permit()
    {
        var permit =
            Policy.Authorise(Anna, On("2025-06-02"), JobSeeker, Clock("2025-06-02T23:59:59Z"), out var decision);

        Assert.NotNull(permit);
        Assert.Equal((Anna, 2L, "recruiting"), (permit.Subject, permit.StandingVersion, permit.Purpose));
        Assert.Equal(decision, permit.Decision);
    }

    [Theory]
    [InlineData("2025-06-01")]
    [InlineData("2025-06-03")]
    public void A_past_or_future_day_is_answered_and_never_permitted(string today)
    {
        var permit = Policy.Authorise(Anna, On("2025-06-02"), JobSeeker, Clock($"{today}T12:00:00Z"), out var decision);

        Assert.Null(permit);
        Assert.True(decision.IsPermitted);
    }

    [Fact]
    public void A_denied_question_has_no_permit()
    {
        var permit = Policy.Authorise(Anna, On("2025-06-02"), StandingState.Empty, Clock("2025-06-02T12:00:00Z"),
            out var decision);

        Assert.Null(permit);
        Assert.Equal(DenialReason.SubjectKindOutsidePurpose, decision.Reason);
    }

    [Fact]
    public void Today_is_the_clocks_day_in_universal_time()
    {
        var clock = Clock("2025-06-03T01:30:00+02:00");

        Assert.NotNull(Policy.Authorise(Anna, On("2025-06-02"), JobSeeker, clock, out _));
    }

    [Fact]
    public void A_default_question_and_a_default_decision_permit_nothing()
    {
        Assert.False(default(Decision).IsPermitted);
        Assert.False(Policy.Decide(default(Question), Policy.Stranger).IsPermitted);
    }

    [Fact]
    public void A_standing_of_another_policy_is_a_defect()
    {
        var other = Policy.Compile(StaffingPack.FirstOnly, TestLaw.Data);

        Assert.Throws<ArgumentException>(() => Policy.Decide(On("2025-06-02"), other.Stranger));
    }

    [Fact]
    public void Numbers_of_a_larger_policy_are_denied_and_break_nothing()
    {
        var question = On("2025-06-02")
            with
        { Purpose = new(4_000), Topic = new(9), Controller = new(60_000), Point = new(9_999) };

        Assert.False(Policy.Decide(question, Policy.Compile(JobSeeker)).IsPermitted);
    }

    private static Question On(string day) => new()
    {
        Action = UseAction.Use,
        Purpose = Policy.Words.Purpose("recruiting"),
        Categories = Policy.Words.CategorySet("name"),
        Controller = Policy.Words.Party("north-se"),
        On = Day.Of(TestLaw.D(day)),
    };

    private static DateTimeOffset At(string date) => new(TestLaw.D(date), TimeOnly.MinValue, TimeSpan.Zero);

    private static StoppedClock Clock(string moment) =>
        new(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture));

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();
    }
}
