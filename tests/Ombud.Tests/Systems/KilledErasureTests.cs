using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Ombud.Erasure;
using Ombud.Policies.Deciding;
using Ombud.SignIn.ApiKeys;
using Ombud.SignIn.People;
using Ombud.Systems.Erasing;
using Ombud.Tests.Collection;
using Ombud.Tests.Running;

namespace Ombud.Tests.Systems;

/// <summary>The built product is killed while it erases people in two databases. Three rounds; thirty with <c>./test --long</c>.</summary>
public sealed class KilledErasureTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Systems = ["crm", "shop"];

    private static int Rounds => Environment.GetEnvironmentVariable("OMBUD_TEST_LONG") is null ? 3 : 30;

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    [Trait("Promise", "rights.rectify-erase")]
    public async Task An_erasure_that_is_killed_ends_whole_and_verified_in_every_system(StorageKind kind)
    {
        using var storage = TestStorage.Create(kind);
        using var systems = ForeignSystem.Create(Systems);
        var (people, key) = await PrepareAsync(storage, systems);

        foreach (var (address, subject) in people)
        {
            await using (var process = await OmbudProcess.ServeAsync(storage, systems.Settings))
            {
                var asking = EraseAsync(process.Http, subject, key);
                await Task.Delay(RandomNumberGenerator.GetInt32(0, 700), None);
                await process.KillAsync();
                // A refused or cut off answer says nothing; an erasure that was asked for before the kill goes on.
                await asking;
            }
            Assert.All(Systems, id => AssertWholeOrGone(systems, id, address));
        }

        // Hours later, so that whoever waits for a second try is due.
        var app = await OmbudApp.StartAsync(
            storage, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(20)), systems.Settings);
        foreach (var (address, subject) in people)
        {
            await app.Get<EraseSubject>().AskAsync(subject, ErasureReason.Asked, "self", None);
            Assert.Equal(ErasureStep.Done, (await app.Get<EraseSubject>().RunAsync(subject, None)).Step);
            var rows = await app.Get<EraseInSystems>().OfAsync(subject, None);
            Assert.Equal(Systems, rows.Select(row => row.System));
            Assert.All(rows, row => Assert.Equal(SystemErasureState.Verified, row.State));
            Assert.All(Systems, id => Assert.Equal(0, systems.Count(id, "customer", $"email = '{address}'")));
        }
        Assert.All(Systems, id =>
        {
            Assert.Equal(1, systems.Count(id, "customer"));
            Assert.Equal(people.Count, systems.Count(id, "invoice", "payer like 'erased-%' and order_id is null"));
            Assert.Equal(2, systems.Count(id, "customer_order"));
        });
        await app.StopAsync();
    }

    // In each system somebody of each round, and one who stays.
    private static async Task<(List<(string Address, SubjectId Subject)> People, string Key)> PrepareAsync(
        TestStorage storage, ForeignSystem systems)
    {
        var app = await OmbudApp.StartAsync(storage, null, systems.Settings);
        var key = await CollectionApp.NewKeyAsync(app, Scope.All);
        var people = new List<(string, SubjectId)>();
        for (var round = 1; round <= Rounds; round++)
        {
            var address = $"person{round}@person.example";
            people.Add((address, (await app.Get<ProveAddress>().RunAsync(address, None))!.Value));
            foreach (var id in Systems)
                systems.Add(id, round, address, $"canary{round}");
        }
        foreach (var id in Systems)
            systems.Add(id, 1000, "stays@person.example", "other");
        await app.StopAsync();
        return (people, key);
    }

    // All of a person's rows are there or none is: one transaction.
    private static void AssertWholeOrGone(ForeignSystem systems, string id, string address)
    {
        var number = address["person".Length..address.IndexOf('@', StringComparison.Ordinal)];
        var there = systems.Count(id, "customer", $"email = '{address}'");
        Assert.Equal(there, systems.Count(id, "address", $"id = {number}"));
        Assert.Equal(2 * there, systems.Count(id, "customer_order", $"customer_id = {number}"));
        Assert.Equal(there, systems.Count(id, "invoice", $"id = {number} and payer = 'canary{number} payer'"));
    }

    private static async Task EraseAsync(HttpClient http, SubjectId subject, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/subjects/{subject.Value}/erasure");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", subject.Value.ToString());
        request.Content = new StringContent("{}", MediaTypeHeaderValue.Parse("application/json"));
        try
        {
            using var answer = await http.SendAsync(request, None);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }
        catch (HttpRequestException)
        {
            // Killed before it answered.
        }
    }
}
