using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;
using Ombud.Connectors.Tests.SqlServer.Wire;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.SqlServer;

/// <summary>
/// What really goes to a server, and what is made of its answers. <see cref="TdsServer"/> speaks the protocol and knows no SQL.
/// </summary>
public sealed class WireTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private static async Task<int> DeleteAsync(IConnector connector, TableDescription table, params object[][] keys)
    {
        await using var erasing = await connector.BeginErasingAsync([], None);
        var deleted = await erasing.DeleteAsync(table, keys, None);
        await erasing.CommitAsync(None);
        return deleted;
    }

    [Fact]
    public async Task A_session_says_who_it_is_and_is_settled_before_anything_is_asked()
    {
        await using var server = TdsShop.Serve(_ => null);
        await using var connector = await TdsShop.OpenAsync(server.Connection + ";Language=Svenska;Application Name=other");

        var settling = Assert.Single(server.Requests);
        Assert.Contains("set lock_timeout 15000", settling.Statement, StringComparison.Ordinal);
        Assert.Empty(settling.Declared);
        Assert.Contains("us_english", server.LoggedIn, StringComparison.Ordinal);
        Assert.DoesNotContain("Svenska", server.LoggedIn, StringComparison.Ordinal);
        Assert.Contains("ombud", server.LoggedIn, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-secret", server.LoggedIn, StringComparison.Ordinal);
    }

    // Its packages for them are there since it asks for them, and stay on the disk.
    [Fact]
    public async Task Column_encryption_is_off_whatever_the_string_says()
    {
        await using var server = TdsShop.Serve(_ => null);
        await using var connector = await TdsShop.OpenAsync(server.Connection + ";Column Encryption Setting=Enabled");

        await connector.FindAsync(Shop[0], "email", [Anna], None).CountAsync(None);

        Assert.DoesNotContain(server.Requests, request =>
            request.Statement.Contains("describe_parameter_encryption", StringComparison.Ordinal));
        Assert.DoesNotContain(AppDomain.CurrentDomain.GetAssemblies(),
            assembly => assembly.GetName().Name!.Contains("IdentityModel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Values_go_apart_from_the_statement_as_the_types_of_their_columns()
    {
        await using var server = TdsShop.Serve(_ => null);
        await using var connector = await TdsShop.OpenAsync(server.Connection);

        await connector.FindAsync(Shop[0], "email", [Anna, "åsa@shop.example"], None).CountAsync(None);

        var question = server.Requests[^1];
        Assert.Equal("select [id], [email], [name], [email] from [customers] where [email] in (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7)",
            question.Statement);
        Assert.StartsWith("@p0 varchar(8000),@p1 nvarchar(4000),@p2 nvarchar(4000)", question.Declared, StringComparison.Ordinal);
        Assert.Equal([Anna, "åsa@shop.example", "åsa@shop.example"], question.Parameters.Take(3).Select(each => each.Value));
        Assert.DoesNotContain(server.Requests, request => request.Statement.Contains('@' + "shop", StringComparison.Ordinal));
        Assert.All(server.Requests, request => TSql.Parse(request.Statement));
    }

    [Fact]
    public async Task Rows_come_as_they_are_and_those_of_somebody_else_do_not()
    {
        await using var server = TdsShop.Serve(request => request.Parameters is []
            ? null
            : TdsShop.Rows(request,
                [1, "ANNA@shop.example ", "Anna 人", "ANNA@shop.example "], [2, "ånna@shop.example", null, "ånna@shop.example"]));
        await using var connector = await TdsShop.OpenAsync(server.Connection);

        var row = Assert.Single(await connector.FindAsync(Shop[0], "email", [Anna], None).ToListAsync(None));

        Assert.Equal([1, "ANNA@shop.example ", "Anna 人"], row);
    }

    [Fact]
    public async Task What_was_met_is_counted_without_what_triggers_did()
    {
        await using var server = TdsShop.Serve(request =>
            request.Declared.Contains("@met", StringComparison.Ordinal) ? TdsReply.Met(2, ofTriggers: [7, 40]) : null);
        await using var connector = await TdsShop.OpenAsync(server.Connection);

        Assert.Equal(2, await DeleteAsync(connector, Shop[0], [1], [2]));

        Assert.Equal("delete from [customers] where [id] in (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7); set @met = @@rowcount",
            server.Requests[^1].Statement);
        Assert.EndsWith("@met int output", server.Requests[^1].Declared, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_of_many_fields_go_in_as_many_statements_as_the_server_takes_parameters()
    {
        string[] key = ["a", "b", "c", "d", "e", "f"];
        await using var server = TdsShop.Serve(_ => null);
        await using var connector = await TdsShop.OpenAsync(server.Connection);

        var table = Table("parts", [.. key.Select(name => Field(name))]) with { Key = key };
        object[][] keys = [.. Enumerable.Range(1, 500).Select(id => new object[] { id, 2, 3, 4, 5, 6 })];
        Assert.Equal(2, await DeleteAsync(connector, table, keys));

        var deletions = server.Requests.Where(request => request.Statement.StartsWith("delete", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, deletions.Count);
        Assert.All(deletions, deletion => Assert.InRange(deletion.Parameters.Count, 1, 2098));
        Assert.Equal(["begin", "commit"], server.Transactions);
    }

    [Fact]
    public async Task A_moment_of_the_older_type_goes_back_as_it_came()
    {
        var at = new DateTime(2026, 2, 3, 4, 5, 6, 3, DateTimeKind.Unspecified);
        await using var server = TdsShop.Serve(request => request.Parameters is [{ Value: "a" }, ..]
            ? TdsShop.Rows(request, [at, at.AddTicks(1234567), "a"])
            : null);
        await using var connector = await TdsShop.OpenAsync(server.Connection);
        var table = Table("visits", Field("at"), Field("seen"));

        var row = Assert.Single(await connector.FindAsync(table, "note", ["a"], None).ToListAsync(None));
        await DeleteAsync(connector, table, [row[0]!]);

        Assert.Equal(at.AddTicks(1234567), row[1]);
        Assert.StartsWith("@p0 datetime,", server.Requests[^1].Declared, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_emptied_is_emptied_by_nothing_of_its_type()
    {
        await using var server = TdsShop.Serve(_ => null);
        await using var connector = await TdsShop.OpenAsync(server.Connection);
        await using var erasing = await connector.BeginErasingAsync([], None);

        await erasing.OverwriteAsync(Table("t", Field("id"), Field("photo")), [1], [("photo", null), ("name", null)], None);

        Assert.StartsWith("@p0 varbinary(8000),@p1 nvarchar(4000),@p2 int,", server.Requests[^1].Declared, StringComparison.Ordinal);
        Assert.Equal([null, null], server.Requests[^1].Parameters.Take(2).Select(each => each.Value));
    }

    [Theory]
    [InlineData("Anna", true)]
    [InlineData("Åsa", true)]
    [InlineData("Łucja", false)]
    public async Task What_the_column_made_something_else_of_is_told_and_undone(string name, bool isKept)
    {
        await using var server = TdsShop.Serve(request => request.Statement.StartsWith("select count", StringComparison.Ordinal)
            ? TdsReply.Rows([TdsType.Int("")], [isKept ? 1 : 0])
            : null);
        await using var connector = await TdsShop.OpenAsync(server.Connection);
        var table = Table("t", Field("id"), Field("email"));

        await using (var erasing = await connector.BeginErasingAsync([], None))
        {
            var writing = erasing.OverwriteAsync(table, [1], [("email", name)], None);
            var remedy = isKept ? null : (await Assert.ThrowsAsync<ConnectorException>(() => writing)).Remedy;
            Assert.True(isKept ? await writing == 1 : remedy!.Contains("does not fit", StringComparison.Ordinal));
        }

        Assert.Equal(["begin", "rollback"], server.Transactions);
        Assert.Equal(name is not "Anna", server.Requests.Exists(request =>
            request.Statement.StartsWith("select count", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_type_that_only_another_library_reads_is_told_by_its_field()
    {
        await using var server = TdsShop.Serve(
            request => request.Parameters is [] ? null : TdsShop.Rows(request, [1, new byte[] { 1, 2 }, 1]));
        await using var connector = await TdsShop.OpenAsync(server.Connection);

        var failure = await Assert.ThrowsAsync<ConnectorException>(async () =>
            await connector.FindAsync(Table("shops", Field("id"), Field("place")), "id", [1], None).CountAsync(None));

        Assert.Contains("field place", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_persons_rows_go_in_one_transaction_and_are_looked_for_again()
    {
        var isErased = false;
        await using var server = TdsShop.Serve(request =>
        {
            if (request.Statement.StartsWith("delete", StringComparison.Ordinal))
            {
                isErased = true;
                return TdsReply.Met(1, ofTriggers: [3]);
            }

            return isErased || request.Parameters is [] ? null
                : request.Statement.Contains("[customers]", StringComparison.Ordinal) ? TdsShop.Rows(request, [1, Anna, "Anna", Anna])
                : TdsShop.Rows(request, [10, 1, "hers", 1]);
        });
        await using var connector = await TdsShop.OpenAsync(server.Connection);
        await using var database = new SqlServerDatabase();

        var erased = await ErasePerson.RunAsync(Plan(database, Shop), connector, Of(Anna), None);

        Assert.True(erased.IsVerified);
        Assert.Equal([new ErasedTable("orders", 1, 0, 0), new ErasedTable("customers", 1, 0, 0)], erased.Tables);
        Assert.Equal(["begin", "commit"], server.Transactions);
        Assert.All(server.Requests, request => TSql.Parse(request.Statement));
        Assert.DoesNotContain(server.Requests, request => request.Statement.Contains("anna", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Older_rows_are_asked_for_by_day_and_after_a_key()
    {
        var seen = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Unspecified);
        await using var server = TdsShop.Serve(request => request.Parameters is [] ? null : TdsShop.Rows(request, [7, seen, seen]));
        await using var connector = await TdsShop.OpenAsync(server.Connection);

        var rows = await connector.FindOlderAsync(
            Table("t", Field("id"), Field("seen")), "seen", new DateOnly(2024, 12, 1), [6], 500, None).ToListAsync(None);

        Assert.Equal([7, seen], Assert.Single(rows));
        Assert.Equal("select [id], [seen], [seen] from [t] where [seen] < @p0 and (([id] > @p1)) order by [id]"
            + " offset 0 rows fetch next 500 rows only", server.Requests[^1].Statement);
        Assert.Equal("@p0 date,@p1 int", server.Requests[^1].Declared);
    }

    [Fact]
    public async Task Who_stops_a_question_is_told_so_and_not_that_it_failed()
    {
        using var stop = new CancellationTokenSource();
        await using var server = TdsShop.Serve(request =>
        {
            if (request.Parameters is [])
                return null;
            stop.CancelAfter(TimeSpan.FromMilliseconds(50));
            return TdsReply.Never;
        });
        await using var connector = await TdsShop.OpenAsync(server.Connection);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            await connector.FindAsync(Shop[0], "email", [Anna], stop.Token).CountAsync(None));
    }
}
