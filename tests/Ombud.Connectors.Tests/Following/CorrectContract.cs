using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;
using Ombud.Connectors.Tests.Contract;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Following;

public sealed class PostgreSqlCorrectTests : CorrectContract<PostgreSqlDatabase>;

public sealed class MariaDbCorrectTests : CorrectContract<MariaDbDatabase>;

public sealed class SqliteCorrectTests : CorrectContract<SqliteDatabase>;

public sealed class CsvCorrectTests : CorrectContract<CsvFolder>;

public sealed class JsonLinesCorrectTests : CorrectContract<JsonLinesFolder>;

public abstract class CorrectContract<TDatabase> : OnEveryDatabase<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static TableDescription[] People =>
    [
        Table("people", TableErasure.Keep, Field("id"), Email(), Holding("name"), Holding("born"), Holding("score"),
            Owns("home", "homes.id")),
        Table("homes", Field("id"), Holding("town")),
    ];

    private static FieldDescription Holding(string name) => new() { Name = name, Holds = name };

    private async Task<SystemCorrected> CorrectAsync(string field, string? old, string right)
    {
        await using var connector = await Database.OpenAsync();
        return await CorrectPerson.RunAsync(Plan(Database, People), connector, Of(Anna), new(field, old is null ? [] : [old], right));
    }

    private async Task FillAsync()
    {
        await Database.RunAsync(
            "create table homes (id integer primary key, town varchar(20))",
            "create table people (id integer primary key, email varchar(60), name varchar(12), born date, score integer, home integer)");
        await Database.InsertAsync("homes", 7, "Lund");
        await Database.InsertAsync("homes", 8, "Lund");
        await Database.InsertAsync("people", 1, Anna, "Ana", new DateOnly(1985, 3, 1), 5, 7);
        await Database.InsertAsync("people", 2, Anna, "A. Svensson", null, 6, 8);
        await Database.InsertAsync("people", 3, Rolf, "Ana", new DateOnly(1985, 3, 1), 5, 8);
    }

    [Fact]
    public async Task The_right_value_takes_the_place_of_the_wrong_one_and_of_nothing_else()
    {
        await FillAsync();

        var corrected = await CorrectAsync("name", "ana", "Anna");

        Assert.Equal(new SystemCorrected(1, 0, 0, 1, 0), corrected);
        Assert.True(corrected.IsVerified);
        Assert.Equal(["Anna", "A. Svensson", "Ana"], await ColumnAsync(2));
        Assert.Equal(new SystemCorrected(0, 1, 0, 1, 0), await CorrectAsync("name", "ana", "Anna"));
    }

    [Fact]
    public async Task A_day_and_a_number_are_corrected_in_their_own_type()
    {
        await FillAsync();

        Assert.True((await CorrectAsync("born", "1985-03-01", "1986-04-02")).IsVerified);
        Assert.True((await CorrectAsync("score", "5", "17")).IsVerified);

        Assert.Contains("1986", (await ColumnAsync(3))[0], StringComparison.Ordinal);
        Assert.Contains("1985", (await ColumnAsync(3))[2], StringComparison.Ordinal);
        Assert.Equal(["17", "6", "5"], await ColumnAsync(4));
    }

    [Fact]
    public async Task Where_only_other_values_stand_a_person_must_look()
    {
        await FillAsync();

        var corrected = await CorrectAsync("name", "Annika", "Anna");

        Assert.Equal(new SystemCorrected(0, 0, 0, 2, 0), corrected);
        Assert.False(corrected.IsVerified);
        Assert.Equal(["Ana", "A. Svensson", "Ana"], await ColumnAsync(2));
        Assert.False((await CorrectAsync("name", null, "Anna")).IsVerified);
    }

    [Fact]
    public async Task A_row_that_is_somebody_elses_too_stays_and_is_told()
    {
        await FillAsync();

        var corrected = await CorrectAsync("town", "Lund", "Malmö");

        Assert.Equal(new SystemCorrected(1, 0, 1, 0, 0), corrected);
        Assert.False(corrected.IsVerified);
        Assert.Equal(["7|Malmö", "8|Lund"], await Database.RowsAsync("homes"));
    }

    [Fact]
    public async Task Where_nothing_of_it_stands_there_is_nothing_to_do()
    {
        await FillAsync();

        Assert.Equal(new SystemCorrected(0, 0, 0, 0, 0), await CorrectAsync("cv", "a", "b"));
        Assert.True(CorrectPerson.Concerns(Plan(Database, People).System, "town"));
        Assert.False(CorrectPerson.Concerns(Plan(Database, People).System, "cv"));
    }

    [Fact]
    public async Task A_value_that_does_not_fit_is_never_cut_and_says_what_to_do()
    {
        await FillAsync();

        if (Database.KnowsLengths)
        {
            var failure = await Assert.ThrowsAsync<ConnectorException>(() => CorrectAsync("name", "Ana", "Anna of thirteen"));
            Assert.Equal("people", failure.Table);
            Assert.Contains("field name", failure.Remedy, StringComparison.Ordinal);
            Assert.DoesNotContain("Anna", failure.Remedy, StringComparison.Ordinal);
        }

        Assert.Equal(["Ana", "A. Svensson", "Ana"], await ColumnAsync(2));
    }

    private async Task<string[]> ColumnAsync(int place) =>
        [.. (await Database.RowsAsync("people")).Select(row => row.Split('|')[place])];
}
