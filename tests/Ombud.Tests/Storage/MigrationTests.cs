using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Ombud.Database;
using Ombud.Database.Migrating;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Log;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage;

public sealed class MigrationTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Every_migration_is_on_the_list_by_which_a_start_knows_that_nothing_is_to_be_done(int engine)
    {
        var context = (Engine)engine is Engine.Sqlite ? typeof(SqliteOmbudContext) : typeof(PostgresOmbudContext);
        var found = typeof(OmbudContext).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<DbContextAttribute>()?.ContextType == context)
            .Select(type => type.GetCustomAttribute<MigrationAttribute>()?.Id).OfType<string>();

        Assert.Equal(found.Order(StringComparer.Ordinal), KnownMigrations.Of((Engine)engine));
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_second_start_finds_everything_as_it_was(StorageKind kind)
    {
        var subject = SubjectId.New(TimeProvider.System);
        var first = await OmbudApp.StartAsync(kind);
        await first.Get<Ledger>().AppendAsync(subject, new SampleGiven("newsletters"), None);

        await using var second = await OmbudApp.StartAsync(await first.StopAsync());

        var standing = await second.Get<Standings>().FindAsync(subject, None);
        Assert.Equal(ConsentAnswer.Given, standing!.Consents["newsletters"].Answer);
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task Two_processes_may_start_at_once_on_an_empty_storage(StorageKind kind)
    {
        using var storage = TestStorage.Create(kind);

        var apps = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => OmbudApp.StartAsync(storage))));

        Assert.Single(apps.Select(app => app.Get<Ombud.Keys.KeyStore>().Installation).Distinct());
        // The secrets of one process alone are told, and they are those that hold.
        var told = await File.ReadAllLinesAsync(Path.Combine(storage.DataFolder, "first-start.txt"));
        Assert.Equal(2, told.Length);
        foreach (var app in apps)
            await app.StopAsync();
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task A_database_of_a_newer_version_is_refused(StorageKind kind)
    {
        var app = await OmbudApp.StartAsync(kind);
        using var storage = await app.StopAsync();
        await using (var connection = await TestDb.OpenAsync(storage))
        {
            await TestDb.RunAsync(connection,
                """insert into "__EFMigrationsHistory" ("MigrationId", "ProductVersion") values ('29990101000000_FromTheFuture', '99')""");
        }

        var refusal = await Assert.ThrowsAsync<ConfigurationException>(() => OmbudApp.StartAsync(storage));

        Assert.Contains("newer version of Ombud (it has 29990101000000_FromTheFuture)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_lock_left_by_a_killed_process_is_cleared()
    {
        var app = await OmbudApp.StartAsync();
        using var storage = await app.StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(storage.DataFolder, "ombud.db*"))
            File.Delete(file);
        await using (var connection = await TestDb.OpenAsync(storage))
        {
            await TestDb.RunAsync(connection,
                """create table "__EFMigrationsLock" ("Id" integer primary key, "Timestamp" text not null)""");
            await TestDb.RunAsync(connection,
                """insert into "__EFMigrationsLock" ("Id", "Timestamp") values (1, '2026-01-01 00:00:00+00:00')""");
        }

        var again = await OmbudApp.StartAsync(storage).WaitAsync(TimeSpan.FromSeconds(60));

        await again.StopAsync();
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task The_migrations_say_all_that_the_model_says(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind);
        await using var context = await app.Get<IDbContextFactory<OmbudContext>>().CreateDbContextAsync(None);

        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task A_damaged_database_is_named()
    {
        var app = await OmbudApp.StartAsync();
        using var storage = await app.StopAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await File.WriteAllBytesAsync(Path.Combine(storage.DataFolder, "ombud.db"), new byte[5000].Select(_ => (byte)7).ToArray(), None);

        var refusal = await Assert.ThrowsAsync<ConfigurationException>(() => OmbudApp.StartAsync(storage));

        Assert.Contains("OMBUD_DATA (ombud.db) is damaged", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named_without_its_password()
    {
        using var storage = TestStorage.Create(StorageKind.Postgres);
        const string Nowhere = "Host=127.0.0.1;Port=1;Username=ombud_app;Password=made-up-secret;Database=x";

        var refusal = await Assert.ThrowsAsync<ConfigurationException>(() => OmbudApp.StartAsync(
            storage, null, $"--ConnectionStrings:Ombud={Nowhere}", $"--ConnectionStrings:OmbudOwner={Nowhere}"));

        Assert.Contains("PostgreSQL does not answer", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("made-up-secret", refusal.Message, StringComparison.Ordinal);
    }
}
