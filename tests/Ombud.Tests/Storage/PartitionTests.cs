using System.Text.RegularExpressions;
using Npgsql;
using Ombud.Log;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage;

/// <summary>On tables partitioned by hash of the bucket: what is refused, and how many partitions a statement touches.</summary>
public sealed partial class PartitionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_statement_without_its_bucket_touches_them_all()
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Partitioned);
        await using var connection = await TestDb.OpenAsync(app.Storage);

        Assert.Equal(Partitions.Count, await PartitionsAsync(
            (NpgsqlConnection)connection, "select version from standing where subject_id = @subject"));
    }

    [Fact]
    public void A_key_without_the_bucket_is_refused()
    {
        using var storage = TestStorage.Create(StorageKind.Partitioned);
        using var connection = new NpgsqlConnection(storage.OwnerConnection);
        connection.Open();
        using (var create = new NpgsqlCommand("create table bad (bucket smallint, subject_id uuid primary key)", connection))
            create.ExecuteNonQuery();

        using var partition = new NpgsqlCommand(Partitions.SqlFor("bad"), connection);
        var refusal = Assert.Throws<PostgresException>(() => partition.ExecuteNonQuery());

        Assert.Equal(PostgresErrorCodes.FeatureNotSupported, refusal.SqlState);
    }

    /// <summary>How many partitions PostgreSQL's plan for a statement names, given some values.</summary>
    private static async Task<int> PartitionsAsync(NpgsqlConnection connection, string sql)
    {
        var names = Parameter.Matches(sql).Select(match => match.Value).Distinct().ToList();
        foreach (var (name, index) in names.Select((name, index) => (name, index)).OrderByDescending(pair => pair.name.Length))
            sql = sql.Replace(name, $"${index + 1}", StringComparison.Ordinal);
        await TestDb.RunAsync(connection, "deallocate all");
        await TestDb.RunAsync(connection, $"prepare asked as {sql}");
        var values = new List<string>();
        await using (var types = new NpgsqlCommand("select parameter_types::text[] from pg_prepared_statements "
            + "where name = 'asked'", connection))
            values.AddRange(((string[])(await types.ExecuteScalarAsync())!).Select(ValueOf));
        await using var explain = new NpgsqlCommand(
            values.Count == 0 ? "explain execute asked" : $"explain execute asked({string.Join(", ", values)})", connection);
        await using var reader = await explain.ExecuteReaderAsync();
        var partitions = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
            partitions.UnionWith(PartOfTable.Matches(reader.GetString(0)).Select(match => match.Groups["part"].Value));
        return partitions.Count;
    }

    private static string ValueOf(string type) => type switch
    {
        "smallint" or "integer" or "bigint" => "7",
        "boolean" => "true",
        "uuid" => "'01920000-0000-7000-8000-000000000001'",
        "bytea" => """'\x01'""",
        "text" => "'x'",
        _ => "null",
    };

    [GeneratedRegex("@[a-z_0-9]+", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter { get; }

    [GeneratedRegex("_part(?<part>[0-9])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PartOfTable { get; }
}
