using Microsoft.Data.SqlClient;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Tests.Contract;
using Ombud.Connectors.Tests.Discovering;
using Ombud.Connectors.Tests.Following;
using Ombud.Connectors.Tests.Restricting;
using Ombud.Connectors.Tests.Sweeping;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.SqlServer;

// What every database passes, where there is a server to be asked.
public sealed class SqlServerFollowTests : FollowContract<SqlServerDatabase>;

public sealed class SqlServerEraseTests : RuledEraseContract<SqlServerDatabase>;

public sealed class SqlServerCorrectTests : CorrectContract<SqlServerDatabase>;

public sealed class SqlServerRestrictTests : RestrictContract<SqlServerDatabase>;

public sealed class SqlServerSweepTests : SweepContract<SqlServerDatabase>;

public sealed class SqlServerAnySystemTests : AnySystemContract<SqlServerDatabase>;

public sealed class SqlServerLivingDraftTests : LivingDraftContract<SqlServerDatabase>;

public sealed class SqlServerDiscoverTests : DiscoverContract<SqlServerDatabase>
{
    [Fact]
    public async Task Types_are_told_with_their_lengths_and_with_what_the_server_writes_itself()
    {
        await Database.RunAsync("create schema sales", "create type sales.mail from nvarchar(60)", "create table sales.t (id int identity,"
            + " mail sales.mail, code char(3), notes nvarchar(max), paid decimal(9, 2), twice as paid * 2, mark rowversion)");

        var table = Assert.Single(await DiscoverAsync());

        Assert.Equal("sales.t", table.Name);
        Assert.Equal(
            [
                ("int identity", null), ("nvarchar(60)", 60), ("char(3)", 3), ("nvarchar(max)", null), ("decimal(9, 2)", null),
                ("decimal(11, 2) computed", null), ("timestamp", null),
            ],
            table.Fields.Select(field => (field.Type, field.LengthMax)));
    }
}

public sealed class SqlServerEraseFieldsTests : EraseFieldsContract<SqlServerDatabase>
{
    [Fact]
    public async Task Types_of_its_own_are_replaced()
    {
        await Database.RunAsync(
            "create table t (id integer primary key, email varchar(60), born datetime not null, seen smalldatetime not null,"
            + " told datetimeoffset not null, facts xml not null, code nchar(30) not null, mark binary(16) not null, paid money not null)",
            $"insert into t values (1, '{Anna}', '19850301 04:05:06.123', '20260203', '2026-02-03 04:05:06 +01:00', '<name>Anna</name>',"
            + " 'A', 0x000102030405060708090a0b0c0d0e0f, 7.5)");
        TableDescription[] tables = [ReplaceAll("born", "seen", "told", "facts", "code", "mark", "paid")];

        var erased = await EraseAsync(tables, Anna);

        Assert.True(erased.IsVerified);
        Assert.Matches(@"^1\|anna@shop.example\|.*1900.*1900.*1900.*\|erased-[0-9a-f]{16}\|erased-[0-9a-f]{16} *\|657261736564.*\|0",
            Assert.Single(await Database.RowsAsync("t")));
        Assert.Empty((await EraseAsync(tables, Anna)).Tables);
    }
}

public sealed class SqlServerConnectorTests : ConnectorContract<SqlServerDatabase>
{
    [Fact]
    public async Task A_table_of_another_schema_is_named_with_it()
    {
        await Database.RunAsync(
            "create schema \"the sales\"", "create table \"the sales\".\"orders.old\" (id integer primary key, note varchar(20))",
            "insert into \"the sales\".\"orders.old\" values (1, 'one')");

        await FindsAsync("the sales.orders.old", Field("id"), Field("note"));
    }

    [Fact]
    public async Task What_triggers_do_and_say_is_not_counted()
    {
        await Database.CreateShopAsync();
        await Database.RunAsync(
            "create table log (line varchar(20))",
            "create trigger noisy on customers after update, delete as"
            + " begin insert into log values ('a'), ('b'); select 7 as seven; update log set line = 'c' end");
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        await using var connector = await Database.OpenAsync();
        await using var erasing = await connector.BeginErasingAsync([], CancellationToken.None);

        Assert.Equal(1, await erasing.OverwriteAsync(Shop[0], [1], [("name", "x")], CancellationToken.None));
        Assert.Equal(1, await erasing.DeleteAsync(Shop[0], [[1], [2]], CancellationToken.None));
        Assert.Equal(0, await erasing.DeleteAsync(Shop[0], [[1]], CancellationToken.None));
    }

    [Fact]
    public async Task A_moment_of_the_older_type_is_a_key_like_others()
    {
        await Database.RunAsync("create table t (at datetime primary key, note varchar(20))", "insert into t values"
            + " ('20260203 04:05:06.003', 'a'), ('20260203 04:05:06.007', 'b')");
        var table = Table("t", Field("at"), Field("note"));
        await using var connector = await Database.OpenAsync();
        var at = (await connector.FindAsync(table, "note", ["a"], CancellationToken.None).ToListAsync())[0][0]!;
        await using var erasing = await connector.BeginErasingAsync([], CancellationToken.None);

        Assert.Equal(1, await erasing.DeleteAsync(table, [[at]], CancellationToken.None));
    }
}

public sealed class SqlServerFailureTests : ServerFailureContract<SqlServerDatabase>
{
    protected override string CreateAccount(string account) =>
        $"create login {account} with password = 'right', check_policy = off; create user {account} for login {account}";

    protected override string DropAccount(string account) => $"drop user {account}; drop login {account}";

    protected override string GrantReading(string account) => $"grant select on customers to {account}";

    protected override string As(string account, string password) =>
        new SqlConnectionStringBuilder(Database.Connection) { UserID = account, Password = password }.ConnectionString;

    protected override string Nowhere => "Server=tcp:127.0.0.1,1;User ID=sa;Password=x";

    [Fact]
    public async Task What_the_server_writes_itself_is_told()
    {
        await Database.RunAsync("create table t (id integer primary key, number integer identity, twice as number * 2, mark rowversion)",
            "insert into t (id) values (1)");
        var table = Table("t", Field("id"), Field("number"), Field("twice"), Field("mark"));
        await using var connector = await Database.OpenAsync();

        await TellsAsync("field number", "t", () => OverwriteAsync(connector, table, "number", 0));
        await TellsAsync("field twice", "t", () => OverwriteAsync(connector, table, "twice", 0));
        await TellsAsync("itself makes", "t", () => OverwriteAsync(connector, table, "mark", null));
    }

    [Fact]
    public async Task A_letter_that_the_column_does_not_have_is_told_and_nothing_is_written()
    {
        await Database.RunAsync("create table t (id integer primary key, name varchar(20) collate Latin1_General_CI_AS)",
            "insert into t values (1, 'Anna')");
        await using var connector = await Database.OpenAsync();

        await TellsAsync("does not fit", "t", () => OverwriteAsync(connector, Table("t", Field("id"), Field("name")), "name", "Łucja"));
        Assert.Equal(["1|Anna"], await Database.RowsAsync("t"));

        await OverwriteAsync(connector, Table("t", Field("id"), Field("name")), "name", "Åsa");
        Assert.Equal(["1|Åsa"], await Database.RowsAsync("t"));
    }
}
