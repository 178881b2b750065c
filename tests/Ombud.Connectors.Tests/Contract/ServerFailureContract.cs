using MySqlConnector;
using Npgsql;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Contract;

public sealed class MariaDbFailureTests : ServerFailureContract<MariaDbDatabase>
{
    protected override string GrantReading(string account) =>
        $"grant select on customers to '{account}'@'127.0.0.1'";

    protected override string CreateAccount(string account) => $"create user '{account}'@'127.0.0.1' identified by 'right'";

    protected override string DropAccount(string account) => $"drop user '{account}'@'127.0.0.1'";

    protected override string As(string account, string password) =>
        new MySqlConnectionStringBuilder(Database.Connection) { UserID = account, Password = password }.ConnectionString;

    protected override string Nowhere => "Server=127.0.0.1;Port=1;User ID=root";

    [Fact]
    public async Task A_server_that_is_not_strict_does_not_write_something_else()
    {
        await Database.RunAsync("create table t (id integer primary key, code varchar(3) not null)", "insert into t values (1, 'abc')");
        await Database.RunAsync("set global sql_mode = ''");
        try
        {
            await using var lax = await Database.OpenAsync();
            await TellsAsync("too long", "t", () => OverwriteAsync(lax, Table("t", Field("id"), Field("code")), "code", "abcdef"));
        }
        finally
        {
            await Database.RunAsync("set global sql_mode = default");
        }

        Assert.Equal(["1|abc"], await Database.RowsAsync("t"));
    }
}

public sealed class PostgreSqlFailureTests : ServerFailureContract<PostgreSqlDatabase>
{
    // Without a password the server of the tests trusts everybody: a login that is refused is one of nobody.
    protected override string CreateAccount(string account) => $"create role {account} login password 'right'";

    protected override string DropAccount(string account) => $"drop owned by {account}; drop role {account}";

    protected override string GrantReading(string account) => $"grant select on customers to {account}";

    protected override string As(string account, string password) => new NpgsqlConnectionStringBuilder(Database.Connection)
    {
        Username = password == "wrong" ? account + "x" : account,
        Password = password,
    }.ConnectionString;

    protected override string Nowhere => "Host=127.0.0.1;Port=1;Username=postgres;Database=postgres";
}

/// <summary>What only a server refuses: a SQLite file knows no accounts and holds to no length and no type.</summary>
public abstract class ServerFailureContract<TDatabase> : RuledFailureContract<TDatabase>
    where TDatabase : TestDatabase, new()
{
    protected abstract string Nowhere { get; }

    protected abstract string CreateAccount(string account);

    protected abstract string DropAccount(string account);

    protected abstract string GrantReading(string account);

    protected abstract string As(string account, string password);

    [Fact]
    public async Task A_server_that_is_not_there_is_told() =>
        await TellsAsync("cannot be reached", null, () => Database.OpenAsync(Nowhere));

    [Fact]
    public async Task A_refused_login_and_a_missing_right_are_told()
    {
        var account = $"reader_{Guid.NewGuid():N}"[..20];
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        await Database.RunAsync(CreateAccount(account), GrantReading(account));
        try
        {
            await TellsAsync("refused the login", null, () => Database.OpenAsync(As(account, "wrong")));

            await using var connector = await Database.OpenAsync(As(account, "right"));
            Assert.Equal(1, await connector.FindAsync(Shop[0], "id", [1], CancellationToken.None).CountAsync());
            await TellsAsync("may not", "orders", async () =>
                await connector.FindAsync(Shop[1], "id", [1], CancellationToken.None).CountAsync());
            await TellsAsync("may not", "customers", () => DeleteAsync(connector, Shop[0], 1));
        }
        finally
        {
            await Database.RunAsync(DropAccount(account));
        }
    }

    [Fact]
    public async Task What_is_too_long_or_of_another_type_is_told()
    {
        await Database.RunAsync("create table t (id integer primary key, code varchar(3), number integer)");
        await Database.InsertAsync("t", 1, "a", 1);
        var table = Table("t", Field("id"), Field("code"), Field("number"));
        await using var connector = await Database.OpenAsync();

        await TellsAsync("too long", "t", () => OverwriteAsync(connector, table, "code", Canary));
        await TellsAsync("does not fit", "t", () => OverwriteAsync(connector, table, "number", Canary));
    }

    [Fact]
    public async Task A_connection_that_is_ended_in_the_middle_leaves_everything()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        await Database.InsertAsync("customers", 2, Rolf, "Rolf");
        await using var connector = await Database.OpenAsync();

        await TellsAsync("connection was lost", "customers", async () =>
        {
            await using var erasing = await connector.BeginErasingAsync([], CancellationToken.None);
            await erasing.DeleteAsync(Shop[0], [[1]], CancellationToken.None);
            await Database.KillOthersAsync();
            await erasing.DeleteAsync(Shop[0], [[2]], CancellationToken.None);
        });

        Assert.Equal(2, (await Database.RowsAsync("customers")).Count);
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_told()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Canary, "Anna");
        var holding = await Database.HoldAsync();
        await using var connector = await Database.OpenAsync(Database.Connection, TestDatabase.Limits with
        {
            Command = TimeSpan.FromSeconds(1),
            Lock = TimeSpan.FromSeconds(60),
        });

        await TellsAsync("took too long", "customers", () => DeleteAsync(connector, Shop[0], 1));

        await holding.DisposeAsync();
        Assert.Single(await Database.RowsAsync("customers"));
    }

    [Fact]
    public async Task A_connection_that_is_ended_at_the_commit_leaves_a_doubt_and_says_so()
    {
        await Database.CreateShopAsync();
        await using var connector = await Database.OpenAsync();

        await TellsAsync("not known whether", null, async () =>
        {
            await using var erasing = await connector.BeginErasingAsync([], CancellationToken.None);
            await erasing.DeleteAsync(Shop[0], [[1]], CancellationToken.None);
            await Database.KillOthersAsync();
            await erasing.CommitAsync(CancellationToken.None);
        });
    }
}
