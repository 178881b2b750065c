using System.Data.Common;
using Ombud.Database;
using Ombud.Tests.Running;

namespace Ombud.Tests.Storage;

public sealed class SchemaTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<StorageKind> Kinds => [StorageKind.Sqlite, StorageKind.Postgres, StorageKind.Partitioned];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_schema_keeps_every_rule_of_storage(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind);

        var schema = await ReadAsync(app);

        Assert.Contains(schema.Tables, table => table.Name == "fact");
        Assert.Empty(SchemaRules.Violations(schema));
    }

    [Theory]
    [InlineData(StorageKind.Sqlite)]
    [InlineData(StorageKind.Postgres)]
    public async Task Every_exception_from_the_bucket_is_a_table_without_one(StorageKind kind)
    {
        await using var app = await OmbudApp.StartAsync(kind);

        var schema = await ReadAsync(app);

        var without = schema.Tables.Where(table => table.Columns.All(column => column.Name != "bucket")).Select(table => table.Name);
        var expected = SchemaRules.WithoutBucket.Keys.Where(name => kind is StorageKind.Sqlite || name != "__EFMigrationsLock");
        Assert.Equal(expected.Order(StringComparer.Ordinal), without.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(StorageKind.Sqlite, "integer", "text")]
    [InlineData(StorageKind.Postgres, "smallint", "timestamp with time zone")]
    public async Task The_rules_bite_on_tables_that_break_them(StorageKind kind, string small, string moment)
    {
        await using var app = await OmbudApp.StartAsync(kind);
        await using (var connection = await OwnerAsync(app))
        {
            foreach (var sql in new[]
            {
                $"create table bad_order (subject_id integer, bucket {small}, primary key (subject_id, bucket))",
                $"create table bad_index (bucket {small}, subject_id integer, created_at {moment}, primary key (bucket, subject_id))",
                "create index bad_index_at on bad_index (created_at)",
                "create table bad_missing (subject_id integer primary key)",
                "create table bad_stray (word text primary key)",
                kind is StorageKind.Sqlite
                    ? "create table bad_counter (id integer primary key autoincrement)"
                    : "create table bad_counter (id bigint generated always as identity primary key)",
                kind is StorageKind.Sqlite
                    ? "create trigger bad_trigger after insert on bad_stray begin select 1; end"
                    : "create trigger bad_trigger before update on bad_stray for each row execute function "
                        + "suppress_redundant_updates_trigger()",
            })
            {
                await using var create = connection.Command(sql);
                await create.ExecuteNonQueryAsync(None);
            }
        }

        var violations = SchemaRules.Violations(await ReadAsync(app));

        Assert.Contains("bad_order: the bucket does not lead the primary key (subject_id, bucket)", violations);
        Assert.Contains("bad_index: the bucket does not lead the index (created_at)", violations);
        Assert.Contains("bad_index.created_at is a moment and no count of microseconds", violations);
        Assert.Contains("bad_index.subject_id is an id and no uuid", violations);
        Assert.Contains("bad_missing is about a subject and has no bucket of a small integer", violations);
        Assert.Contains("bad_stray has no bucket and is not among the named exceptions", violations);
        Assert.Contains(violations, sentence => sentence.EndsWith("counts in the database", StringComparison.Ordinal));
        Assert.Contains("bad_trigger is a trigger", violations);
    }

    private static async Task<LiveSchema> ReadAsync(OmbudApp app)
    {
        await using var connection = await OwnerAsync(app);
        return await LiveSchema.ReadAsync(app.Storage.Engine, connection);
    }

    private static ValueTask<DbConnection> OwnerAsync(OmbudApp app) => TestDb.OpenAsync(app.Storage);
}
