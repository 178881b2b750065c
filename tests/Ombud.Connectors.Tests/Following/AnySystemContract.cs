using System.Text;
using CsCheck;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;
using Ombud.Connectors.Tests.Contract;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Following;

public sealed class PostgreSqlAnySystemTests : AnySystemContract<PostgreSqlDatabase>;

public sealed class MariaDbAnySystemTests : AnySystemContract<MariaDbDatabase>;

public sealed class CsvAnySystemTests : AnySystemContract<CsvFolder>;

public sealed class JsonLinesAnySystemTests : AnySystemContract<JsonLinesFolder>;

public sealed class HttpAnySystemTests : AnySystemContract<HttpDatabase>;

public sealed class SqliteAnySystemTests : AnySystemContract<SqliteDatabase>
{
    // What never comes about by chance, the laws say nothing of.
    [Fact]
    public void Chance_makes_rows_that_several_own_keys_of_two_fields_and_tables_that_stay()
    {
        var systems = Gen.Int[0, 1_000_000].Array[60, 120].Array[200].Single()
            .Select(choices => new RandomSystem(SystemKind.Sqlite, choices)).ToList();

        Assert.Contains(systems, system => system.HasShared);
        Assert.Contains(systems, system => system.Tables.Any(table => table.Key.Count == 2));
        Assert.Contains(systems, system => system.Tables.Any(table => table.Erase is TableErasure.Fields));
        Assert.Contains(systems, system => system.Tables.Any(table => table.Fields.Any(field => field.Reference?.Table == table.Name)));
    }
}

/// <summary>Laws that hold whatever the tables are.</summary>
public abstract class AnySystemContract<TDatabase> : OnEveryDatabase<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private static readonly int Rounds = Environment.GetEnvironmentVariable("OMBUD_TEST_LONG") is "1" ? 200 : 12;

    private async Task<List<string>> RowsAsync(RandomSystem system)
    {
        var rows = new List<string>();
        foreach (var table in system.Tables)
            rows.AddRange(await Database.RowsAsync(table.Name));
        return rows;
    }

    [Fact]
    public async Task Whoever_is_erased_is_found_nowhere_and_all_others_are_untouched()
    {
        await Gen.Int[0, 1_000_000].Array[60, 120].SampleAsync(async choices =>
        {
            var system = new RandomSystem(Database.Kind, choices);
            await system.BuildAsync(Database);
            await using var connector = await Database.OpenAsync();
            for (var person = 0; person < 2; person++)
            {
                var others = system.NotOf(person);
                bool IsOthers(string row) => others.Contains(row[..(row.IndexOf('|') + 1)]);
                var before = (await RowsAsync(system)).Where(IsOthers).ToList();

                var erased = await ErasePerson.RunAsync(Plan(Database, system.Tables), connector, Of(RandomSystem.People[person]));

                var after = await RowsAsync(system);
                Assert.True(erased.IsVerified);
                Assert.Equal(before, after.Where(IsOthers));
                var canary = RandomSystem.People[person];
                var bytes = Convert.ToHexString(Encoding.UTF8.GetBytes(canary));
                Assert.DoesNotContain(after, row =>
                    row.Contains(canary, StringComparison.Ordinal) || row.Contains(bytes, StringComparison.Ordinal));
            }
        }, iter: Rounds, threads: 1);
    }

    [Fact]
    public async Task What_is_told_is_what_is_erased()
    {
        await Gen.Int[0, 1_000_000].Array[60, 120].SampleAsync(async choices =>
        {
            var system = new RandomSystem(Database.Kind, choices);
            await system.BuildAsync(Database);
            await using var connector = await Database.OpenAsync();
            var (plan, person) = (Plan(Database, system.Tables), Of(RandomSystem.People[0]));

            var told = await FollowPerson.RunAsync(plan, connector, person).ToListAsync();
            var erased = await ErasePerson.RunAsync(plan, connector, person);

            Assert.Equal(
                told.GroupBy(row => row.Table).ToDictionary(rows => rows.Key, rows => rows.Count()),
                erased.Tables.ToDictionary(table => table.Table, table => table.Deleted + table.Overwritten + table.Kept));
        }, iter: Rounds, threads: 1);
    }
}
