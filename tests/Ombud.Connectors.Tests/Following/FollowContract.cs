using System.Globalization;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;
using Ombud.Connectors.Tests.Contract;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Following;

public sealed class PostgreSqlFollowTests : FollowContract<PostgreSqlDatabase>;

public sealed class MariaDbFollowTests : FollowContract<MariaDbDatabase>;

public sealed class SqliteFollowTests : FollowContract<SqliteDatabase>;

public sealed class CsvFollowTests : FollowContract<CsvFolder>;

public sealed class JsonLinesFollowTests : FollowContract<JsonLinesFolder>;

public sealed class HttpFollowTests : FollowContract<HttpDatabase>;

public abstract class FollowContract<TDatabase> : OnEveryDatabase<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private async Task<List<string>> FollowAsync(TableDescription[] tables, Person person, int rowsMax = FollowPerson.RowsMax)
    {
        await using var connector = await Database.OpenAsync();
        var rows = new List<string>();
        await foreach (var row in FollowPerson.RunAsync(Plan(Database, tables), connector, person, rowsMax, CancellationToken.None))
            rows.Add($"{row.Table} {string.Join("|", row.Values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)))}");
        return rows;
    }

    [Fact]
    public async Task A_persons_rows_come_nearest_first_and_nobody_elses()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        await Database.InsertAsync("customers", 2, Rolf, "Rolf");
        await Database.InsertAsync("orders", 10, 1, "hers");
        await Database.InsertAsync("orders", 11, 2, "his");
        await Database.InsertAsync("orders", 12, null, "nobody's");

        Assert.Equal(["customers 1|anna@shop.example|Anna", "orders 10|1|hers"], await FollowAsync(Shop, Of(Anna)));
    }

    [Fact]
    public async Task What_is_near_comes_before_what_it_leads_to()
    {
        await Database.CreateShopAsync();
        await Database.RunAsync(
            "create table items (id integer primary key, order_id integer)",
            "create table carts (id integer primary key, customer_id integer)");
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        await Database.InsertAsync("orders", 2, 1, "hers");
        await Database.InsertAsync("items", 3, 2);
        await Database.InsertAsync("carts", 4, 1);

        Assert.Equal(["customers 1|anna@shop.example|Anna", "orders 2|1|hers", "carts 4|1", "items 3|2"], await FollowAsync(
            [
                .. Shop, Table("items", Field("id"), BelongsTo("order_id", "orders.id")),
                Table("carts", Field("id"), BelongsTo("customer_id", "customers.id")),
            ],
            Of(Anna)));
    }

    [Fact]
    public async Task An_address_is_found_as_given_and_in_lower_case()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        await Database.InsertAsync("customers", 2, "Anna@Shop.example", "Anna");

        var rows = await FollowAsync(Shop, Of("Anna@Shop.example"));

        Assert.Equal(2, rows.Count);
    }

    [Fact]
    public async Task An_address_that_differs_by_an_accent_is_another_persons()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, "åsa@shop.example", "Åsa");
        await Database.InsertAsync("customers", 2, "asa@shop.example", "Asa");

        Assert.Equal(["customers 2|asa@shop.example|Asa"], await FollowAsync(Shop, Of("asa@shop.example")));
    }

    [Fact]
    public async Task An_account_number_is_compared_as_what_the_column_is()
    {
        await Database.RunAsync(
            $"create table accounts (id {Database.Uuid} primary key, number integer, label varchar(20))");
        await Database.InsertAsync("accounts", "0196f2a4-0000-7000-8000-000000000001", 42, "12abc");
        await Database.InsertAsync("accounts", "0196f2a4-0000-7000-8000-000000000002", 12, "42");
        TableDescription Accounts(string identifies) => Table("accounts", [.. new[] { "id", "number", "label" }
            .Select(name => Field(name) with { Identifies = name == identifies ? IdentifierKind.Account : null })]);
        Task<List<string>> ByAsync(string field, string value) =>
            FollowAsync([Accounts(field)], new Person([(IdentifierKind.Account, value)]));

        Assert.Single(await ByAsync("number", "42"));
        Assert.Single(await ByAsync("label", "42"));
        Assert.Single(await ByAsync("id", "0196f2a4-0000-7000-8000-000000000001"));
        Assert.Empty(await ByAsync("number", "42abc"));
        Assert.Empty(await ByAsync("number", "anna"));
        Assert.Empty(await ByAsync("label", "12"));
        Assert.Empty(await ByAsync("id", "anna"));
    }

    [Fact]
    public async Task What_a_person_owns_is_theirs()
    {
        await Database.RunAsync(
            "create table addresses (id integer primary key, street varchar(40))",
            "create table customers (id integer primary key, email varchar(60), address_id integer)");
        await Database.InsertAsync("addresses", 5, "Hers");
        await Database.InsertAsync("addresses", 6, "His");
        await Database.InsertAsync("customers", 1, Anna, 5);
        await Database.InsertAsync("customers", 2, Rolf, 6);

        Assert.Equal(["customers 1|anna@shop.example|5", "addresses 5|Hers"], await FollowAsync(
            [
                Table("customers", Field("id"), Email(), Owns("address_id", "addresses.id")),
                Table("addresses", Field("id"), Field("street")),
            ],
            Of(Anna)));
    }

    [Fact]
    public async Task What_two_own_is_told_and_leads_no_further()
    {
        await Database.RunAsync(
            "create table addresses (id integer primary key, street varchar(40))",
            "create table parcels (id integer primary key, address_id integer)",
            "create table customers (id integer primary key, email varchar(60), address_id integer)");
        await Database.InsertAsync("addresses", 5, "Theirs");
        await Database.InsertAsync("parcels", 7, 5);
        await Database.InsertAsync("customers", 1, Anna, 5);
        await Database.InsertAsync("customers", 2, Rolf, 5);

        Assert.Equal(["customers 1|anna@shop.example|5", "addresses 5|Theirs"], await FollowAsync(
            [
                Table("customers", Field("id"), Email(), Owns("address_id", "addresses.id")),
                Table("addresses", Field("id"), Field("street")),
                Table("parcels", Field("id"), BelongsTo("address_id", "addresses.id")),
            ],
            Of(Anna)));
    }

    [Fact]
    public async Task What_is_owned_by_two_rows_of_one_person_is_theirs_and_leads_on()
    {
        await Database.RunAsync(
            "create table addresses (id integer primary key, street varchar(40))",
            "create table parcels (id integer primary key, address_id integer)",
            "create table customers (id integer primary key, email varchar(60), address_id integer)",
            "create table orders (id integer primary key, customer_id integer)",
            "create table visits (id integer primary key, order_id integer, address_id integer)");
        await Database.InsertAsync("addresses", 5, "Hers");
        await Database.InsertAsync("parcels", 7, 5);
        await Database.InsertAsync("customers", 1, Anna, 5);
        await Database.InsertAsync("orders", 2, 1);
        // Found only after the address was asked for: until then it might be somebody else's.
        await Database.InsertAsync("visits", 3, 2, 5);

        var rows = await FollowAsync(
            [
                Table("customers", Field("id"), Email(), Owns("address_id", "addresses.id")),
                Table("orders", Field("id"), BelongsTo("customer_id", "customers.id")),
                Table("visits", Field("id"), BelongsTo("order_id", "orders.id"), Owns("address_id", "addresses.id")),
                Table("addresses", Field("id"), Field("street")),
                Table("parcels", Field("id"), BelongsTo("address_id", "addresses.id")),
            ],
            Of(Anna));

        Assert.Equal(["addresses 5|Hers", "customers 1|anna@shop.example|5", "orders 2|1", "parcels 7|5", "visits 3|2|5"], rows.Order());
    }

    [Fact]
    public async Task A_row_reached_two_ways_comes_once()
    {
        await Database.RunAsync(
            "create table customers (id integer primary key, email varchar(60))",
            "create table carts (id integer primary key, customer_id integer)",
            "create table wishes (id integer primary key, customer_id integer)",
            "create table items (id integer primary key, cart_id integer, wish_id integer)");
        await Database.InsertAsync("customers", 1, Anna);
        await Database.InsertAsync("carts", 2, 1);
        await Database.InsertAsync("wishes", 3, 1);
        await Database.InsertAsync("items", 4, 2, 3);

        var rows = await FollowAsync(
            [
                Table("customers", Field("id"), Email()),
                Table("carts", Field("id"), BelongsTo("customer_id", "customers.id")),
                Table("wishes", Field("id"), BelongsTo("customer_id", "customers.id")),
                Table("items", Field("id"), BelongsTo("cart_id", "carts.id"), BelongsTo("wish_id", "wishes.id")),
            ],
            Of(Anna));

        Assert.Equal(4, rows.Count);
        Assert.Single(rows, row => row.StartsWith("items", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_circle_ends()
    {
        await Database.RunAsync("create table posts (id integer primary key, email varchar(60), parent_id integer)");
        await Database.InsertAsync("posts", 1, Anna, 3);
        await Database.InsertAsync("posts", 2, null, 1);
        await Database.InsertAsync("posts", 3, null, 2);
        await Database.InsertAsync("posts", 4, null, 4);

        var rows = await FollowAsync([Table("posts", Field("id"), Email(), BelongsTo("parent_id", "posts.id"))], Of(Anna));

        Assert.Equal(["posts 1|anna@shop.example|3", "posts 2||1", "posts 3||2"], rows);
    }

    [Fact]
    public async Task Key_fields_that_are_not_listed_are_used_and_not_told()
    {
        await Database.RunAsync(
            "create table customers (id integer primary key, email varchar(60))",
            "create table order_lines (order_no integer, place integer, customer_id integer, note varchar(20),"
            + " primary key (order_no, place))");
        await Database.InsertAsync("customers", 1, Anna);
        await Database.InsertAsync("order_lines", 7, 1, 1, "same");
        await Database.InsertAsync("order_lines", 7, 2, 1, "same");
        await Database.InsertAsync("order_lines", 8, 2, 2, "other");

        var rows = await FollowAsync(
            [
                Table("customers", Field("id"), Email()),
                Table("order_lines", BelongsTo("customer_id", "customers.id"), Field("note")) with { Key = ["order_no", "place"] },
            ],
            Of(Anna));

        Assert.Equal(["customers 1|anna@shop.example", "order_lines 1|same", "order_lines 1|same"], rows);
    }

    [Fact]
    public async Task Two_thousand_rows_come_over_several_questions()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 0, Rolf, "Rolf");
        await Database.FillShopAsync(Anna);

        var rows = await FollowAsync(Shop, Of(Anna));

        Assert.Equal(2000, rows.Distinct().Count());
        Assert.Equal(2000, rows.Count);
    }

    [Fact]
    public async Task More_rows_than_one_person_has_are_refused()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        foreach (var id in Enumerable.Range(10, 3))
            await Database.InsertAsync("orders", id, 1, "hers");

        Assert.Equal(4, (await FollowAsync(Shop, Of(Anna), rowsMax: 4)).Count);
        var refusal = await Assert.ThrowsAsync<ConnectorException>(() => FollowAsync(Shop, Of(Anna), rowsMax: 3));
        Assert.Equal("orders", refusal.Table);
        Assert.Contains("More than 3 rows", refusal.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_found_by_an_empty_identifier_or_another_kind()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, "", "Nobody");
        await Database.InsertAsync("customers", 2, Anna, "Anna");

        Assert.Empty(await FollowAsync(Shop, Of("")));
        Assert.Empty(await FollowAsync(Shop, new Person([(IdentifierKind.Phone, Anna)])));
    }
}
