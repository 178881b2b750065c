using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Npgsql;
using Ombud.Keys;
using Ombud.Log;
using Ombud.Log.Writing;
using Ombud.Policies.Deciding;
using Ombud.Subjects;
using Ombud.Tests.Log;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage;

/// <summary>On tables partitioned by hash of the bucket: what is refused, and how many partitions a statement touches.</summary>
public sealed partial class PartitionTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Statements that by design read more than one bucket, and why.</summary>
    private static readonly IReadOnlyDictionary<string, string> FanOut = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["join   unnest(@buckets, @subjects)"] = "the ledger reads the standings of one group, whose people lie in many buckets",
        ["from   unsequenced"] = "the sequencer takes what waits, from all buckets",
        ["delete from unsequenced"] = "the sequencer takes a batch away, from all buckets",
    };

    [Fact]
    public async Task What_is_asked_about_one_person_touches_one_partition()
    {
        await using var app = await OmbudApp.StartAsync(StorageKind.Partitioned);
        var subject = SubjectId.New(TimeProvider.System);
        using var statements = new Statements(new NpgsqlConnectionStringBuilder(app.Storage.AppConnection).Database!);

        await app.Get<Ledger>().AppendAsync(subject, new SampleGiven("newsletters"), None);
        await app.Get<Standings>().FindAsync(subject, None);
        await app.Get<FactHistory>().FoldAsync(subject, TimeProvider.System.GetUtcNow(), None);
        await app.Get<Identifiers>().NoteAsync(subject, IdentifierKind.Email, "anna@jobs.example", None);
        await app.Get<Identifiers>().ConfirmAsync(subject, IdentifierKind.Email, "anna@jobs.example", None);
        await app.Get<Identifiers>().ProveAsync(subject, IdentifierKind.Email, "anna@jobs.example", None);
        await app.Get<Identifiers>().FindUnprovedAsync(IdentifierKind.Email, "anna@jobs.example", None);
        await using (var change = await app.Get<Changes>().BeginAsync(subject, None))
        {
            change.Db.Add(await app.Get<Identifiers>().HashRowAsync(subject, IdentifierKind.Email, "anna@jobs.example", None));
            await change.CommitAsync([new SampleWithdrawn("newsletters")], None);
        }
        await app.Get<Identifiers>().ForgetAsync(subject, None);

        var seen = statements.OfTables("standing", "fact", "fact_body", "lookup", "proved_identifier", "subject_hash").ToList();
        Assert.InRange(seen.Count, 10, int.MaxValue);
        await using var connection = await TestDb.OpenAsync(app.Storage);
        foreach (var sql in seen.Where(sql => !FanOut.Keys.Any(part => sql.Contains(part, StringComparison.Ordinal))))
            Assert.True(await PartitionsAsync((NpgsqlConnection)connection, sql) <= 1, $"touches several partitions: {sql}");
    }

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
        await using (var types = new NpgsqlCommand("select parameter_types::text[] from pg_prepared_statements where name = 'asked'", connection))
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

    /// <summary>What the product sends to one database, as Npgsql's tracing tells it.</summary>
    private sealed class Statements : IDisposable
    {
        private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
        private readonly ActivityListener _listener;

        public Statements(string database)
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Npgsql",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = activity =>
                {
                    if ((activity.GetTagItem("db.name") ?? activity.GetTagItem("db.namespace")) as string is { } name
                        && name.Contains(database, StringComparison.Ordinal)
                        && (activity.GetTagItem("db.statement") ?? activity.GetTagItem("db.query.text")) is string sql)
                        _seen[sql] = true;
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public IEnumerable<string> OfTables(params string[] tables) => _seen.Keys.Where(sql =>
            tables.Any(table => Regex.IsMatch(sql, $@"\b{table}\b", RegexOptions.None, TimeSpan.FromSeconds(1))));

        public void Dispose() => _listener.Dispose();
    }
}
