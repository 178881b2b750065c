using Ombud.Policies.Deciding;
using Ombud.Policies.Deciding.Steps;
using Ombud.Policies.Tests.Packs;

namespace Ombud.Policies.Tests.Deciding;

public sealed class GlanceTests
{
    [Theory]
    [InlineData("2018-12-31", DenialReason.AgreementNotInForce)]
    [InlineData("2019-01-01", DenialReason.None)]
    [InlineData("2026-06-30", DenialReason.None)]
    [InlineData("2026-07-01", DenialReason.AgreementNotInForce)]
    public void What_a_row_tells_of_an_agreement_holds_for_the_days_of_its_epoch_alone(string day, DenialReason reason)
    {
        var policy = Policy.Compile(StaffingPack.Pack, TestLaw.Data);
        var standing = policy.Compile(StandingState.Fold([new StandingChange.Met(DateTimeOffset.UnixEpoch, "job-seeker")]) with
        {
            Residence = "SE",
        });
        var question = policy.Resolve(Asked(day));

        Assert.Equal(reason, policy.Decide(in question, standing).Reason);
        var glance = policy.EpochOn(question.On).WorkOut(policy.Tables);
        var row = glance.Of(question.Purpose.Value, question.Controller.Value, question.Recipient.Value);
        Assert.Equal(reason == DenialReason.None, question.Categories.IsWithin(glance.Set(row.Receivable)));
    }

    [Fact]
    public void A_pack_with_more_parties_than_rows_are_kept_for_is_answered_all_the_same()
    {
        var many = Enumerable.Range(0, 2_000).Select(i => Build.Recipient($"office-{i}", "authority", "SE"));
        var large = Policy.Compile(
            Build.Pack("large", StaffingPack.First with { Recipients = [.. StaffingPack.First.Recipients, .. many] }), TestLaw.Data);
        var usual = Policy.Compile(StaffingPack.FirstOnly, TestLaw.Data);
        var state = StandingState.Fold([new StandingChange.Met(DateTimeOffset.UnixEpoch, "job-seeker")]) with { Residence = "SE" };

        foreach (var day in (string[])["2018-12-31", "2019-01-01", "2026-07-01"])
        {
            var (one, other) = (large.Decide(Asked(day), large.Compile(state)), usual.Decide(Asked(day), usual.Compile(state)));
            Assert.Equal((other.Reason, other.Basis, other.Obligations), (one.Reason, one.Basis, one.Obligations));
        }
        var question = large.Resolve(Asked("2019-01-01"));
        Assert.False(
            ShortWay.Answer(in question, large.Compile(state), large.EpochOn(question.On), large.Tables).IsAnswer);
    }

    private static WordQuestion Asked(string day) => new()
    {
        Action = UseAction.Disclose, Purpose = "recruiting", Categories = new[] { "name", "cv" }, Controller = "north-se",
        Recipient = "cloud-se", On = Day.Of(TestLaw.D(day)),
    };
}
