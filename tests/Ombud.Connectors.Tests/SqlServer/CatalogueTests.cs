using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Discovering;
using Ombud.Connectors.Tests.Discovering;
using Ombud.Connectors.Tests.SqlServer.Wire;

namespace Ombud.Connectors.Tests.SqlServer;

/// <summary>What is made of the rows of the server's catalogue.</summary>
public sealed class CatalogueTests
{
    private static readonly object?[][] Fields =
    [
        ["dbo", "customers", 1, "id", "int identity", 0, null], ["dbo", "customers", 1, "email", "varchar(60)", 0, 60],
        ["dbo", "customers", 1, "notes", "nvarchar(max)", 1, null], ["dbo", "odd.name", 1, "id", "int", 0, null],
        ["sales", "orders", 0, "land", "char(2)", 0, 2], ["sales", "orders", 0, "no", "int", 0, null],
        ["sales", "orders", 0, "customer_id", "int", 1, null],
        ["sales", "lines", 0, "of_no", "int", 1, null], ["sales", "lines", 0, "of_land", "char(2)", 1, 2],
        ["sales", "lines", 0, "version", "timestamp", 0, null],
    ];

    private static readonly object?[][] Keys =
        [["dbo", "customers", 1, "id"], ["sales", "orders", 0, "no"], ["sales", "orders", 0, "land"]];

    private static readonly object?[][] References =
    [
        ["sales", "lines", 0, "FK_order", "of_no", "sales", "orders", 0, "no"],
        ["sales", "lines", 0, "FK_order", "of_land", "sales", "orders", 0, "land"],
        ["sales", "orders", 0, "FK_customer", "customer_id", "dbo", "customers", 1, "id"],
    ];

    private static TdsReply Catalogue(string statement)
    {
        var rows = statement.Contains("sys.foreign_keys", StringComparison.Ordinal) ? References
            : statement.Contains("sys.key_constraints", StringComparison.Ordinal) ? Keys
            : Fields;
        var numbers = rows == Fields ? [2, 5, 6] : rows == Keys ? [2] : new[] { 2, 7 };
        return TdsReply.Rows(
            [.. rows[0].Select((_, place) => numbers.Contains(place) ? TdsType.Int($"c{place}") : TdsType.NVarChar($"c{place}"))], rows);
    }

    private static async Task<IReadOnlyList<LiveTable>> DiscoverAsync()
    {
        await using var server = TdsShop.Serve(request => TdsShop.IsCatalogue(request) ? Catalogue(request.Statement) : null);
        await using var connector = await TdsShop.OpenAsync(server.Connection);
        return await connector.DiscoverAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Tables_of_the_accounts_schema_go_by_their_name_and_others_with_theirs()
    {
        var tables = await DiscoverAsync();

        Assert.Equal(["customers", "dbo.odd.name", "sales.orders", "sales.lines"], tables.Select(table => table.Name));
        Assert.Equal(["id", "email", "notes"], tables[0].Fields.Select(field => field.Name));
        Assert.Equal(["int identity", "varchar(60)", "nvarchar(max)"], tables[0].Fields.Select(field => field.Type));
        Assert.Equal([false, false, true], tables[0].Fields.Select(field => field.IsNullable));
        Assert.Equal([null, 60, null], tables[0].Fields.Select(field => field.LengthMax));
    }

    [Fact]
    public async Task Keys_and_references_of_several_fields_keep_their_order()
    {
        var tables = await DiscoverAsync();

        Assert.Equal(["no", "land"], tables[2].Key);
        Assert.Empty(tables[3].Key);
        var reference = Assert.Single(tables[3].References);
        Assert.Equal("sales.orders", reference.Table);
        Assert.Equal(["of_no", "of_land"], reference.Fields);
        Assert.Equal(["no", "land"], reference.TargetFields);
        Assert.Equal("customers", Assert.Single(tables[2].References).Table);
    }

    [Fact]
    public async Task A_draft_is_made_of_it()
    {
        var draft = DraftDataset.Of(
            new("crm", SystemKind.SqlServer, "Crm", "allegis-group"), await DiscoverAsync(), LiveSchemas.World);

        Assert.Contains("kind: sqlserver", draft, StringComparison.Ordinal);
        Assert.Contains("belongsTo: customers.id", draft, StringComparison.Ordinal);
        Assert.Contains("identifies: email", draft, StringComparison.Ordinal);
    }
}
