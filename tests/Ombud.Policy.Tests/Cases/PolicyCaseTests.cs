using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;
using Ombud.Policies.Tests.Packs;

namespace Ombud.Policies.Tests.Cases;

/// <summary>Each folder beside this file is a case: a pack, a standing, a question and the answer that was reasoned
/// out by hand.</summary>
public sealed class PolicyCaseTests
{
    private static readonly Policy Staffing = Policy.Compile(StaffingPack.Pack, TestLaw.Data);
    private static readonly Policy Transfers = Policy.Compile(TransferPack.Pack, TestLaw.Data);

    public static TheoryData<string> Names => [.. PolicyCase.All()];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_is_answered_as_reasoned(string name)
    {
        var @case = PolicyCase.Read(name);
        var policy = @case.Pack switch
        {
            "staffing" => Staffing,
            "transfers" => Transfers,
            "shipped" => ShippedPack.Policy,
            var other => throw new InvalidDataException($"No such pack: {other}"),
        };

        var standing = policy.Compile(StandingState.Fold(@case.Standing));
        var question = policy.Resolve(@case.Question);
        var epoch = policy.EpochOn(question.On);
        epoch.WorkOut(policy.Tables);
        var decision = policy.Decide(in question, standing);
        Assert.Equal(policy.DecideByStep(in question, standing, epoch), decision);

        var expected = @case.Expected;
        Assert.Equal((expected.Verdict, expected.Reason ?? "none"),
            (decision.IsPermitted ? "permit" : "deny", ReasonCodes.CodeOf(decision.Reason)));
        Assert.Equal(expected.Clause ?? policy.Words.Word(decision.Clause), policy.Words.Word(decision.Clause));
        Assert.Equal(expected.Basis ?? decision.Basis.ToString(), decision.Basis.ToString(), ignoreCase: true);
        Assert.Equal(expected.Rank ?? decision.Rank.ToString(), decision.Rank.ToString(), ignoreCase: true);
        Assert.Equal(expected.Safeguard
            ?? policy.Words.Word(decision.Safeguard), policy.Words.Word(decision.Safeguard));
    }

    [Fact]
    public void There_are_cases_enough_to_rely_on() => Assert.True(PolicyCase.All().Count() >= 200);

    [Fact]
    public void Every_reason_has_a_case()
    {
        var reasons = PolicyCase.All().Select(n => PolicyCase.Read(n).Expected.Reason).OfType<string>();

        Assert.Empty(Enum.GetValues<DenialReason>().Where(r => r is not DenialReason.None)
            .Select(ReasonCodes.CodeOf).Except(reasons, StringComparer.Ordinal));
    }
}
