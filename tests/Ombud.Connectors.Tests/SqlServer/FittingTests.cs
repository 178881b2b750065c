using System.Data;
using Microsoft.Data.SqlClient;
using Ombud.Connectors.Sql.SqlServer;

namespace Ombud.Connectors.Tests.SqlServer;

/// <summary>As what type a value goes to the server.</summary>
public sealed class FittingTests
{
    private static readonly SqlServerDialect Dialect = new();
    private static readonly DateTime Moment = new(2026, 2, 3, 4, 5, 6, 3, DateTimeKind.Unspecified);

    private static SqlParameter Bound(object? value, string type, Type read)
    {
        object? fitting = null;
        Assert.True(value is null || Dialect.TryFit(value, new(read, type), out fitting));
        using var command = new SqlCommand();
        Dialect.Bind(command, value is null ? Dialect.Nothing(new(read, type)) : fitting);
        return command.Parameters[0];
    }

    [Theory]
    [InlineData("anna@shop.example", "varchar", SqlDbType.VarChar, 8000)]
    [InlineData("anna@shop.example", "char", SqlDbType.VarChar, 8000)]
    [InlineData("åsa@shop.example", "varchar", SqlDbType.NVarChar, 4000)]
    [InlineData("Łucja", "varchar", SqlDbType.NVarChar, 4000)]
    [InlineData("anna@shop.example", "nvarchar", SqlDbType.NVarChar, 4000)]
    [InlineData("anna@shop.example", "xml", SqlDbType.NVarChar, 4000)]
    public void A_text_goes_as_its_columns_type_where_every_code_page_has_its_letters(string text, string type, SqlDbType goes, int size)
    {
        var parameter = Bound(text, type, typeof(string));

        Assert.Equal((goes, size, text), (parameter.SqlDbType, parameter.Size, parameter.Value));
        Assert.Equal("@p0", parameter.ParameterName);
    }

    [Theory]
    [InlineData("varchar", 8000, 8000)]
    [InlineData("varchar", 8001, -1)]
    [InlineData("nvarchar", 4000, 4000)]
    [InlineData("nvarchar", 4001, -1)]
    public void A_text_is_never_cut_to_a_parameters_size(string type, int length, int size) =>
        Assert.Equal(size, Bound(new string('a', length), type, typeof(string)).Size);

    [Fact]
    public void A_number_of_an_account_is_compared_as_what_the_column_is()
    {
        Assert.Equal(42, Bound("42", "int", typeof(int)).Value);
        Assert.Equal(SqlDbType.TinyInt, Bound("42", "tinyint", typeof(byte)).SqlDbType);
        Assert.Equal(SqlDbType.UniqueIdentifier, Bound("0196f2a4-0000-7000-8000-000000000001", "uniqueidentifier", typeof(Guid)).SqlDbType);
        Assert.False(Dialect.TryFit("42abc", new(typeof(int), "int"), out _));
        Assert.False(Dialect.TryFit("300", new(typeof(byte), "tinyint"), out _));
        Assert.False(Dialect.TryFit("anna", new(typeof(Guid), "uniqueidentifier"), out _));
    }

    [Theory]
    [InlineData("date", SqlDbType.Date)]
    [InlineData("datetime", SqlDbType.DateTime)]
    [InlineData("smalldatetime", SqlDbType.SmallDateTime)]
    [InlineData("datetime2", SqlDbType.DateTime2)]
    public void A_moment_goes_as_its_columns_type(string type, SqlDbType goes)
    {
        var parameter = Bound(Moment, type, typeof(DateTime));

        Assert.Equal((goes, (object)Moment), (parameter.SqlDbType, parameter.Value));
    }

    [Theory]
    [InlineData("datetime", 1752)]
    [InlineData("smalldatetime", 1899)]
    [InlineData("smalldatetime", 2080)]
    public void A_moment_that_the_column_cannot_hold_is_of_no_row(string type, int year) =>
        Assert.False(Dialect.TryFit(new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified), new(typeof(DateTime), type), out _));

    [Fact]
    public void A_day_before_which_rows_are_too_old_is_a_day()
    {
        using var command = new SqlCommand();
        Dialect.Bind(command, Dialect.Day(new DateOnly(2024, 12, 1)));

        Assert.Equal((SqlDbType.Date, (object)new DateTime(2024, 12, 1, 0, 0, 0, DateTimeKind.Unspecified)),
            (command.Parameters[0].SqlDbType, command.Parameters[0].Value));
        Assert.NotNull(Dialect.Older("[seen]", "@p0", typeof(DateTimeOffset)));
        Assert.Null(Dialect.Older("[seen]", "@p0", typeof(string)));
    }

    [Fact]
    public void Nothing_goes_as_bytes_where_bytes_stood()
    {
        var emptied = Bound(null, "varbinary", typeof(byte[]));

        Assert.Equal((SqlDbType.VarBinary, DBNull.Value), (emptied.SqlDbType, emptied.Value));
        Assert.Equal(DBNull.Value, Bound(null, "int", typeof(int)).Value);
        Assert.Equal((SqlDbType.VarBinary, 8000), (Bound(new byte[3], "image", typeof(byte[])).SqlDbType, emptied.Size));
    }

    [Fact]
    public void What_a_collation_took_for_the_same_is_looked_at_again()
    {
        Dialect.TryFit("asa@shop.example", new(typeof(string), "varchar"), out var asa);
        var same = Dialect.Recheck([asa, "rolf@shop.example"])!;

        Assert.True(same("ASA@shop.example  "));
        Assert.True(same("rolf@shop.example"));
        Assert.False(same("åsa@shop.example"));
        Assert.False(same("asa🙂@shop.example"));
        Assert.Null(Dialect.Recheck([1, 2]));
    }

    [Fact]
    public void A_value_says_nothing_of_itself()
    {
        Dialect.TryFit("canary", new(typeof(string), "varchar"), out var canary);

        Assert.DoesNotContain("canary", canary.ToString(), StringComparison.Ordinal);
    }
}
