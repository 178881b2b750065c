using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Ombud.Consents;
using Ombud.Corrections;
using Ombud.Jobs;
using Ombud.Policies.Deciding;
using Ombud.SignIn.People;
using Ombud.Systems.Changing;
using Ombud.Tests.Running;

namespace Ombud.Tests.Systems;

/// <summary>
/// The built product is killed while it carries restrictions to two databases, and some are lifted meanwhile. Three rounds; thirty with
/// <c>./test --long</c>.
/// </summary>
public sealed class KilledRestrictionTests
{
    private const int PerRound = 8;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Systems = ["crm", "shop"];

    private static int Rounds => Environment.GetEnvironmentVariable("OMBUD_TEST_LONG") is null ? 3 : 30;

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    [Trait("Promise", "rights.restrict")]
    public async Task A_restriction_that_is_killed_reaches_every_system_in_the_end_and_a_lifted_one_is_lifted(StorageKind kind)
    {
        using var storage = TestStorage.Create(kind);
        using var systems = ForeignSystem.Create(Systems);
        systems.Mark(Systems);
        var people = new List<SubjectId>();

        for (var round = 0; round < Rounds; round++)
        {
            people.AddRange(await RestrictAsync(storage, systems, people));
            await using var process = await OmbudProcess.ServeAsync(storage, systems.Settings);
            await Task.Delay(RandomNumberGenerator.GetInt32(0, 400), None);
            await process.KillAsync();
        }

        // Hours later, so that whatever the killed had taken is free again.
        var app = await OmbudApp.StartAsync(
            storage, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(20)), systems.Settings);
        for (var tries = 0; tries < 100 && (await app.Get<ReadWaitingChanges>().ListAsync(None)).Total > 0; tries++)
        {
            await app.Get<JobRunner>().RunDueAsync(None);
            await Task.Delay(50, None);
        }
        Assert.Equal(0, (await app.Get<ReadWaitingChanges>().ListAsync(None)).Total);
        // Of each round but the last, every second was lifted in the next.
        var lifted = (Rounds - 1) * PerRound / 2;
        Assert.All(Systems, id =>
        {
            Assert.Equal(people.Count - lifted, systems.Count(id, "customer", "state = 'blocked'"));
            Assert.Equal(lifted, systems.Count(id, "customer", "state is null or state = 'open'"));
        });
        await app.StopAsync();
    }

    // By a product whose clock stands still, so that it carries nothing itself.
    private static async Task<List<SubjectId>> RestrictAsync(TestStorage storage, ForeignSystem systems, List<SubjectId> before)
    {
        var people = new List<SubjectId>();
        var app = await OmbudApp.StartAsync(storage, new FakeTimeProvider(TimeProvider.System.GetUtcNow()), systems.Settings);
        var restrict = app.Get<RestrictPerson>();
        foreach (var person in before.TakeLast(PerRound).Take(PerRound / 2))
            Assert.Equal(WillOutcome.Done, await restrict.LiftAsync(person, None));
        for (var number = before.Count + 1; number <= before.Count + PerRound; number++)
        {
            var address = $"person{number}@person.example";
            var subject = (await app.Get<ProveAddress>().RunAsync(address, None))!.Value;
            foreach (var id in Systems)
                systems.Add(id, number, address, $"canary{number}");
            Assert.Equal(WillOutcome.Done, await restrict.RunAsync(subject, None));
            people.Add(subject);
        }
        await app.StopAsync();
        return people;
    }
}
