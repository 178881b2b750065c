using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Ombud.Corrections;
using Ombud.Jobs;
using Ombud.Policies.Deciding;
using Ombud.SignIn.People;
using Ombud.Systems.Changing;
using Ombud.Tests.MyData;
using Ombud.Tests.Running;

namespace Ombud.Tests.Systems;

/// <summary>
/// The built product is killed while it carries corrections to two databases. Three rounds; thirty with <c>./test --long</c>.
/// </summary>
public sealed class KilledCorrectionTests
{
    private const int PerRound = 8;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Systems = ["crm", "shop"];

    private static int Rounds => Environment.GetEnvironmentVariable("OMBUD_TEST_LONG") is null ? 3 : 30;

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    [Trait("Promise", "rights.rectify-erase")]
    public async Task A_correction_that_is_killed_reaches_every_system_in_the_end(StorageKind kind)
    {
        using var storage = TestStorage.Create(kind);
        using var systems = ForeignSystem.Create(Systems);
        var people = new List<SubjectId>();

        for (var round = 0; round < Rounds; round++)
        {
            people.AddRange(await CorrectAsync(storage, systems, people.Count));
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
        Assert.All(Systems, id =>
        {
            Assert.Equal(people.Count, systems.Count(id, "customer", "name = 'Right ' || id"));
            Assert.Equal(people.Count, systems.Count(id, "customer"));
        });
        await app.Get<JobRunner>().RunDueAsync(None);
        foreach (var person in people)
            Assert.Equal(0, await CorrectInSystemsTests.KeysAsync(app, person));
        await app.StopAsync();
    }

    // By a product whose clock stands still, so that it carries nothing itself.
    private static async Task<List<SubjectId>> CorrectAsync(TestStorage storage, ForeignSystem systems, int before)
    {
        var people = new List<SubjectId>();
        var app = await OmbudApp.StartAsync(storage, new FakeTimeProvider(TimeProvider.System.GetUtcNow()), systems.Settings);
        for (var number = before + 1; number <= before + PerRound; number++)
        {
            var address = $"person{number}@person.example";
            var subject = (await app.Get<ProveAddress>().RunAsync(address, None))!.Value;
            foreach (var id in Systems)
                systems.Add(id, number, address, $"canary{number}");
            var record = await new Person(app, subject).GiveAsync("name", "contact-details", $"canary{number} name");
            Assert.IsType<Corrected.Done>(await app.Get<CorrectRecord>().RunAsync(
                new(subject, record, new($"Right {number}"), "self"), None));
            people.Add(subject);
        }
        await app.StopAsync();
        return people;
    }
}
