using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Sweeping;
using Ombud.Connectors.Tests.Contract;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Sweeping;

public sealed class PostgreSqlSweepTests : SweepContract<PostgreSqlDatabase>
{
    [Fact]
    public async Task A_field_that_holds_no_days_is_told_and_nothing_goes()
    {
        await FillAsync();

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => SweepAsync("people", tables: Aging("name")));

        Assert.Contains("name", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(5, (await Database.RowsAsync("people")).Count);
    }
}

public sealed class MariaDbSweepTests : SweepContract<MariaDbDatabase>
{
    [Fact]
    public async Task A_day_of_zeros_is_no_day()
    {
        await Database.RunAsync("set session sql_mode = ''", "create table t (id integer primary key, email varchar(60), seen date)",
            $"insert into t values (1, '{Anna}', '0000-00-00'), (2, '{Anna}', '2020-01-01')");

        Assert.Equal(1, (await SweepAsync("t", tables: [Of("t", "seen")])).Deleted);
        await using var connector = await Database.OpenAsync();
        Assert.Single(await connector.FindAsync(Table("t", Field("id")), "id", [1, 2], CancellationToken.None).ToListAsync());
    }
}

public sealed class SqliteSweepTests : SweepContract<SqliteDatabase>
{
    [Theory]
    [InlineData("1577836800")]
    [InlineData("'01/01/2020'")]
    [InlineData("'2020-13-45'")]
    public async Task What_is_no_day_is_told_and_nothing_goes(string value)
    {
        await Database.RunAsync("create table t (id integer primary key, email varchar(60), seen text)",
            $"insert into t values (1, '{Anna}', '2020-01-01'), (2, '{Anna}', {value})");

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => SweepAsync("t", tables: [Of("t", "seen")]));

        Assert.Contains("seen", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(2, (await Database.RowsAsync("t")).Count);
    }
}

public sealed class CsvSweepTests : SweepContract<CsvFolder>;

public sealed class JsonLinesSweepTests : SweepContract<JsonLinesFolder>;

public abstract class SweepContract<TDatabase> : OnEveryDatabase<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Today = new(2026, 12, 1);

    /// <summary>People who have notes and own a home; notes and people end two years after a day.</summary>
    protected static TableDescription[] Aging(string from = "seen") =>
    [
        Of("notes", "written") with { Fields = [Field("id"), BelongsTo("person", "people.id"), Field("text"), Field("written")] },
        Of("people", from) with { Fields = [Field("id"), Email(), Field("name"), Field("seen"), Owns("home", "homes.id")] },
        Table("homes", Field("id"), Field("town")),
    ];

    protected static TableDescription Of(string name, string from) =>
        Table(name, Field("id"), Email(), Field(from)) with { Retention = new RetentionDescription { From = from, Months = 24 } };

    protected async Task FillAsync()
    {
        await Database.RunAsync(
            "create table homes (id integer primary key, town varchar(20))",
            "create table people (id integer primary key, email varchar(60), name varchar(20), seen date, home integer)",
            "create table notes (id integer primary key, person integer, text varchar(20), written date)");
        await Database.InsertAsync("homes", 7, "Lund");
        await Database.InsertAsync("people", 1, Anna, "Anna", new DateOnly(2020, 1, 1), 7);
        await Database.InsertAsync("people", 2, Rolf, "Rolf", new DateOnly(2024, 11, 30), null);
        await Database.InsertAsync("people", 3, "c@shop.example", "Cecilia", new DateOnly(2024, 12, 1), null);
        await Database.InsertAsync("people", 4, "d@shop.example", "Disa", null, null);
        await Database.InsertAsync("people", 5, "e@shop.example", "Ebbe", new DateOnly(2020, 1, 1), null);
        await Database.InsertAsync("notes", 1, 1, "old", new DateOnly(2020, 1, 1));
        await Database.InsertAsync("notes", 2, 5, "new", new DateOnly(2026, 1, 1));
    }

    protected async Task<SweptRows> SweepAsync(
        string table, Func<IReadOnlyList<RowOwners>, HashSet<int>>? spare = null, TableDescription[]? tables = null,
        object[]? after = null)
    {
        tables ??= Aging();
        await using var connector = await Database.OpenAsync();
        return await SweepTable.RunAsync(
            Plan(Database, tables), connector, tables.Single(each => each.Name == table), Today, after,
            (owners, _) => Task.FromResult<IReadOnlySet<int>>(spare?.Invoke(owners) ?? []), None);
    }

    [Fact]
    public async Task Rows_past_their_time_go_and_those_to_which_others_refer_wait_for_them()
    {
        await FillAsync();

        Assert.Equal(new SweptRows(1, 0, 0, 0, 0, null), await SweepAsync("notes"));
        Assert.Equal(new SweptRows(2, 0, 0, 1, 0, null), await SweepAsync("people"));
        Assert.Equal(new SweptRows(0, 0, 0, 1, 0, null), await SweepAsync("people"));

        Assert.Equal(["3", "4", "5"], (await Database.RowsAsync("people")).Select(row => row.Split('|')[0]));
        Assert.Single(await Database.RowsAsync("notes"));
        Assert.Single(await Database.RowsAsync("homes"));
    }

    [Fact]
    public async Task Whose_a_row_is_is_found_along_the_ways_backwards_and_who_is_spared_stays()
    {
        await FillAsync();
        var seen = new List<string>();
        HashSet<int> SpareAnna(IReadOnlyList<RowOwners> rows)
        {
            seen.AddRange(rows.Select(row => string.Join(' ', row.Identifiers.Select(each => each.Value).Order(StringComparer.Ordinal))));
            return [.. Enumerable.Range(0, rows.Count).Where(place => rows[place].Identifiers.Any(each => each.Value == Anna))];
        }

        var notes = await SweepAsync("notes", SpareAnna);
        var people = await SweepAsync("people", SpareAnna);

        Assert.Equal(new SweptRows(0, 0, 1, 0, 0, null), notes);
        Assert.Equal(new SweptRows(1, 0, 1, 1, 0, null), people);
        Assert.Equal([Anna, Anna, Rolf, "e@shop.example"], seen);
    }

    [Fact]
    public async Task Fields_are_overwritten_where_rows_stay_and_are_not_overwritten_again()
    {
        await FillAsync();
        TableDescription[] tables =
        [
            Of("people", "seen") with
            {
                Erase = TableErasure.Fields,
                Fields = [Field("id"), Email(FieldErasure.Anonymise), Field("name", FieldErasure.Null), Field("seen")],
            },
        ];

        Assert.Equal(new SweptRows(0, 3, 0, 0, 0, null), await SweepAsync("people", tables: tables));
        Assert.Equal(new SweptRows(0, 0, 0, 0, 0, null), await SweepAsync("people", tables: tables));

        Assert.Equal(5, (await Database.RowsAsync("people")).Count);
        Assert.DoesNotContain(await Database.RowsAsync("people"), row => row.Contains("Rolf", StringComparison.Ordinal));
    }

    [Fact]
    public async Task It_goes_on_after_a_key_until_nothing_is_older()
    {
        await Database.RunAsync("create table t (id integer primary key, email varchar(60), seen date)");
        for (var id = 1; id <= SweepTable.RowsMax + 3; id++)
            await Database.InsertAsync("t", id, Anna, new DateOnly(2020, 1, 1));

        var first = await SweepAsync("t", rows => [.. Enumerable.Range(0, rows.Count)], [Of("t", "seen")]);
        Assert.Equal((0, SweepTable.RowsMax), (first.Deleted, first.Spared));
        var last = await SweepAsync("t", tables: [Of("t", "seen")], after: first.Next);

        Assert.Equal((3, 0), (last.Deleted, last.Spared));
        Assert.Null(last.Next);
        Assert.Equal(SweepTable.RowsMax, (await Database.RowsAsync("t")).Count);
    }

    [Fact]
    public async Task Older_rows_come_in_the_order_of_a_key_of_several_fields_each_once()
    {
        await Database.RunAsync("create table t (id integer, line varchar(4), seen date, primary key (id, line))");
        foreach (var (id, line) in new[] { (2, "a"), (1, "b"), (1, "a"), (3, "a") })
            await Database.InsertAsync("t", id, line, new DateOnly(2020, 1, 1));
        var table = Table("t", Field("id"), Field("line")) with { Key = ["id", "line"] };
        await using var connector = await Database.OpenAsync();

        var keys = new List<string>();
        object[]? after = null;
        do
        {
            var page = await connector.FindOlderAsync(table, "seen", Today, after, 3, None).ToListAsync(None);
            keys.AddRange(page.Select(row => $"{row[0]}{row[1]}"));
            after = page.Count < 3 ? null : [page[^1][0]!, page[^1][1]!];
        }
        while (after is not null);

        Assert.Equal(["1a", "1b", "2a", "3a"], keys);
    }
}
