using System.Text.Json;
using CsCheck;
using Ombud.Consents;
using Ombud.Database;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Running;

namespace Ombud.Tests.Consents;

public sealed class StandingTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Keys = ["newsletters", "talent-pool", "marketing", "answer-messages", "*"];

    private static readonly Gen<string> AnyKey = Gen.Int[0, 4].Select(place => Keys[place]);

    private static readonly Gen<Fact> AnyFact = Gen.OneOf(
        Gen.Select(AnyKey, Gen.Enum<ConsentAnswer>(), Gen.Bool, (key, answer, isExplicit) => (Fact)new ConsentAnswered
        {
            Key = key, Answer = answer, Controller = ConsentCaller.Controller, Explicit = isExplicit, Kind = isExplicit ? "visitor" : null,
            Shown = new Shown(ConsentCaller.Version, "sv", null, null),
        }),
        Gen.Select(AnyKey, Gen.Enum<ObjectionState>(), (key, state) => (Fact)new ObjectionMade(key, state)),
        Gen.Bool.Select(isOn => (Fact)new RestrictionSet(isOn)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Where_a_person_stands_is_what_their_facts_add_up_to_at_every_moment(int engine)
    {
        await using var app = await OmbudApp.StartAsync((Engine)engine);
        await AnyFact.List[1, 12].SampleAsync(async facts =>
        {
            var subject = SubjectId.New(TimeProvider.System);
            var then = new List<(DateTimeOffset At, StandingState Standing)>();
            foreach (var fact in facts)
            {
                var done = Assert.IsType<Appended.Done>(await app.Get<Ledger>().AppendAsync(subject, fact, None));
                then.Add((done.Fact.At, done.Standing!));
            }

            var stored = await app.Get<Standings>().FindAsync(subject, None);
            Assert.Equal(Text(then[^1].Standing), Text(stored!));
            foreach (var (at, standing) in then)
            {
                var folded = await app.Get<FactHistory>().FoldAsync(subject, at, None);
                if (folded.Version == standing.Version)
                    Assert.Equal(Text(standing), Text(folded));
                else
                    Assert.Contains(then, later => later.At == at && later.Standing.Version == folded.Version);
            }
        }, iter: 20, threads: 2);
    }

    private static string Text(StandingState standing) => JsonSerializer.Serialize(standing, StandingJson.Default.StandingState);
}
