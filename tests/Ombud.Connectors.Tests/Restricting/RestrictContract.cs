using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;
using Ombud.Connectors.Restricting;
using Ombud.Connectors.Tests.Contract;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Restricting;

public sealed class PostgreSqlRestrictTests : RestrictContract<PostgreSqlDatabase>;

public sealed class MariaDbRestrictTests : RestrictContract<MariaDbDatabase>;

public sealed class SqliteRestrictTests : RestrictContract<SqliteDatabase>;

public sealed class CsvRestrictTests : RestrictContract<CsvFolder>;

public sealed class JsonLinesRestrictTests : RestrictContract<JsonLinesFolder>;

public sealed class HttpRestrictTests : RestrictContract<HttpDatabase>;

public abstract class RestrictContract<TDatabase> : OnEveryDatabase<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static TableDescription[] People =>
    [
        Table("people", TableErasure.Keep, Field("id"), Email(), Field("state"), Owns("home", "homes.id"))
            with { Restricting = Mark("state", "blocked", "open") },
        Table("homes", Field("id"), Field("town"), Field("blocked")) with { Restricting = Mark("blocked", 1m, 0m) },
        Table("visits", Field("id"), BelongsTo("person", "people.id")),
    ];

    private static RestrictingDescription Mark(string field, object to, object? back) => new() { Field = field, To = to, Back = back };

    private async Task<SystemRestricted> RestrictAsync(bool isOn, string whom = Anna, params TableDescription[] tables)
    {
        await using var connector = await Database.OpenAsync();
        return await RestrictPerson.RunAsync(
            Plan(Database, tables.Length > 0 ? tables : People), connector, Of(whom), isOn);
    }

    private async Task FillAsync()
    {
        await Database.RunAsync(
            "create table homes (id integer primary key, town varchar(20), blocked integer)",
            "create table people (id integer primary key, email varchar(60), state varchar(12), home integer)",
            "create table visits (id integer primary key, person integer)");
        await Database.InsertAsync("homes", 7, "Lund", 0);
        await Database.InsertAsync("homes", 8, "Ystad", 0);
        await Database.InsertAsync("people", 1, Anna, "open", 7);
        await Database.InsertAsync("people", 2, Anna, null, null);
        await Database.InsertAsync("people", 3, Rolf, "open", 8);
        await Database.InsertAsync("visits", 5, 1);
    }

    [Fact]
    public async Task Every_row_of_the_persons_is_marked_once_and_gets_back_what_stood_there_and_nobody_elses_changes()
    {
        await FillAsync();

        Assert.Equal(new SystemRestricted(3, 0, 0, 0, 1, 0), await RestrictAsync(true));
        Assert.Equal(["1|anna@shop.example|blocked|7", "2|anna@shop.example|blocked|null", "3|rolf@shop.example|open|8"],
            await Database.RowsAsync("people"));
        Assert.Equal(["7|Lund|1", "8|Ystad|0"], await Database.RowsAsync("homes"));

        var again = await RestrictAsync(true);
        Assert.Equal(new SystemRestricted(0, 3, 0, 0, 1, 0), again);
        Assert.True(again.IsVerified);

        var lifted = await RestrictAsync(false);
        Assert.Equal(new SystemRestricted(3, 0, 0, 0, 1, 0), lifted);
        Assert.True(lifted.IsVerified);
        Assert.Equal(["1|anna@shop.example|open|7", "2|anna@shop.example|open|null", "3|rolf@shop.example|open|8"],
            await Database.RowsAsync("people"));
        Assert.Equal(["7|Lund|0", "8|Ystad|0"], await Database.RowsAsync("homes"));
    }

    [Fact]
    public async Task What_stands_there_and_is_no_mark_stays_and_a_person_must_look()
    {
        await FillAsync();
        await Database.InsertAsync("people", 4, Anna, "archived", null);

        var restricted = await RestrictAsync(true);

        Assert.Equal(new SystemRestricted(3, 0, 1, 0, 1, 0), restricted);
        Assert.False(restricted.IsVerified);
        Assert.Contains("4|anna@shop.example|archived|null", await Database.RowsAsync("people"));
        Assert.True((await RestrictAsync(false)).IsVerified);
        Assert.Contains("4|anna@shop.example|archived|null", await Database.RowsAsync("people"));
    }

    [Fact]
    public async Task A_row_that_is_somebody_elses_too_stays_and_is_told()
    {
        await FillAsync();
        await Database.InsertAsync("people", 4, Rolf, "open", 7);

        var restricted = await RestrictAsync(true);

        Assert.Equal(new SystemRestricted(2, 0, 0, 1, 1, 0), restricted);
        Assert.False(restricted.IsVerified);
        Assert.Equal(["7|Lund|0", "8|Ystad|0"], await Database.RowsAsync("homes"));
    }

    [Fact]
    public async Task Where_no_table_of_theirs_has_a_mark_it_is_for_people_and_where_nothing_of_them_is_nothing_is_to_do()
    {
        await FillAsync();
        TableDescription[] unmarked = [.. People.Select(table => table with { Restricting = null })];

        var restricted = await RestrictAsync(true, Anna, unmarked);
        var nobody = await RestrictAsync(true, "nobody@shop.example", unmarked);

        Assert.Equal(new SystemRestricted(0, 0, 0, 0, 4, 0), restricted);
        Assert.True(restricted is { IsByHand: true, IsVerified: false });
        Assert.True(nobody is { IsByHand: false, IsVerified: true });
        Assert.False(RestrictPerson.IsDescribed(Plan(Database, unmarked).System));
        Assert.True(RestrictPerson.IsDescribed(Plan(Database, People).System));
    }

    [Fact]
    public async Task A_mark_that_is_a_truth_is_set_in_the_type_of_its_field()
    {
        await Database.RunAsync($"create table people (id integer primary key, email varchar(60), blocked {Database.Truth})");
        await Database.InsertAsync("people", 1, Anna, false);
        await Database.InsertAsync("people", 2, Anna, null);
        TableDescription[] tables =
            [Table("people", Field("id"), Email(), Field("blocked")) with { Restricting = Mark("blocked", true, false) }];

        Assert.Equal(new SystemRestricted(2, 0, 0, 0, 0, 0), await RestrictAsync(true, Anna, tables));
        Assert.Equal(new SystemRestricted(0, 2, 0, 0, 0, 0), await RestrictAsync(true, Anna, tables));
        Assert.Equal(new SystemRestricted(2, 0, 0, 0, 0, 0), await RestrictAsync(false, Anna, tables));
        Assert.Equal(new SystemRestricted(0, 2, 0, 0, 0, 0), await RestrictAsync(false, Anna, tables));
    }

    [Fact]
    public async Task Where_nothing_stands_otherwise_nothing_stands_there_again()
    {
        await FillAsync();
        TableDescription[] tables = [People[0] with { Restricting = Mark("state", "blocked", null) }, .. People[1..]];
        await Database.InsertAsync("people", 4, Anna, null, null);

        Assert.Equal(new SystemRestricted(3, 0, 1, 0, 1, 0), await RestrictAsync(true, Anna, tables));
        await RestrictAsync(false, Anna, tables);

        Assert.Contains("4|anna@shop.example|null|null", await Database.RowsAsync("people"));
        Assert.Contains("1|anna@shop.example|open|7", await Database.RowsAsync("people"));
    }

    [Fact]
    public async Task Whoever_is_restricted_is_still_shown_and_erased()
    {
        await FillAsync();
        await RestrictAsync(true);
        TableDescription[] going = [People[0] with { Erase = TableErasure.Delete }, .. People[1..]];

        await using var connector = await Database.OpenAsync();
        var shown = await FollowPerson.RunAsync(Plan(Database, going), connector, Of(Anna)).ToListAsync(CancellationToken.None);
        var erased = await ErasePerson.RunAsync(Plan(Database, going), connector, Of(Anna));

        Assert.Equal(4, shown.Count);
        Assert.True(erased.IsVerified);
        Assert.Equal(["3|rolf@shop.example|open|8"], await Database.RowsAsync("people"));
    }

    [Fact]
    public async Task A_mark_that_fits_no_field_says_what_to_do_and_changes_nothing()
    {
        await FillAsync();
        TableDescription[] tables = [People[0], People[1] with { Restricting = Mark("blocked", "yes", 0m) }, People[2]];

        if (Database.Kind is SystemKind.Folder && typeof(TDatabase) == typeof(CsvFolder))
            return;
        var failure = await Assert.ThrowsAsync<ConnectorException>(() => RestrictAsync(true, Anna, tables));

        Assert.Equal("homes", failure.Table);
        Assert.Contains("field blocked", failure.Remedy, StringComparison.Ordinal);
        Assert.Contains("1|anna@shop.example|open|7", await Database.RowsAsync("people"));
    }
}
