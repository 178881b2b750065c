using Ombud.Connectors.Tests.Contract;

namespace Ombud.Connectors.Tests.Discovering;

public sealed class PostgreSqlDiscoverTests : DiscoverContract<PostgreSqlDatabase>
{
    [Fact]
    public async Task Tables_of_other_schemas_come_with_them_and_partitions_not_at_all()
    {
        await Database.RunAsync(
            "create schema sales", "create table sales.orders (id integer primary key)",
            "create table \"dotted.name\" (id integer primary key, order_id integer references sales.orders (id))",
            "create table parts (id integer primary key) partition by range (id)",
            "create table parts_1 partition of parts for values from (0) to (10)");

        var tables = await DiscoverAsync();

        Assert.Equal(["parts", "public.dotted.name", "sales.orders"], tables.Select(table => table.Name).Order());
        Assert.Equal("sales.orders", tables.Single(table => table.Name == "public.dotted.name").References.Single().Table);
    }
}

public sealed class MariaDbDiscoverTests : DiscoverContract<MariaDbDatabase>;

public sealed class SqliteDiscoverTests : DiscoverContract<SqliteDatabase>
{
    [Fact]
    public async Task Virtual_tables_and_what_lies_behind_them_are_left_out()
    {
        await Database.RunAsync("create virtual table words using fts5(word)", "create table t (id integer primary key autoincrement)");

        Assert.Equal(["t"], (await DiscoverAsync()).Select(table => table.Name));
    }
}

public abstract class DiscoverContract<TDatabase> : OnEveryDatabase<TDatabase>
    where TDatabase : TestDatabase, new()
{
    [Fact]
    public async Task Tables_come_with_fields_and_views_and_the_systems_own_do_not()
    {
        await Database.RunAsync(
            "create table customers (id integer primary key, email varchar(60) not null, born date, notes text)",
            "create view adults as select id from customers");

        var table = Assert.Single(await DiscoverAsync());

        Assert.Equal("customers", table.Name);
        Assert.Equal(["id"], table.Key);
        Assert.Empty(table.References);
        Assert.Equal(["id", "email", "born", "notes"], table.Fields.Select(field => field.Name));
        Assert.Equal([false, true, true], table.Fields.Skip(1).Select(field => field.IsNullable));
        Assert.Equal(60, table.Fields[1].LengthMax);
        Assert.Null(table.Fields[2].LengthMax);
        Assert.StartsWith("date", table.Fields[2].Type, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Keys_and_references_of_several_fields_keep_their_order()
    {
        await Database.RunAsync(
            "create table places (land varchar(2), no integer, name varchar(20), primary key (no, land))",
            "create table visits (id integer primary key, of_land varchar(2), of_no integer, next_id integer,"
            + " foreign key (of_no, of_land) references places (no, land), foreign key (next_id) references visits (id))");

        var tables = await DiscoverAsync();

        Assert.Equal(["no", "land"], tables.Single(table => table.Name == "places").Key);
        var references = tables.Single(table => table.Name == "visits").References.OrderBy(reference => reference.Table).ToList();
        Assert.Equal(["places", "visits"], references.Select(reference => reference.Table));
        Assert.Equal(["of_no", "of_land"], references[0].Fields);
        Assert.Equal(["no", "land"], references[0].TargetFields);
        Assert.Equal(["next_id"], references[1].Fields);
        Assert.Equal(["id"], references[1].TargetFields);
    }

    [Fact]
    public async Task A_table_without_a_key_has_none_and_strange_names_come_as_they_are()
    {
        await Database.RunAsync($"create table {Database.Quote("it's a `log`")} ({Database.Quote("när \"?\"")} varchar(10))");

        var table = Assert.Single(await DiscoverAsync());

        Assert.Equal("it's a `log`", table.Name);
        Assert.Empty(table.Key);
        Assert.Equal("när \"?\"", Assert.Single(table.Fields).Name);
    }
}
