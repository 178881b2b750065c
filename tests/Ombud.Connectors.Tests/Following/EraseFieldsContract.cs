using System.Globalization;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;
using Ombud.Connectors.Tests.Contract;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Following;

public sealed class PostgreSqlEraseFieldsTests : EraseFieldsContract<PostgreSqlDatabase>
{
    [Fact]
    public async Task Types_of_its_own_are_replaced()
    {
        await Database.RunAsync(
            "create table t (id integer primary key, email varchar(60), facts jsonb not null, code char(30) not null, mark bytea not null)",
            $"insert into t values (1, '{Anna}', '{{\"name\": \"Anna\"}}', 'A', '\\x000102030405060708090a0b0c0d0e0f')");

        var erased = await EraseAsync([ReplaceAll("facts", "code", "mark")], Anna);

        Assert.True(erased.IsVerified);
        Assert.Matches(@"^1\|anna@shop.example\|\{\}\|erased-[0-9a-f]{16} *\|657261736564", Assert.Single(await Database.RowsAsync("t")));
        Assert.Empty((await EraseAsync([ReplaceAll("facts", "code", "mark")], Anna)).Tables);
    }

    [Fact]
    public async Task A_type_that_nothing_can_stand_in_for_is_told_before_anything_is_changed()
    {
        await Database.RunAsync("create table t (id integer primary key, email varchar(60), tags text[] not null)",
            $"insert into t values (1, '{Anna}', array['a'])");

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => EraseAsync([ReplaceAll("tags")], Anna));

        Assert.Contains("field tags", failure.Remedy, StringComparison.Ordinal);
    }
}

public sealed class MariaDbEraseFieldsTests : EraseFieldsContract<MariaDbDatabase>
{
    [Fact]
    public async Task Types_of_its_own_are_replaced()
    {
        await Database.RunAsync(
            "create table t (id integer primary key, email varchar(60), seen timestamp not null, mark binary(16) not null)",
            $"insert into t values (1, '{Anna}', '2026-02-03 04:05:06', x'000102030405060708090a0b0c0d0e0f')");

        var erased = await EraseAsync([ReplaceAll("seen", "mark")], Anna);

        Assert.True(erased.IsVerified);
        Assert.Equal(new ErasedTable("t", 0, 1, 0), Assert.Single(erased.Tables));
        Assert.Contains("|01/02/1970 00:00:00|657261736564", Assert.Single(await Database.RowsAsync("t")), StringComparison.Ordinal);
        Assert.Empty((await EraseAsync([ReplaceAll("seen", "mark")], Anna)).Tables);
    }

    [Fact]
    public async Task A_choice_of_words_has_no_stand_in_and_stays()
    {
        await Database.RunAsync("create table t (id integer primary key, email varchar(60), mood enum('a', 'b') not null)",
            $"insert into t values (1, '{Anna}', 'a')");

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => EraseAsync([ReplaceAll("mood")], Anna));

        Assert.Contains("does not fit", failure.Remedy, StringComparison.Ordinal);
        Assert.Equal([$"1|{Anna}|a"], await Database.RowsAsync("t"));
    }
}

public sealed class SqliteEraseFieldsTests : EraseFieldsContract<SqliteDatabase>;

public sealed class CsvEraseFieldsTests : EraseFieldsContract<CsvFolder>;

public sealed class JsonLinesEraseFieldsTests : EraseFieldsContract<JsonLinesFolder>;

public sealed class HttpEraseFieldsTests : EraseFieldsContract<HttpDatabase>;

public abstract class EraseFieldsContract<TDatabase> : OnEveryDatabase<TDatabase>
    where TDatabase : TestDatabase, new()
{
    protected static TableDescription ReplaceAll(params string[] fields) => Table("t", TableErasure.Fields,
        [Field("id"), Email(), .. fields.Select(name => Field(name, FieldErasure.Anonymise))]);

    protected async Task<SystemErased> EraseAsync(TableDescription[] tables, string email)
    {
        await using var connector = await Database.OpenAsync();
        return await ErasePerson.RunAsync(Plan(Database, tables), connector, Of(email));
    }

    [Fact]
    public async Task Fields_are_emptied_or_replaced_and_others_and_keys_stay()
    {
        await Database.RunAsync(
            "create table customers (id integer primary key, email varchar(60) not null unique, name varchar(40) not null,"
            + $" code varchar(9) not null, land varchar(2), born date not null, seen {Database.Moment} not null,"
            + $" score integer not null, paid numeric(9, 2) not null, told {Database.Truth} not null, mark {Database.Uuid},"
            + $" photo {Database.Bytes}, phone varchar(20), note varchar(20))");
        foreach (var id in new[] { 1, 2, 3 })
        {
            await Database.InsertAsync("customers", id, id is 3 ? Rolf : $"{id}{Anna}", "Anna", "A-1", "SE", new DateOnly(1985, 3, 1),
                new DateTime(2026, 2, 3, 4, 5, 6, DateTimeKind.Utc), 7, 12.5m, true, "0196f2a4-0000-7000-8000-00000000000a",
                new byte[] { 1, 2 }, "+46 70", "kept");
        }

        string[] replaced = ["name", "code", "land", "born", "seen", "score", "paid", "told", "photo", "mark"];
        var tables = new[]
        {
            Table("customers", TableErasure.Fields,
            [
                Field("id", FieldErasure.Anonymise), Email(FieldErasure.Anonymise), Field("note"), Field("phone", FieldErasure.Null),
                .. replaced.Select(name => Field(name, FieldErasure.Anonymise)),
            ]),
        };
        await using var connector = await Database.OpenAsync();
        var plan = Plan(Database, tables);
        var anna = new Person([(IdentifierKind.Email, "1" + Anna), (IdentifierKind.Email, "2" + Anna)]);

        var erased = await ErasePerson.RunAsync(plan, connector, anna);

        Assert.Equal(new ErasedTable("customers", 0, 2, 0), Assert.Single(erased.Tables));
        Assert.True(erased.IsVerified);
        var rows = await connector.FindAsync(tables[0], "id", [1, 2, 3], CancellationToken.None)
            .ToDictionaryAsync(row => Convert.ToInt32(row[0], CultureInfo.InvariantCulture));
        Assert.Equal(Rolf, rows[3][1]);
        foreach (var row in new[] { rows[1], rows[2] })
        {
            Assert.Matches("^erased-[0-9a-f]{16}@erased.invalid$", (string)row[1]!);
            Assert.Equal("kept", row[2]);
            Assert.Null(row[3]);
            Assert.Matches("^erased-[0-9a-f]{16}$", (string)row[4]!);
            Assert.Matches(Database.KnowsLengths ? "^[0-9a-f]{9}$" : "^erased-[0-9a-f]{16}$", (string)row[5]!);
            Assert.Matches(Database.KnowsLengths ? "^[0-9a-f]{2}$" : "^erased-[0-9a-f]{16}$", (string)row[6]!);
            Assert.Contains("1900", Convert.ToString(row[7], CultureInfo.InvariantCulture), StringComparison.Ordinal);
            Assert.Contains("1900", Convert.ToString(row[8], CultureInfo.InvariantCulture), StringComparison.Ordinal);
            Assert.Equal(0, Convert.ToInt32(row[9], CultureInfo.InvariantCulture));
            Assert.Equal(0m, Convert.ToDecimal(row[10], CultureInfo.InvariantCulture));
            Assert.False(Convert.ToBoolean(row[11], CultureInfo.InvariantCulture));
            if (row[12] is string photo)
                Assert.Matches("^erased-[0-9a-f]{16}$", photo);
            else
                Assert.Empty((byte[])row[12]!);
            Assert.NotEqual("0196f2a4-0000-7000-8000-00000000000a", Convert.ToString(row[13], CultureInfo.InvariantCulture));
            Assert.NotNull(row[13]);
        }

        Assert.NotEqual(rows[1][1], rows[2][1]);
        Assert.NotEqual(rows[1][4], rows[2][4]);
        Assert.NotEqual(rows[1][13], rows[2][13]);
        Assert.Empty((await ErasePerson.RunAsync(plan, connector, anna)).Tables);
    }

    [Fact]
    public async Task A_stand_in_too_short_to_be_told_by_its_look_is_known_to_who_wrote_it()
    {
        await Database.RunAsync("create table t (id integer primary key, email varchar(60), land varchar(2) not null)");
        await Database.InsertAsync("t", 1, Anna, "SE");

        Assert.True((await EraseAsync([ReplaceAll("land")], Anna)).IsVerified);
        Assert.DoesNotContain("SE", Assert.Single(await Database.RowsAsync("t")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_stays_and_is_found_again_is_not_changed_twice()
    {
        await Database.CreateShopAsync();
        await Database.InsertAsync("customers", 1, Anna, "Anna");
        TableDescription[] tables = [Table("customers", TableErasure.Fields, Field("id"), Email(), Field("name", FieldErasure.Anonymise))];
        await EraseAsync(tables, Anna);
        var rows = await Database.RowsAsync("customers");

        var again = await EraseAsync(tables, Anna);

        Assert.Empty(again.Tables);
        Assert.True(again.IsVerified);
        Assert.Equal(rows, await Database.RowsAsync("customers"));
    }
}
