using CsCheck;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Sql;
using Ombud.Connectors.Sql.SqlServer;
using Ombud.Connectors.Tests.Loading;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.SqlServer;

/// <summary>
/// Each statement there is, read by Microsoft's own parser: no server is needed to see that it is one and says what it shall.
/// </summary>
public sealed class StatementTests
{
    private static readonly SqlServerDialect Dialect = new();

    private static readonly TableDescription Lines =
        Table("sales.order lines", Field("note"), Field("seen")) with { Key = ["order", "line", "part"] };

    private static string Find(string table, string field, int places = 1) =>
        SqlStatements.Find(Dialect, Table(table, Field(field)), field, places);

    private static string[] Columns(TSqlFragment statement) =>
        [.. TSql.All<ColumnReferenceExpression>(statement).Select(column => column.MultiPartIdentifier.Identifiers.Single().Value)];

    private static string[] Variables(TSqlFragment statement) =>
        [.. TSql.All<VariableReference>(statement).Select(variable => variable.Name)];

    private static void IsOf(TSqlFragment statement, string? schema, string table)
    {
        var name = Assert.Single(TSql.All<NamedTableReference>(statement)).SchemaObject;
        Assert.Equal((schema, table), (name.SchemaIdentifier?.Value, name.BaseIdentifier.Value));
        Assert.Null(name.DatabaseIdentifier);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("two words")]
    [InlineData("select")]
    [InlineData("Ärenden 人")]
    [InlineData("it's \"quoted\"")]
    [InlineData("x; drop table t --")]
    [InlineData("a@p0 $1 /* {0}")]
    [InlineData("[in] ]brackets[]]")]
    [InlineData("]; drop table t --")]
    public void A_name_is_a_name_whatever_stands_in_it(string name)
    {
        var statement = Assert.Single(TSql.Parse(Find(name, name)));

        IsOf(Assert.IsType<SelectStatement>(statement), null, name);
        Assert.Equal([name, name, name], Columns(statement));
        Assert.Empty(TSql.All<Literal>(statement));
    }

    [Fact]
    public void A_name_is_a_name_whatever_chance_puts_into_it() =>
        Gen.String[Gen.Frequency((3, Gen.Char["[]]'\";-/*@ \n\r\t."]), (1, Gen.Char)), 1, 40]
            .Where(name => !name.Contains('\0', StringComparison.Ordinal) && !name.Contains('.', StringComparison.Ordinal))
            .Sample(name =>
            {
                var statement = Assert.Single(TSql.Parse(Find(name, name)));
                IsOf(statement, null, name);
                Assert.Equal([name, name, name], Columns(statement));
            }, iter: 500);

    [Fact]
    public void A_name_that_none_can_have_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Dialect.Quote(""));
        Assert.Throws<ArgumentException>(() => Dialect.Quote("a\0b"));
        Assert.Throws<ArgumentException>(() => Dialect.Quote(new string('x', 129)));
        Assert.Equal(130, Dialect.Quote(new string('x', 128)).Length);
    }

    [Fact]
    public void The_types_of_columns_are_asked_of_no_row()
    {
        var statement = Assert.IsType<SelectStatement>(
            Assert.Single(TSql.Parse(SqlStatements.Shape(Dialect, "sales.order lines", ["order", "note"]))));

        IsOf(statement, "sales", "order lines");
        Assert.Equal(["order", "note"], Columns(statement));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(500)]
    public void Rows_are_found_by_parameters_alone(int places)
    {
        var statement = Assert.Single(TSql.Parse(Find("dbo.customers", "email", places)));

        IsOf(statement, "dbo", "customers");
        Assert.Equal(Enumerable.Range(0, places).Select(place => $"@p{place}"), Variables(statement));
        Assert.Equal(places, Assert.Single(TSql.All<InPredicate>(statement)).Values.Count);
    }

    [Fact]
    public void Older_rows_come_a_page_at_a_time_in_the_order_of_their_key()
    {
        var older = Dialect.Older(Dialect.Quote("seen"), "@p0", typeof(DateTime))!;
        var first = Assert.Single(TSql.Parse(SqlStatements.FindOlder(Dialect, Lines, "seen", older, isAfter: false, 500)));
        var next = Assert.Single(TSql.Parse(SqlStatements.FindOlder(Dialect, Lines, "seen", older, isAfter: true, 500)));

        Assert.Equal(["@p0"], Variables(first));
        Assert.Equal(["@p0", "@p1", "@p2", "@p3", "@p4", "@p5", "@p6"], Variables(next));
        foreach (var statement in new[] { first, next })
        {
            var order = Assert.Single(TSql.All<OrderByClause>(statement));
            Assert.Equal(["order", "line", "part"], Columns(order));
            var page = Assert.Single(TSql.All<OffsetClause>(statement));
            Assert.Equal(("0", "500"), (((Literal)page.OffsetExpression).Value, ((Literal)page.FetchExpression).Value));
        }
    }

    [Fact]
    public void Rows_go_by_key_and_are_counted_by_the_server()
    {
        var statements = TSql.Parse(SqlServerDialect.Counted(SqlStatements.Delete(Dialect, Lines, 8)));

        Assert.Equal([typeof(DeleteStatement), typeof(SetVariableStatement)], statements.Select(each => each.GetType()));
        IsOf(statements[0], "sales", "order lines");
        Assert.Equal(Enumerable.Range(0, 24).Select(place => $"@p{place}"), Variables(statements[0]));
        Assert.Equal("@@rowcount", Assert.Single(TSql.All<GlobalVariableExpression>(statements[1])).Name);
        Assert.IsType<DeleteStatement>(Assert.Single(TSql.Parse(SqlStatements.Delete(Dialect, Table("t", Field("id")), 500))));
    }

    [Fact]
    public void Fields_are_overwritten_by_key_and_counted_by_the_server()
    {
        var statements = TSql.Parse(SqlServerDialect.Counted(SqlStatements.Overwrite(Dialect, Lines, ["note", "seen"])));

        Assert.Equal([typeof(UpdateStatement), typeof(SetVariableStatement)], statements.Select(each => each.GetType()));
        IsOf(statements[0], "sales", "order lines");
        Assert.Equal(["note", "seen"], TSql.All<AssignmentSetClause>(statements[0]).SelectMany(Columns));
        Assert.Equal(["@p0", "@p1"], TSql.All<AssignmentSetClause>(statements[0]).SelectMany(Variables));
        Assert.Equal(["@p2", "@p3", "@p4"], Variables(Assert.Single(TSql.All<WhereClause>(statements[0]))));
    }

    [Fact]
    public void What_may_have_been_changed_on_the_way_is_compared_letter_by_letter()
    {
        Assert.True(Dialect.TryFit("Łucja", new(typeof(string), "varchar"), out var written));
        var exactly = Dialect.Exactly(Dialect.Quote("note"), "@p0", written)!;
        var statement = Assert.Single(TSql.Parse(SqlStatements.Count(Dialect, Lines, exactly)));

        Assert.Equal(["@p0", "@p1", "@p2", "@p3"], Variables(statement));
        Assert.Contains("BIN2", exactly, StringComparison.Ordinal);
        Assert.Null(Dialect.Exactly("[note]", "@p0", "Łucja"));
    }

    [Fact]
    public void A_session_is_settled_by_a_text_without_parameters()
    {
        var text = SqlServerDialect.Settling(SqlLimits.Default);

        Assert.Equal(5, TSql.Parse(text).Count);
        Assert.Empty(TSql.Parse(text).SelectMany(Variables));
        Assert.Contains("lock_timeout 15000", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalogue_is_asked_of_the_servers_own_views_in_an_order()
    {
        var queries = Dialect.Catalogue;
        foreach (var (query, columns) in new[] { (queries.Fields, 7), (queries.Keys, 4), (queries.References, 9) })
        {
            var statement = Assert.IsType<SelectStatement>(Assert.Single(TSql.Parse(query)));
            var select = Assert.IsType<QuerySpecification>(statement.QueryExpression);
            Assert.Equal(columns, select.SelectElements.Count);
            Assert.NotNull(select.OrderByClause);
            Assert.All(TSql.All<NamedTableReference>(statement), table => Assert.Equal("sys", table.SchemaObject.SchemaIdentifier.Value));
        }
    }

    [Fact]
    public void The_rights_that_the_documentation_gives_an_account_are_statements()
    {
        var page = File.ReadAllText(Path.Combine(DocumentTests.Docs, "database-accounts.md"));
        var from = page.IndexOf("-- SQL Server\n", StringComparison.Ordinal);
        var statements = TSql.Parse(page[from..page.IndexOf("```", from, StringComparison.Ordinal)]);

        Assert.Equal(3, statements.OfType<GrantStatement>().SelectMany(grant => grant.Permissions)
            .Count(permission => permission.Identifiers[0].Value is "select" or "update"));
        Assert.Single(statements.OfType<CreateLoginStatement>());
    }

    [Fact]
    public void No_statement_has_more_parameters_than_the_server_takes() =>
        Gen.Int[1, 32].Sample(width =>
        {
            var most = Math.Min(IConnector.ValuesMax, Dialect.ParametersMax / width);
            Assert.True(most >= 1 && (most * width) + 3 <= 2100);
        }, iter: 100);
}
