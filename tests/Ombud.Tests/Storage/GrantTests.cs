using Microsoft.Data.Sqlite;
using Npgsql;
using Ombud.Database;
using Ombud.Keys;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Tests.Log;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage;

public sealed class GrantTests
{
    private const string InsufficientPrivilege = "42501";
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(StorageKind.Postgres)]
    [InlineData(StorageKind.Partitioned)]
    public async Task The_serving_role_cannot_change_what_is_only_added_to(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind);
        await app.Get<Ledger>().AppendAsync(SubjectId.New(TimeProvider.System), new SampleGiven("newsletters"), None);
        await using var connection = await TestDb.OpenAsync(Engine.Postgres, app.Storage.AppConnection);

        foreach (var (table, column) in new[]
        {
            ("fact", "commitment"), ("trail_entry", "commitment"), ("checkpoint", "note"), ("fact_body", "sealed"), ("clear_fact", "kind"),
        })
        {
            foreach (var sql in new[] { $"update {table} set {column} = {column}", $"delete from {table}", $"truncate {table}", $"drop table {table}" })
            {
                var refusal = await Assert.ThrowsAsync<PostgresException>(() => TestDb.RunAsync(connection, sql));
                Assert.Equal(InsufficientPrivilege, refusal.SqlState);
            }
        }
    }

    [Fact]
    public async Task The_serving_role_owns_nothing_and_creates_nothing()
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Postgres);
        await using var connection = await TestDb.OpenAsync(Engine.Postgres, app.Storage.AppConnection);

        Assert.Equal(0, await TestDb.CountAsync(connection, "select count(*) from pg_class where pg_get_userbyid(relowner) = current_user"));
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => TestDb.RunAsync(connection, "create table mine (a integer)"));
        Assert.Equal(InsufficientPrivilege, refusal.SqlState);
        refusal = await Assert.ThrowsAsync<PostgresException>(() =>
            TestDb.RunAsync(connection, """delete from "__EFMigrationsHistory" """));
        Assert.Equal(InsufficientPrivilege, refusal.SqlState);
    }

    [Theory]
    [InlineData("ombud_owner", "an owner of its tables")]
    [InlineData("postgres", "a superuser")]
    public async Task Serving_as_owner_or_superuser_is_refused_outside_development(string role, string fault)
    {
        using var storage = TestStorage.Create(StorageKind.Postgres);
        var mighty = new NpgsqlConnectionStringBuilder(storage.AppConnection) { Username = role }.ToString();

        var refusal = await Assert.ThrowsAsync<ConfigurationException>(() => OmbudApp.StartAsync(
            storage, null, $"--ConnectionStrings:Ombud={mighty}", "--environment", "Production", "--urls", "https://127.0.0.1:0"));

        Assert.Contains($"serves as {fault}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serving_as_owner_is_told_in_development()
    {
        using var storage = TestStorage.Create(StorageKind.Postgres);

        var app = await OmbudApp.StartAsync(storage, null, $"--ConnectionStrings:Ombud={storage.OwnerConnection}");

        Assert.Contains(app.Logs.Lines, line => line.Contains("served as an owner of its tables", StringComparison.Ordinal));
        await app.StopAsync();
    }

    [Fact]
    public async Task Keys_and_data_on_one_server_are_told_at_start()
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Postgres);

        Assert.True(await app.Get<KeyStoreApart>().IsOneServerAsync(None));
        Assert.Contains(app.Logs.Lines, line => line.Contains("databases of one PostgreSQL server", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_and_data_in_files_are_not_one_server()
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Sqlite);

        Assert.False(await app.Get<KeyStoreApart>().IsOneServerAsync(None));
        Assert.DoesNotContain(app.Logs.Lines, line => line.Contains("one PostgreSQL server", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("update fact set commitment = x'00'")]
    [InlineData("delete from fact")]
    [InlineData("update fact_body set sealed = x'00'")]
    [InlineData("update clear_fact set kind = 'x'")]
    [InlineData("update trail_entry set commitment = x'00'")]
    [InlineData("delete from trail_entry")]
    [InlineData("update checkpoint set note = 'x'")]
    [InlineData("delete from checkpoint")]
    public async Task On_sqlite_triggers_guard_against_mistakes(string sql)
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Sqlite);
        await app.Get<Ledger>().AppendAsync(SubjectId.New(TimeProvider.System), new SampleGiven("newsletters"), None);
        await app.Get<Ledger>().AppendAsync(null, new SampleCounted(3), None);
        await app.SequenceAsync();
        await using var connection = await TestDb.OpenAsync(app.Storage);

        var refusal = await Assert.ThrowsAsync<SqliteException>(() => TestDb.RunAsync(connection, sql));

        Assert.Contains("append only", refusal.Message, StringComparison.Ordinal);
    }
}
