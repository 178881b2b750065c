using Npgsql;
using Ombud.Database;
using Ombud.Database.Locking;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage;

public sealed class StartLockTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task Another_waits_until_the_first_lets_go(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind);
        var first = await TakeAsync(app);
        var second = TakeAsync(app);

        await Task.Delay(500);
        Assert.False(second.IsCompleted);
        await first.DisposeAsync();

        await (await second.WaitAsync(TimeSpan.FromSeconds(20))).DisposeAsync();
    }

    [Fact]
    public async Task Whoever_waits_goes_on_at_once_when_the_first_is_gone_without_letting_go()
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Postgres);
        await using var first = await TakeAsync(app);
        var second = TakeAsync(app);

        var database = new NpgsqlConnectionStringBuilder(app.Storage.DataConnection).Database;
        await using (var superuser = await TestDb.OpenAsync(Engine.Postgres, TestStorage.Server!))
        {
            // As a server does with the connection of a process that was killed.
            Assert.Equal(1, await TestDb.CountAsync(superuser,
                $"""
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = '{database}' and state = 'idle in transaction' and query like '%from lease%for update%'
                """));
        }

        await (await second.WaitAsync(TimeSpan.FromSeconds(20))).DisposeAsync();
    }

    private static Task<IAsyncDisposable> TakeAsync(OmbudApp app) =>
        StartLock.TakeAsync(app.Get<Db>(), app.Get<StorageOptions>(), "test-start", None);
}
