using Ombud.Policies.Deciding;
using Ombud.Policies.Tests.Cases;
using Ombud.Policies.Tests.Packs;

namespace Ombud.Policies.Tests.Deciding;

public sealed class AllocationTests
{
    [Fact]
    public void Deciding_allocates_nothing_by_numbers_or_by_words_permitted_or_denied()
    {
        var policy = Policy.Compile(StaffingPack.Pack, TestLaw.Data);
        var cases = PolicyCase.All().Select(PolicyCase.Read).Where(c => c.Pack == "staffing").ToList();
        var standings = cases.Select(c => policy.Compile(StandingState.Fold(c.Standing))).ToArray();
        var words = cases.Select(c => c.Question).ToArray();
        var numbers = words.Select(q => policy.Resolve(q)).ToArray();
        var permitted = DecideAll(policy, words, numbers, standings);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var again = DecideAll(policy, words, numbers, standings);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Equal(permitted, again);
        Assert.InRange(permitted, 1, (words.Length * 2) - 1);
    }

    private static int DecideAll(Policy policy, WordQuestion[] words, Question[] numbers, Standing[] standings)
    {
        var permitted = 0;
        for (var i = 0; i < words.Length; i++)
        {
            permitted += policy.Decide(in words[i], standings[i]).IsPermitted ? 1 : 0;
            permitted += policy.Decide(in numbers[i], standings[i]).IsPermitted ? 1 : 0;
        }

        return permitted;
    }
}
