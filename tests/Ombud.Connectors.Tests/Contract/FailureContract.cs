using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Contract;

public sealed class CsvFailureTests : FailureContract<CsvFolder>;

public sealed class JsonLinesFailureTests : FailureContract<JsonLinesFolder>;

public sealed class HttpFailureTests : FailureContract<HttpDatabase>;

public sealed class SqliteFailureTests : RuledFailureContract<SqliteDatabase>
{
    [Fact]
    public async Task A_file_that_is_no_database_is_told()
    {
        var file = Database.File + ".txt";
        await File.WriteAllTextAsync(file, new string('x', 5000));

        await TellsAsync("cannot be reached", null, () => Database.OpenAsync($"Data Source={file}"));
    }

    [Fact]
    public async Task A_file_that_can_only_be_read_is_told()
    {
        await Database.CreateShopAsync();
        await using var connector = await Database.OpenAsync(Database.Connection + ";Mode=ReadOnly");

        await TellsAsync("can only be read", "customers", () => DeleteAsync(connector, Shop[0], 1));
    }
}

public abstract class FailureContract<TDatabase> : OnEveryDatabase<TDatabase>
    where TDatabase : TestDatabase, new()
{
    protected const string Canary = "canary.7f3a@shop.example";

    protected static async Task TellsAsync(string remedy, string? table, Func<Task> work)
    {
        var failure = await Assert.ThrowsAsync<ConnectorException>(work);

        Assert.Contains(remedy, failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(table, failure.Table);
        Assert.Equal("shop", failure.System);
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    protected static async Task DeleteAsync(IConnector connector, TableDescription table, params object[] key)
    {
        await using var erasing = await connector.BeginErasingAsync([], CancellationToken.None);
        await erasing.DeleteAsync(table, [key], CancellationToken.None);
        await erasing.CommitAsync(CancellationToken.None);
    }

    protected static async Task OverwriteAsync(IConnector connector, TableDescription table, string field, object? value)
    {
        await using var erasing = await connector.BeginErasingAsync([], CancellationToken.None);
        await erasing.OverwriteAsync(table, [1], [(field, value)], CancellationToken.None);
        await erasing.CommitAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_connection_string_that_is_none_is_told_without_it()
    {
        var failure = await Assert.ThrowsAsync<ConnectorException>(() => Database.OpenAsync("Pasword=secret"));

        Assert.Contains("connection string", failure.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_told()
    {
        await using var connector = await Database.OpenAsync();

        await TellsAsync("no such table", "missing", async () =>
            await connector.FindAsync(Table("missing", Field("id")), "id", [Canary], CancellationToken.None).CountAsync());
        await TellsAsync("no such table", "missing.orders", async () =>
            await connector.FindAsync(Table("missing.orders", Field("id")), "id", [Canary], CancellationToken.None).CountAsync());
    }

    [Fact]
    public async Task A_field_that_is_not_there_is_told_by_name()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Canary, "Anna");
        await using var connector = await Database.OpenAsync();

        await TellsAsync("no field emial", "customers", async () => await connector.FindAsync(
            Table("customers", Field("id"), Field("emial")), "id", [Canary], CancellationToken.None).CountAsync());
        await TellsAsync("no field emial", "customers", async () => await connector.FindAsync(
            Table("customers", Field("id")), "emial", [Canary], CancellationToken.None).CountAsync());
    }

    [Fact]
    public async Task Rows_that_somebody_else_holds_are_told_and_nothing_has_changed()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Canary, "Anna");
        await using var connector = await Database.OpenAsync();

        // Files are held as a whole, when the erasing begins.
        await using (await Database.HoldAsync())
        {
            await TellsAsync("held", Database.Kind is SystemKind.Sqlite or SystemKind.Folder ? null : "customers",
                () => DeleteAsync(connector, Shop[0], 1));
        }

        Assert.Single(await Database.RowsAsync("customers"));
        await DeleteAsync(connector, Shop[0], 1);
        Assert.Empty(await Database.RowsAsync("customers"));
    }
}

/// <summary>What only a database refuses: a file of a folder holds to no rule and to no reference.</summary>
public abstract class RuledFailureContract<TDatabase> : FailureContract<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [Fact]
    public async Task A_reference_in_the_way_is_told_with_the_table_that_refers()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Canary, "Anna");
        await Database.InsertAsync("orders", 2, 1, "hers");
        await using var connector = await Database.OpenAsync();

        await TellsAsync("Rows of orders refer", "customers", () => DeleteAsync(connector, Shop[0], 1));

        Assert.Single(await Database.RowsAsync("customers"));
    }

    [Fact]
    public async Task What_is_not_null_not_unique_or_against_a_rule_is_told_without_the_value()
    {
        await Database.RunAsync("create table t (id integer primary key, name varchar(60) not null, email varchar(60) unique,"
            + " sort varchar(60) check (sort <> 'canary'))");
        await Database.InsertAsync("t", 1, "Anna", Anna, "a");
        await Database.InsertAsync("t", 2, "Anna", Canary, "a");
        var table = Table("t", Field("id"), Field("name"), Field("email"), Field("sort"));
        await using var connector = await Database.OpenAsync();

        await TellsAsync("field name cannot be null", "t", () => OverwriteAsync(connector, table, "name", null));
        await TellsAsync("differ from row to row", "t", () => OverwriteAsync(connector, table, "email", Canary));
        await TellsAsync("rule of the table", "t", () => OverwriteAsync(connector, table, "sort", "canary"));
    }
}
