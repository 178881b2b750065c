using System.Globalization;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Contract;

public sealed class PostgreSqlConnectorTests : ConnectorContract<PostgreSqlDatabase>
{
    [Fact]
    public async Task A_table_of_another_schema_is_named_with_it()
    {
        await Database.RunAsync(
            "create schema \"the sales\"",
            "create table \"the sales\".\"orders.old\" (id integer primary key, note varchar(20))",
            "insert into \"the sales\".\"orders.old\" values (1, 'one')");

        await FindsAsync("the sales.orders.old", Field("id"), Field("note"));
    }

    [Fact]
    public async Task A_name_that_is_cut_does_not_reach_another_table()
    {
        var name = new string('x', 63);
        await Database.RunAsync($"create table {name} (id integer primary key, note varchar(20))", $"insert into {name} values (1, 'one')");

        await Assert.ThrowsAsync<ConnectorException>(() => FindAsync(Table(name + "y", Field("id")), "id", 1));
        await FindsAsync(name, Field("id"), Field("note"));
    }
}

public sealed class MariaDbConnectorTests : ConnectorContract<MariaDbDatabase>
{
    [Fact]
    public async Task A_tiny_number_is_no_truth_and_a_code_of_36_characters_no_uuid()
    {
        await Database.RunAsync("create table t (id tinyint(1) primary key, note char(36))", "insert into t values (1, 'a'), (2, 'b')");

        Assert.Equal(["2|b"], await FindAsync(Table("t", Field("id"), Field("note")), "id", (sbyte)2));
    }

    [Fact]
    public async Task A_table_whose_changes_cannot_be_undone_is_not_changed()
    {
        await Database.RunAsync(
            "create table t (id integer primary key, note varchar(20)) engine = myisam", "insert into t values (1, 'a')");
        var table = Table("t", Field("id"), Field("note"));
        await using var connector = await Database.OpenAsync();
        await using var erasing = await connector.BeginErasingAsync([], CancellationToken.None);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => erasing.DeleteAsync(table, [[1]], CancellationToken.None));
        await Assert.ThrowsAsync<ConnectorException>(() => erasing.OverwriteAsync(
            table with { Name = Database.Name + ".t" }, [1], [("note", null)], CancellationToken.None));

        Assert.Contains("InnoDB", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(["1|a"], await Database.RowsAsync("t"));
    }

    [Fact]
    public async Task A_day_of_zeros_is_read()
    {
        await Database.RunAsync(
            "set session sql_mode = ''", "create table t (id integer primary key, born date)", "insert into t values (1, '0000-00-00')");

        Assert.Single(await FindAsync(Table("t", Field("id"), Field("born")), "id", 1));
    }

    [Fact]
    public async Task A_table_of_another_database_is_named_with_it()
    {
        var name = $"sales_{Guid.NewGuid():N}";
        try
        {
            await Database.RunAsync(
                $"create database {name}", $"create table {name}.orders (id integer primary key, note varchar(20))",
                $"insert into {name}.orders values (1, 'one')");

            await FindsAsync($"{name}.orders", Field("id"), Field("note"));
        }
        finally
        {
            await Database.RunAsync($"drop database {name}");
        }
    }
}

public sealed class CsvConnectorTests : ConnectorContract<CsvFolder>;

public sealed class JsonLinesConnectorTests : ConnectorContract<JsonLinesFolder>;

public sealed class HttpConnectorTests : ConnectorContract<HttpDatabase>;

public sealed class SqliteConnectorTests : ConnectorContract<SqliteDatabase>
{
    [Fact]
    public async Task A_file_that_is_not_there_is_not_made()
    {
        var missing = Path.Combine(Path.GetDirectoryName(Database.File)!, "missing.db");

        var refusal = await Assert.ThrowsAsync<ConnectorException>(() => Database.OpenAsync($"Data Source={missing}"));

        Assert.Contains("cannot be reached", refusal.Remedy, StringComparison.Ordinal);
        Assert.False(File.Exists(missing));
    }

    [Fact]
    public async Task A_file_is_free_as_soon_as_the_connector_is_closed()
    {
        await using (await Database.OpenAsync($"Data Source={Database.File};Pooling=True"))
        {
        }

        Assert.DoesNotContain(Directory.GetFiles("/proc/self/fd").Select(link => new FileInfo(link).LinkTarget ?? ""),
            target => target == Database.File + "-wal");
        Assert.Single(Directory.GetFiles("/proc/self/fd").Select(link => new FileInfo(link).LinkTarget), target => target == Database.File);
    }
}

public abstract class ConnectorContract<TDatabase> : OnEveryDatabase<TDatabase>
    where TDatabase : TestDatabase, new()
{
    protected async Task<List<string>> FindAsync(TableDescription table, string field, params object[] values)
    {
        await using var connector = await Database.OpenAsync();
        var rows = new List<string>();
        await foreach (var row in connector.FindAsync(table, field, values, CancellationToken.None))
            rows.Add(string.Join("|", row.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture))));
        return rows;
    }

    protected async Task FindsAsync(string table, params FieldDescription[] fields)
    {
        var described = Table(table, fields);
        Assert.Equal(["1|one"], await FindAsync(described, fields[0].Name, 1));
        Assert.Equal(["1|one"], await FindAsync(described, fields[1].Name, "one"));

        await using (var connector = await Database.OpenAsync())
        await using (var erasing = await connector.BeginErasingAsync([], CancellationToken.None))
        {
            Assert.Equal(1, await erasing.OverwriteAsync(described, [1], [(fields[1].Name, "two")], CancellationToken.None));
            await erasing.CommitAsync(CancellationToken.None);
        }

        Assert.Equal(["1|two"], await FindAsync(described, fields[0].Name, 1));

        await using (var connector = await Database.OpenAsync())
        await using (var erasing = await connector.BeginErasingAsync([], CancellationToken.None))
        {
            Assert.Equal(1, await erasing.DeleteAsync(described, [[1]], CancellationToken.None));
            await erasing.CommitAsync(CancellationToken.None);
        }

        Assert.Empty(await FindAsync(described, fields[0].Name, 1));
    }

    [Theory]
    [InlineData("plain", "note")]
    [InlineData("two words", "a note")]
    [InlineData("select", "from")]
    [InlineData("Ärenden", "ålder på 人")]
    [InlineData("it's \"quoted\"", "a\"b")]
    [InlineData("`ticks`", "a`b``c")]
    [InlineData("x; drop table t --", "y' or '1'='1")]
    [InlineData("a@p0 $1 ? {0}", "b@p0 $1 ? /* {0}")]
    [InlineData("[in] \\brackets\\", "a[b]c\\")]
    [InlineData("100%_", "UPPER")]
    public async Task Every_name_is_a_name_whatever_stands_in_it(string table, string field)
    {
        await Database.RunAsync($"create table {Database.Quote(table)} (id integer primary key, {Database.Quote(field)} varchar(20))");
        await Database.InsertAsync(table, 1, "one");

        await FindsAsync(table, Field("id"), Field(field));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task A_name_that_no_table_can_have_is_refused(string name)
    {
        await using var connector = await Database.OpenAsync();

        var failure = await Assert.ThrowsAsync<ConnectorException>(async () =>
            await connector.FindAsync(Table(name, Field("id")), "id", [1], CancellationToken.None).ToListAsync());

        Assert.Contains("no name can have", failure.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("' or '1'='1")]
    [InlineData("\\' or 1=1 -- ")]
    [InlineData("人 🙂 åäö")]
    [InlineData("$1 @p0 ? %s {0}")]
    public async Task A_value_is_a_value_whatever_stands_in_it(string value)
    {
        await Database.RunAsync("create table t (id integer primary key, note varchar(80))");
        await Database.InsertAsync("t", 1, "one");
        await Database.InsertAsync("t", 2, value);

        Assert.Equal([$"2|{value}"], await FindAsync(Table("t", Field("id"), Field("note")), "note", value));
    }

    [Fact]
    public async Task A_value_with_a_character_that_is_none_finds_nobody()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");

        Assert.Empty(await FindAsync(Shop[0], "email", Anna + "\0"));
        Assert.Empty(await FindAsync(Shop[0], "email", 42));
    }

    [Fact]
    public async Task Values_of_every_kind_come_and_are_found_again_by_what_came()
    {
        await Database.RunAsync(
            $"create table kinds (id {Database.Uuid} primary key, amount numeric(20, 4), born date, at {Database.Moment},"
            + $" told {Database.Truth}, photo {Database.Bytes}, words {Database.Words}, big bigint, half double precision)");
        await Database.InsertAsync("kinds", "0196f2a4-0000-7000-8000-00000000000a", 1234567890.1234m, new DateOnly(1985, 3, 1),
            new DateTime(2026, 2, 3, 4, 5, 6, DateTimeKind.Utc), true, new byte[] { 0, 1, 255 }, "人 åäö 🙂\r\n\t'", long.MaxValue, 0.5);
        await Database.InsertAsync("kinds", "0196f2a4-0000-7000-8000-00000000000b", null, null, null, null, null, null, null, null);
        string[] names = ["id", "amount", "born", "at", "told", "photo", "words", "big", "half"];
        var table = Table("kinds", [.. names.Select(name => Field(name))]);
        await using var connector = await Database.OpenAsync();

        var row = Assert.Single(
            await connector.FindAsync(table, "id", ["0196f2a4-0000-7000-8000-00000000000a"], CancellationToken.None).ToListAsync());

        Assert.Equal(Database.AsRead(new byte[] { 0, 1, 255 }), row[5]);
        Assert.Equal("人 åäö 🙂\r\n\t'", row[6]);
        Assert.Equal(Database.AsRead(long.MaxValue), row[7]);
        foreach (var (name, value) in names.Zip(row).Where(each => each.First is not "photo"))
        {
            Assert.True(1 == await connector.FindAsync(table, name, [value!], CancellationToken.None).CountAsync(), name);
        }

        var other = Assert.Single(
            await connector.FindAsync(table, "id", ["0196f2a4-0000-7000-8000-00000000000b"], CancellationToken.None).ToListAsync());
        Assert.All(other[1..], Assert.Null);
    }

    [Fact]
    public async Task At_most_five_hundred_values_are_asked_for_at_once()
    {
        await Database.CreateShopAsync();
        foreach (var id in Enumerable.Range(1, 70))
            await Database.InsertAsync("customers", id, Anna, "Anna");

        foreach (var count in new[] { 1, 2, 8, 9, 64, 65, 500 })
            Assert.Equal(Math.Min(count, 70), (await FindAsync(Shop[0], "id", [.. Enumerable.Range(1, count).Cast<object>()])).Count);

        Assert.Empty(await FindAsync(Shop[0], "id"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            FindAsync(Shop[0], "id", [.. Enumerable.Range(1, 501).Cast<object>()]));
    }

    [Fact]
    public async Task Rows_are_deleted_by_keys_of_several_fields_and_no_others_with_them()
    {
        await Database.RunAsync("create table places (a integer, b varchar(10), note varchar(10), primary key (a, b))");
        foreach (var a in Enumerable.Range(1, 30))
        {
            foreach (var b in new[] { "x", "y", "z" })
                await Database.InsertAsync("places", a, b, "n");
        }

        var table = Table("places", Field("a"), Field("b"), Field("note")) with { Key = ["a", "b"] };
        await using var connector = await Database.OpenAsync();
        await using (var erasing = await connector.BeginErasingAsync([], CancellationToken.None))
        {
            Assert.Equal(20, await erasing.DeleteAsync(
                table, [.. Enumerable.Range(1, 20).Select(a => new object[] { a, a % 2 == 0 ? "x" : "y" })], CancellationToken.None));
            Assert.Equal(1, await erasing.OverwriteAsync(table, [30, "z"], [("note", null)], CancellationToken.None));
            Assert.Equal(0, await erasing.OverwriteAsync(table, [30, "q"], [("note", null)], CancellationToken.None));
            await erasing.CommitAsync(CancellationToken.None);
        }

        var rows = await Database.RowsAsync("places");
        Assert.Equal(70, rows.Count);
        Assert.Contains("1|x|n", rows);
        Assert.DoesNotContain("1|y|n", rows);
        Assert.Equal("30|z|null", Assert.Single(rows, row => row.Contains("null", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_not_committed_has_not_happened()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        await using var connector = await Database.OpenAsync();

        await using (var erasing = await connector.BeginErasingAsync([], CancellationToken.None))
        {
            Assert.Equal(1, await erasing.DeleteAsync(Shop[0], [[1]], CancellationToken.None));
            await Assert.ThrowsAsync<InvalidOperationException>(() => connector.BeginErasingAsync([], CancellationToken.None));
        }

        Assert.Single(await Database.RowsAsync("customers"));
        Assert.Equal(1, await connector.FindAsync(Shop[0], "id", [1], CancellationToken.None).CountAsync());
    }
}
