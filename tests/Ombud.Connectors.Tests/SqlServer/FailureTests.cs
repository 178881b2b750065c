using Ombud.Connectors.Connecting;
using Ombud.Connectors.Sql;
using Ombud.Connectors.Tests.SqlServer.Wire;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.SqlServer;

/// <summary>Failures as a server sends them, by number, class and message, and what is told of them.</summary>
public sealed class FailureTests
{
    private const string Canary = "canary.7f3a@shop.example";
    private static readonly CancellationToken None = CancellationToken.None;

    private static async Task<ConnectorException> TellsAsync(string remedy, string? table, Func<Task> work)
    {
        var failure = await Assert.ThrowsAsync<ConnectorException>(work);

        Assert.Contains(remedy, failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(("shop", table), (failure.System, failure.Table));
        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.OrdinalIgnoreCase);
        return failure;
    }

    private static async Task DeleteAsync(IConnector connector)
    {
        await using var erasing = await connector.BeginErasingAsync([], None);
        await erasing.DeleteAsync(Shop[0], [[1]], None);
        await erasing.CommitAsync(None);
    }

    [Theory]
    [InlineData(208, 16, "Invalid object name 'customers'.", "no such table")]
    [InlineData(207, 16, "Invalid column name 'emial'.", "no field emial")]
    [InlineData(229, 14, "The DELETE permission was denied on the object 'customers', database 'shop', schema 'dbo'.", "may not do this")]
    [InlineData(230, 14, "The SELECT permission was denied on the column 'email' of the object 'customers'.", "may not do this")]
    [InlineData(3906, 16, "Failed to update database \"shop\" because the database is read-only.", "can only be read")]
    [InlineData(547, 16, "The DELETE statement conflicted with the REFERENCE constraint \"FK__orders\". The conflict occurred in database "
        + "\"shop\", table \"dbo.orders\", column 'customer_id'.", "Rows of orders refer")]
    [InlineData(547, 16, "The DELETE statement conflicted with the SAME TABLE REFERENCE constraint \"FK\". The conflict occurred in "
        + "database \"shop\", table \"sales.parts\", column 'of'.", "Rows of sales.parts refer")]
    [InlineData(547, 16, "The UPDATE statement conflicted with the FOREIGN KEY constraint \"FK\". The conflict occurred in database "
        + "\"shop\", table \"dbo.lands\", column 'id'.", "rule of the table")]
    [InlineData(547, 16, "The UPDATE statement conflicted with the CHECK constraint \"CK\". The conflict occurred in database \"shop\", "
        + "table \"dbo.customers\", column 'sort'.", "rule of the table")]
    [InlineData(1205, 13, "Transaction (Process ID 51) was deadlocked on lock resources with another process.", "held its rows")]
    [InlineData(1222, 16, "Lock request time out period exceeded.", "held its rows")]
    [InlineData(3960, 16, "Snapshot isolation transaction aborted due to update conflict.", "held its rows")]
    [InlineData(2628, 16, "String or binary data would be truncated in table 'shop.dbo.t', column 'a'. Truncated value: 'canary'.",
        "too long")]
    [InlineData(8152, 16, "String or binary data would be truncated.", "too long")]
    [InlineData(515, 16, "Cannot insert the value NULL into column 'name', table 'shop.dbo.customers'; column does not allow nulls.",
        "field name cannot be null")]
    [InlineData(2627, 14, "Violation of UNIQUE KEY constraint 'UQ'. The duplicate key value is (canary).", "differ from row to row")]
    [InlineData(2601, 14, "Cannot insert duplicate key row. The duplicate key value is (canary).", "differ from row to row")]
    [InlineData(8102, 16, "Cannot update identity column 'no'.", "makes what stands in the field no:")]
    [InlineData(271, 16, "The column \"twice\" cannot be modified because it is either a computed column or the result of a UNION.",
        "makes what stands in the field twice:")]
    [InlineData(272, 16, "Cannot update a timestamp column.", "itself makes")]
    [InlineData(13537, 16, "Cannot update GENERATED ALWAYS columns in table 'shop.dbo.t'.", "itself makes")]
    [InlineData(245, 16, "Conversion failed when converting the varchar value 'canary' to data type int.", "does not fit")]
    [InlineData(8115, 16, "Arithmetic overflow error converting numeric to data type numeric.", "does not fit")]
    [InlineData(402, 16, "The data types text and nvarchar are incompatible in the equal to operator.", "does not fit")]
    [InlineData(9400, 16, "XML parsing: line 1, character 5, unexpected end of input", "does not fit")]
    [InlineData(596, 21, "Cannot continue the execution because the session is in the kill state.", "connection was lost")]
    [InlineData(823, 24, "The operating system returned an error.", "connection was lost")]
    [InlineData(50000, 16, "canary may not be deleted, says a trigger", "code 50000")]
    public async Task What_the_server_refuses_is_told_with_a_remedy_and_no_value(int number, byte kind, string message, string remedy)
    {
        await using var server = TdsShop.Serve(request => request.Statement.StartsWith("delete", StringComparison.Ordinal)
            ? TdsReply.Failure(number, kind, message)
            : null);
        await using var connector = await TdsShop.OpenAsync(server.Connection);

        await TellsAsync(remedy, "customers", () => DeleteAsync(connector));

        Assert.DoesNotContain("commit", server.Transactions);
    }

    [Theory]
    [InlineData(18456, 14, "Login failed for user 'canary'.", "refused the login")]
    [InlineData(18488, 14, "Login failed for user 'canary'. Reason: The password of the account must be changed.", "refused the login")]
    [InlineData(4060, 11, "Cannot open database \"shop\" requested by the login. The login failed.", "no such database")]
    [InlineData(916, 14, "The server principal \"canary\" is not able to access the database \"shop\".", "no such database")]
    [InlineData(40613, 17, "Database 'shop' on server 'x' is not currently available.", "cannot be reached")]
    public async Task A_login_that_is_refused_is_told(int number, byte kind, string message, string remedy)
    {
        await using var server = new TdsServer(_ => TdsReply.Nothing(), welcome: TdsReply.Failure(number, kind, message));

        await TellsAsync(remedy, null, () => TdsShop.OpenAsync(server.Connection));
    }

    [Theory]
    [InlineData("Server=tcp:127.0.0.1,1;User ID=canary;Password=canary", "cannot be reached")]
    [InlineData("Server=x;Pasword=canary", "connection string cannot be read")]
    [InlineData("Server=x;Encrypt=canary", "connection string cannot be read")]
    [InlineData("Server=x;Authentication=Active Directory Default", "connection string cannot be read")]
    public async Task A_connection_string_that_leads_nowhere_is_told_without_it(string connection, string remedy) =>
        await TellsAsync(remedy, null, () => TdsShop.OpenAsync(connection));

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_unless_the_string_names_it()
    {
        using var certificate = TdsTls.SelfSigned("127.0.0.1");
        await using var server = new TdsServer(_ => TdsReply.Nothing(), certificate);
        var file = Path.Combine(Path.GetTempPath(), $"ombud-{Guid.NewGuid():N}.cer");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());
        try
        {
            await TellsAsync("certificate is not trusted", null, () => TdsShop.OpenAsync(server.Address));
            Assert.Empty(server.LoggedIn);

            await using var connector = await TdsShop.OpenAsync($"{server.Address};Server Certificate={file}");
            Assert.Single(server.Requests);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_server_that_does_not_encrypt_gets_no_password()
    {
        await using var server = new TdsServer(_ => TdsReply.Nothing());

        await TellsAsync("cannot be reached", null, () => TdsShop.OpenAsync(server.Address));

        Assert.Empty(server.LoggedIn);
    }

    [Fact]
    public async Task A_statement_that_takes_too_long_is_told_and_undone()
    {
        await using var server = TdsShop.Serve(request =>
            request.Statement.StartsWith("delete", StringComparison.Ordinal) ? TdsReply.Never : null);
        await using var connector = await TdsShop.OpenAsync(
            server.Connection, SqlLimits.Default with { Command = TimeSpan.FromSeconds(1) });

        await TellsAsync("took too long", "customers", () => DeleteAsync(connector));

        Assert.Equal(["begin", "rollback"], server.Transactions);
    }

    [Fact]
    public async Task A_connection_that_is_lost_is_told_and_not_made_anew()
    {
        await using var server = TdsShop.Serve(request =>
            request.Statement.StartsWith("delete", StringComparison.Ordinal) ? TdsReply.Gone : null);
        await using var connector = await TdsShop.OpenAsync(server.Connection);

        await TellsAsync("connection was lost", "customers", () => DeleteAsync(connector));
        await TellsAsync("connection was lost", "customers", async () =>
            await connector.FindAsync(Shop[0], "email", [Canary], None).CountAsync(None));
    }

    [Fact]
    public async Task A_field_that_is_not_there_is_told_by_what_the_catalogue_lacks()
    {
        await using var server = new TdsServer(request => TdsShop.IsAboutColumns(request)
            ? TdsReply.Failure(207, 16, "Invalid column name 'emial'.")
            : TdsReply.Rows([TdsType.Int("none")]));
        await using var connector = await TdsShop.OpenAsync(server.Connection);

        await TellsAsync("no field emial", "customers", async () =>
            await connector.FindAsync(Table("customers", Field("id"), Field("emial")), "id", [1], None).CountAsync(None));
    }
}
