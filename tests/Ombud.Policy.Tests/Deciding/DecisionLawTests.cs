using CsCheck;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Policies.Tests.Packs;

namespace Ombud.Policies.Tests.Deciding;

/// <summary>What holds for every pack, every standing and every question.</summary>
public sealed class DecisionLawTests
{
    private static readonly Gen<(Pack Pack, StandingState Standing, WordQuestion[] Questions)> Anything =
        Gen.Select(RandomPacks.Pack, RandomPacks.Standing, RandomPacks.Question.Array[40]);

    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Withdrawing_a_consent_never_permits_more() => NeverPermitsMore((standing, key) =>
        standing.Apply(new StandingChange.Consent(Now, key, ConsentAnswer.Withdrawn, "2024-01-01", false)));

    [Fact]
    public void Refusing_a_consent_never_permits_more() => NeverPermitsMore((standing, key) =>
        standing.Apply(new StandingChange.Consent(Now, key, ConsentAnswer.Refused, "2024-01-01", false)));

    [Fact]
    public void Objecting_never_permits_more() => NeverPermitsMore((standing, key) =>
        standing.Apply(new StandingChange.Objection(Now, key,
            standing.Objections.GetValueOrDefault(key) is ObjectionState.Upheld ? ObjectionState.Upheld
                : ObjectionState.Pending)));

    [Fact]
    public void Restricting_never_permits_more() =>
        NeverPermitsMore((standing, _) => standing.Apply(new StandingChange.Restriction(Now, true)));

    [Fact]
    public void Turning_out_to_be_a_child_never_permits_more() =>
        NeverPermitsMore((standing, _) => standing.Apply(new StandingChange.Child(Now, true)));

    [Fact]
    public void Isolating_denies_all() => Anything.Sample((pack, standing, questions) =>
    {
        var policy = Policy.Compile(pack, TestLaw.Data);
        var isolated = policy.Compile(standing.Apply(new StandingChange.Isolation(Now, true)));
        return questions.All(q => !policy.Decide(q, isolated).IsPermitted);
    }, iter: 300);

    [Fact]
    public void Joining_into_another_denies_all() => Anything.Sample((pack, standing, questions) =>
    {
        var policy = Policy.Compile(pack, TestLaw.Data);
        var joined = policy.Compile(standing.Apply(new StandingChange.Joined(Now, SubjectId.New(TimeProvider.System))));
        return questions.All(q => !policy.Decide(q, joined).IsPermitted);
    }, iter: 300);

    [Fact]
    public void Naming_a_country_never_permits_more() => Sample((policy, standing, questions, _) =>
    {
        var compiled = policy.Compile(standing);
        return questions.Where(q => q is { Recipient: not null, To: not null })
            .All(q => !policy.Decide(q, compiled).IsPermitted || policy.Decide(q with { To = null }, compiled).IsPermitted);
    });

    [Fact]
    public void Stating_where_data_lies_never_permits_more() => Sample((policy, standing, questions, _) =>
    {
        var compiled = policy.Compile(standing);
        return questions.All(q => policy.Decide(q with { From = null }, compiled).IsPermitted
            || new[] { "SE", "US", "IN" }.All(from => !policy.Decide(q with { From = from }, compiled).IsPermitted));
    });

    [Fact]
    public void Erasing_denies_all() => Anything.Sample((pack, standing, questions) =>
    {
        var policy = Policy.Compile(pack, TestLaw.Data);
        var erased = policy.Compile(standing.Apply(new StandingChange.Erased(Now)));
        return questions.All(q => !policy.Decide(q, erased).IsPermitted);
    }, iter: 300);

    [Fact]
    public void Giving_a_consent_takes_nothing_away() => Sample((policy, standing, questions, key) =>
    {
        var before = policy.Compile(standing);
        return questions.All(q =>
        {
            var version = policy.Version(q.On)!.Version;
            var at = new DateTimeOffset(q.On.Date, TimeOnly.MinValue, TimeSpan.Zero);

            // Given on the day of the question, after everything else, under the version in force.
            if (standing.Consents.Values.Any(c => c.At > at))
                return true;

            var given = standing.Apply(new StandingChange.Consent(at, key, ConsentAnswer.Given, version, true));
            return !policy.Decide(q, before).IsPermitted || policy.Decide(q, policy.Compile(given)).IsPermitted;
        });
    });

    [Fact]
    public void A_word_that_the_pack_lacks_is_always_denied() => Sample((policy, standing, questions, _) =>
    {
        var compiled = policy.Compile(standing);
        return questions.All(q =>
            !policy.Decide(q with { Purpose = "foreign" }, compiled).IsPermitted
            && !policy.Decide(q with { Topic = "foreign" }, compiled).IsPermitted
            && !policy.Decide(q with { Categories = (string[])[.. q.Categories.Span, "foreign"] }, compiled).IsPermitted
            && !policy.Decide(q with { Controller = "foreign" }, compiled).IsPermitted
            && !policy.Decide(q with { Recipient = "foreign" }, compiled).IsPermitted
            && !policy.Decide(q with { Point = "foreign" }, compiled).IsPermitted
            && !policy.Decide(q with { From = "foreign" }, compiled).IsPermitted
            && !policy.Decide(q with { To = "foreign" }, compiled).IsPermitted);
    });

    [Fact]
    public void A_later_version_changes_no_earlier_answer() => Anything.Sample((pack, standing, questions) =>
    {
        // A consent to the later version's text cannot be compared where that version is not known.
        var known = standing with
        {
            Consents = standing.Consents.RemoveRange(standing.Consents.Where(c => c.Value.NoticeVersion != "2018-05-04")
                .Select(c => c.Key)),
        };
        var both = Policy.Compile(pack, TestLaw.Data);
        var first = Policy.Compile(pack with { Versions = [pack.Versions[0]] }, TestLaw.Data);
        return questions.Where(q => q.On.Date < new DateOnly(2024, 1, 1))
            .All(q => Words(both, both.Decide(q, both.Compile(known)))
                .Equals(Words(first, first.Decide(q, first.Compile(known)))));
    }, iter: 300);

    [Fact]
    public void The_same_question_has_the_same_answer() => Sample((policy, standing, questions, _) =>
    {
        var again = Policy.Compile(policy.Pack, TestLaw.Data);
        return questions.All(q =>
            policy.Decide(q, policy.Compile(standing)) == again.Decide(q, again.Compile(standing)));
    });

    [Fact]
    public void The_short_way_answers_as_the_long_way() => Sample((policy, standing, questions, _) =>
    {
        var compiled = policy.Compile(standing);
        return questions.All(words =>
        {
            var question = policy.Resolve(words);
            var epoch = policy.EpochOn(question.On);
            epoch.WorkOut(policy.Tables);
            return policy.Decide(question, compiled) == policy.DecideByStep(question, compiled, epoch);
        });
    });

    [Fact]
    public void Random_questions_are_permitted_often_enough_to_prove_anything()
    {
        var (permitted, asked) = (0, 0);
        Anything.Sample((pack, standing, questions) =>
        {
            var policy = Policy.Compile(pack, TestLaw.Data);
            Interlocked.Add(ref asked, questions.Length);
            Interlocked.Add(ref permitted,
                questions.Count(q => policy.Decide(q, policy.Compile(standing)).IsPermitted));
        }, iter: 200);

        Assert.True(permitted > asked / 50, $"{permitted} of {asked} were permitted.");
    }

    private static void NeverPermitsMore(Func<StandingState, string, StandingState> change) =>
        Sample((policy, standing, questions, key) =>
        {
            var (before, after) = (policy.Compile(standing), policy.Compile(change(standing, key)));
            return questions.All(q => policy.Decide(q, before).IsPermitted || !policy.Decide(q, after).IsPermitted);
        });

    private static void Sample(Func<Policy, StandingState, WordQuestion[], string, bool> holds) =>
        Gen.Select(Anything, RandomPacks.Pick(["p1", "p2", "p3", "t1", "t2"]))
            .Sample((anything, key) =>
                holds(Policy.Compile(anything.Pack, TestLaw.Data), anything.Standing, anything.Questions, key),
                    iter: 300);

    private static object Words(Policy policy, Decision decision) =>
        (decision.IsPermitted, decision.Reason, decision.Basis, decision.Rank,
        decision.Obligations, policy.Words.Word(decision.Clause), policy.Words.Word(decision.Safeguard));
}
