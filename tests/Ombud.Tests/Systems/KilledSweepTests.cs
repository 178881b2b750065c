using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Ombud.Systems.Sweeping;
using Ombud.Tests.Running;

namespace Ombud.Tests.Systems;

/// <summary>The built product is killed while it sweeps two databases. Three rounds; thirty with <c>./test --long</c>.</summary>
public sealed class KilledSweepTests
{
    private const int Ending = 3000;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly string[] Systems = ["crm", "shop"];

    private static int Rounds => Environment.GetEnvironmentVariable("OMBUD_TEST_LONG") is null ? 3 : 30;

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    [Trait("Promise", "retention.delete-or-anonymise")]
    public async Task A_sweep_that_is_killed_goes_on_and_ends_with_nothing_left(StorageKind kind)
    {
        using var storage = TestStorage.Create(kind);
        using var systems = ForeignSystem.Create(Systems);
        foreach (var id in Systems)
        {
            for (var number = 1; number <= 20; number++)
                systems.Add(id, number, $"person{number}@person.example", "stays");
            systems.Age(id, _ => "2026-11-01", 20);
        }

        for (var round = 0; round < Rounds; round++)
        {
            await DueAsync(storage, systems);
            await using var process = await OmbudProcess.ServeAsync(storage, systems.Settings);
            // It begins three seconds after the start.
            await Task.Delay(RandomNumberGenerator.GetInt32(2500, 5000), None);
            await process.KillAsync();
        }

        // Hours later, so that the lease of the killed is free again.
        var app = await OmbudApp.StartAsync(
            storage, new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(20)), systems.Settings);
        foreach (var id in Systems)
        {
            while (await app.Get<SweepInSystems>().RunAsync(None, id) is null)
                await Task.Delay(50, None);
            var row = await SweepInSystemsTests.RowAsync(app, id);
            Assert.Null(row.RunDay);
            Assert.Null(row.Problem);
            Assert.Equal(0, row.LastLeft);
            Assert.Equal(20, systems.Count(id, "customer"));
            Assert.Equal(0, systems.Count(id, "customer", "name like 'ends%'"));
            Assert.Equal(40, systems.Count(id, "customer_order"));
        }
        var receipts = await SweepInSystemsTests.ReceiptsAsync(app);
        Assert.True(receipts.Where(one => one.Table == "customer").Sum(one => one.Deleted) <= Rounds * Ending * Systems.Length);
        Assert.All(receipts, one => Assert.Equal(0, one.Left));
        await app.StopAsync();
    }

    // By a product whose clock stands still, so that it sweeps nothing itself.
    private static async Task DueAsync(TestStorage storage, ForeignSystem systems)
    {
        var app = await OmbudApp.StartAsync(storage, new FakeTimeProvider(TimeProvider.System.GetUtcNow()), systems.Settings);
        foreach (var id in Systems)
        {
            systems.Run(id,
                $"""
                with recursive n (i) as (select 1 union all select i + 1 from n where i < {Ending})
                insert into customer (id, email, name, last_seen)
                select 1000000 + i, 'ends' || i || '@person.example', 'ends ' || i, '2020-01-01' from n
                where  not exists (select 1 from customer c where c.id = 1000000 + i)
                """);
            var row = await SweepInSystemsTests.RowAsync(app, id);
            row.DueAt = DateTimeOffset.UnixEpoch;
            await app.Get<SystemSweepState>().SaveAsync(row, None);
        }
        await app.StopAsync();
    }
}
