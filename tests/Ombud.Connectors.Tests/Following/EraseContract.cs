using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;
using Ombud.Connectors.Tests.Contract;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Following;

public sealed class PostgreSqlEraseTests : RuledEraseContract<PostgreSqlDatabase>;

public sealed class MariaDbEraseTests : RuledEraseContract<MariaDbDatabase>;

public sealed class CsvEraseTests : EraseContract<CsvFolder>;

public sealed class JsonLinesEraseTests : EraseContract<JsonLinesFolder>;

public sealed class HttpEraseTests : EraseContract<HttpDatabase>;

public sealed class SqliteEraseTests : RuledEraseContract<SqliteDatabase>
{
    [Fact]
    public async Task What_is_deleted_is_not_left_in_the_file()
    {
        const string canary = "canary.7f3a@shop.example";
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, canary, "Anna");
        var mark = System.Text.Encoding.ASCII.GetBytes(canary);
        Assert.True((await File.ReadAllBytesAsync(Database.File)).AsSpan().IndexOf(mark) > 0);

        await EraseAsync(Shop, canary);

        Assert.True((await File.ReadAllBytesAsync(Database.File)).AsSpan().IndexOf(mark) < 0);
    }
}

public abstract class EraseContract<TDatabase> : OnEveryDatabase<TDatabase>
    where TDatabase : TestDatabase, new()
{
    protected async Task<SystemErased> EraseAsync(TableDescription[] tables, string email, Func<Task>? committed = null)
    {
        await using var connector = await Database.OpenAsync();
        return await ErasePerson.RunAsync(
            Plan(Database, tables), committed is null ? connector : new Interrupted(connector, committed), Of(email));
    }

    [Fact]
    public async Task A_persons_rows_go_and_nobody_elses()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        await Database.InsertAsync("customers", 2, Rolf, "Rolf");
        await Database.InsertAsync("orders", 10, 1, "hers");
        await Database.InsertAsync("orders", 11, 2, "his");
        await Database.InsertAsync("orders", 12, null, "nobody's");

        var erased = await EraseAsync(Shop, Anna);

        Assert.True(erased.IsVerified);
        Assert.Equal([new ErasedTable("orders", 1, 0, 0), new ErasedTable("customers", 1, 0, 0)], erased.Tables);
        Assert.Equal(["2|rolf@shop.example|Rolf"], await Database.RowsAsync("customers"));
        Assert.Equal(["11|2|his", "12|null|nobody's"], await Database.RowsAsync("orders"));
    }

    [Fact]
    public async Task Run_again_it_finds_nothing()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        await EraseAsync(Shop, Anna);

        var again = await EraseAsync(Shop, Anna);

        Assert.Empty(again.Tables);
        Assert.True(again.IsVerified);
    }

    [Fact]
    public async Task Two_thousand_rows_go_in_one_transaction()
    {
        await Database.CreateShopAsync();
        await Database.FillShopAsync(Anna);
        await Database.InsertAsync("customers", 2000, Rolf, "Rolf");

        var erased = await EraseAsync(Shop, Anna);

        Assert.Equal([1000, 1000], erased.Tables.Select(table => table.Deleted));
        Assert.True(erased.IsVerified);
        Assert.Single(await Database.RowsAsync("customers"));
    }

    [Fact]
    public async Task A_row_that_comes_meanwhile_is_seen_by_the_second_look()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        await Database.InsertAsync("orders", 10, 1, "hers");

        var erased = await EraseAsync(Shop, Anna, () => Database.InsertAsync("customers", 3, Anna, "Anna, back again"));

        Assert.False(erased.IsVerified);
        Assert.Equal(new Dictionary<string, int> { ["customers"] = 1 }, erased.Left);
        Assert.True((await EraseAsync(Shop, Anna)).IsVerified);
    }

    [Fact]
    public async Task A_value_that_is_written_again_meanwhile_is_seen_by_the_second_look()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        TableDescription[] tables = [Table("customers", TableErasure.Fields, Field("id"), Email(), Field("name", FieldErasure.Anonymise))];

        var erased = await EraseAsync(tables, Anna, () => Database.RunAsync("update customers set name = 'Anna'"));

        Assert.Equal(new Dictionary<string, int> { ["customers"] = 1 }, erased.Left);
    }

    [Fact]
    public async Task Rows_that_refer_to_rows_of_their_own_table_go_before_those()
    {
        await Database.RunAsync(
            "create table posts (id integer primary key, email varchar(60), parent_id integer,"
            + " foreign key (parent_id) references posts (id))");
        await Database.InsertAsync("posts", 12, Anna, null);
        // Each is hers by her address too, so that how far it was found says nothing of which refers to which.
        foreach (var (id, parent) in new (int, object?)[] { (5, null), (4, 5), (1, 4), (3, 4), (2, 3), (9, null), (7, 7), (11, 12) })
            await Database.InsertAsync("posts", id, id is 9 ? Rolf : Anna, parent);
        await Database.RunAsync("update posts set parent_id = 11 where id = 12");

        var erased = await EraseAsync([Table("posts", Field("id"), Email(), BelongsTo("parent_id", "posts.id"))], Anna);

        Assert.Equal(new ErasedTable("posts", 8, 0, 0), Assert.Single(erased.Tables));
        Assert.True(erased.IsVerified);
        Assert.Equal(["9|rolf@shop.example|null"], await Database.RowsAsync("posts"));
    }

    [Fact]
    public async Task Rows_that_refer_to_each_other_go_all_the_same()
    {
        await Database.RunAsync(
            "create table customers (id integer primary key, email varchar(60), main_id integer"
            + (Database.AddsReferences ? ")" : " references addresses (id))"),
            "create table addresses (id integer primary key, customer_id integer, foreign key (customer_id) references customers (id))");
        await Database.InsertAsync("customers", 1, Anna, null);
        await Database.InsertAsync("customers", 2, Rolf, null);
        await Database.InsertAsync("addresses", 5, 1);
        await Database.InsertAsync("addresses", 6, 2);
        await Database.RunAsync("update customers set main_id = id + 4");
        if (Database.AddsReferences)
            await Database.RunAsync("alter table customers add foreign key (main_id) references addresses (id)");

        var erased = await EraseAsync(
        [
            Table("customers", Field("id"), Email(), Reference("main_id", ReferenceMeaning.RefersTo, "addresses.id")),
            Table("addresses", Field("id"), BelongsTo("customer_id", "customers.id")),
        ], Anna);

        Assert.True(erased.IsVerified);
        Assert.Equal([1, 1], erased.Tables.Select(table => table.Deleted));
        Assert.Equal(["2|rolf@shop.example|6"], await Database.RowsAsync("customers"));
        Assert.Equal(["6|2"], await Database.RowsAsync("addresses"));
    }

    [Fact]
    public async Task Rows_that_the_law_keeps_stay_and_count()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        await Database.InsertAsync("orders", 10, 1, "hers");

        var erased = await EraseAsync(
        [
            Table("customers", TableErasure.Fields, Field("id"), Email(FieldErasure.Null), Field("name", FieldErasure.Null)),
            Table("orders", TableErasure.Keep, Field("id"), BelongsTo("customer_id", "customers.id"), Field("note")),
        ], Anna);

        Assert.Equal([new ErasedTable("orders", 0, 0, 1), new ErasedTable("customers", 0, 1, 0)], erased.Tables);
        Assert.True(erased.IsVerified);
        Assert.Equal(["1|null|null"], await Database.RowsAsync("customers"));
        Assert.Equal(["10|1|hers"], await Database.RowsAsync("orders"));
    }

    [Fact]
    public async Task What_somebody_else_owns_too_stays_and_counts_as_kept()
    {
        await Database.RunAsync(
            "create table addresses (id integer primary key, street varchar(40))",
            "create table customers (id integer primary key, email varchar(60), address_id integer,"
            + " foreign key (address_id) references addresses (id))");
        await Database.InsertAsync("addresses", 5, "Theirs");
        await Database.InsertAsync("addresses", 6, "Hers");
        await Database.InsertAsync("customers", 1, Anna, 5);
        await Database.InsertAsync("customers", 2, Rolf, 5);
        await Database.InsertAsync("customers", 3, Anna, 6);

        TableDescription[] tables =
        [
            Table("customers", Field("id"), Email(), Owns("address_id", "addresses.id")), Table("addresses", Field("id"), Field("street")),
        ];
        var erased = await EraseAsync(tables, Anna);

        Assert.Equal([new ErasedTable("customers", 2, 0, 0), new ErasedTable("addresses", 1, 0, 1)], erased.Tables);
        Assert.True(erased.IsVerified);
        Assert.Equal(["5|Theirs"], await Database.RowsAsync("addresses"));

        await EraseAsync(tables, Rolf);
        Assert.Empty(await Database.RowsAsync("addresses"));
    }

    [Fact]
    public async Task A_row_without_a_key_stops_before_anything_is_touched()
    {
        await Database.RunAsync("create table notes (id integer, email varchar(60))");
        await Database.InsertAsync("notes", 1, Anna);
        await Database.InsertAsync("notes", null, Anna);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => EraseAsync([Table("notes", Field("id"), Email())], Anna));

        Assert.Contains("key", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(2, (await Database.RowsAsync("notes")).Count);
    }
}

/// <summary>What only a database refuses: in a folder no row stands in the way of another.</summary>
public abstract class RuledEraseContract<TDatabase> : EraseContract<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [Fact]
    public async Task A_failure_in_the_middle_leaves_everything()
    {
        await Database.CreateShopAsync();
        await Database.RunAsync("create table audits (id integer primary key, customer_id integer,"
            + " foreign key (customer_id) references customers (id))");
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        await Database.InsertAsync("orders", 10, 1, "hers");
        await Database.InsertAsync("audits", 20, 1);

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => EraseAsync(Shop, Anna));

        Assert.Contains("audits", failure.Remedy, StringComparison.Ordinal);
        Assert.Single(await Database.RowsAsync("orders"));
        Assert.Single(await Database.RowsAsync("customers"));
    }
}
