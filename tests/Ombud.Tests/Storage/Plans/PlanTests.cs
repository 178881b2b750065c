using System.Runtime.CompilerServices;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Ombud.Database;
using Ombud.Tests.Running;
using Ombud.Tests.Systems;

namespace Ombud.Tests.Storage.Plans;

/// <summary>The plans of what the product itself sends: by an index, and in one bucket.</summary>
public sealed class PlanTests
{
    /// <summary>Numbers about nobody, which the pack's rules do not ask for.</summary>
    private static readonly string[] NotMet = ["retained_count"];

    [Fact]
    public async Task Every_statement_goes_by_an_index_to_its_bucket_or_is_a_named_fan_out()
    {
        using var storage = TestStorage.Create(StorageKind.Partitioned);
        using var sent = new SentStatements(storage.AppConnection);
        using var systems = ForeignSystem.Create("crm");
        systems.Age("crm", _ => "2026-01-01", 0);
        var app = await OmbudApp.StartAsync(
            storage, new FakeTimeProvider(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero)), systems.Settings);
        try
        {
            await MainFlows.RunAsync(app, systems);
        }
        finally
        {
            await app.StopAsync();
        }

        var statements = sent.All;
        await using var connection = (NpgsqlConnection)await TestDb.OpenAsync(storage);
        var sized = await SizedAsync(connection);
        var rules = new PlanRules(sized);
        var violations = await rules.ViolationsAsync(connection, statements);

        Assert.True(violations.Count == 0, string.Join("\n\n", violations));
        var met = statements.Where(sql => PlanRules.FanOutOf(sql)?.Tables != "*").SelectMany(rules.TablesOf);
        Assert.Empty(sized.Except(met, StringComparer.Ordinal).Except(NotMet, StringComparer.Ordinal));
        Assert.Empty(FanOut.All.Except(statements.Select(PlanRules.FanOutOf)).Select(one => one!.Name));
    }

    [Fact]
    public async Task The_page_on_storage_lists_every_fan_out()
    {
        var lines = FanOut.All.Select(one =>
            $"| `{one.Name}` | {TablesOf(one)} | {one.Why}{(one.IsWhole ? " (no index)" : "")} |");

        var page = await File.ReadAllLinesAsync(Page());

        Assert.Equal(lines, page.SkipWhile(line => line is not "| name | tables | what for |").Skip(2).TakeWhile(line => line is not ""));
    }

    private static string TablesOf(FanOut fanOut) =>
        fanOut.Tables is "*" ? "every table" : string.Join(", ", fanOut.Tables.Split(' ').Select(table => $"`{table}`"));

    private static string Page([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "..", "docs", "storage.md"));

    [Theory]
    [InlineData("select version from standing where bucket = @bucket and subject_id = @subject", null)]
    [InlineData("select hash from proved_identifier where subject_id = @subject", "proved_identifier is read from end to end")]
    [InlineData("select version from standing where subject_id = @subject", "standing is read in every bucket")]
    [InlineData("select count(*) from standing", "standing is read in every bucket")]
    [InlineData("update record set holds = 0 where subject_id = @subject", "record is read in every bucket")]
    [InlineData("delete from job where subject_id = @subject", "job is read in every bucket")]
    [InlineData("-- fan-out: due-jobs\nselect job_id from job where state = 0 and due_at <= @now", null)]
    [InlineData("-- fan-out: due-jobs\nselect job_id from job where holder = @me", "job is read from end to end")]
    [InlineData("-- fan-out: due-jobs\nselect version from standing where subject_id = @subject", "standing is read in every bucket")]
    [InlineData("-- fan-out: nobody-knows\nselect job_id from job where state = 0", "job is read in every bucket")]
    [InlineData("select s.version from job j join standing s on s.bucket = j.bucket and s.subject_id = j.subject_id where j.state = 0",
        "job is read in every bucket")]
    public async Task The_rules_bite(string sql, string? sentence)
    {
        using var storage = TestStorage.Create(StorageKind.Partitioned);
        await using var connection = (NpgsqlConnection)await TestDb.OpenAsync(storage);

        var violations = await new PlanRules(await SizedAsync(connection)).ViolationsAsync(connection, [sql]);

        Assert.Equal(sentence is null ? [] : [$"{sentence}: {sql}"], violations);
    }

    private static async Task<HashSet<string>> SizedAsync(NpgsqlConnection connection)
    {
        var schema = await LiveSchema.ReadAsync(Engine.Postgres, connection);
        return [.. schema.Tables.Where(table => table.Columns.Any(column => column.Name == "bucket")).Select(table => table.Name)];
    }
}
