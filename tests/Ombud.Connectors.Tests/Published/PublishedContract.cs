using System.Data.Common;
using System.Globalization;
using Ombud.Connectors.Discovering;
using Ombud.Connectors.Following;
using Ombud.Connectors.Tests.Contract;
using Ombud.Connectors.Tests.Discovering;
using Ombud.Connectors.Tests.Loading;

namespace Ombud.Connectors.Tests.Published;

/// <summary>
/// A schema that nobody here wrote is made, filled with people, discovered and described; one of them is shown and erased. Every text
/// of somebody's holds a word of their own, which is looked for in what the database's own tool writes out.
/// </summary>
public abstract class PublishedContract<TDatabase> : OnEveryDatabase<TDatabase>
    where TDatabase : TestDatabase, new()
{
    private const int People = 25;

    /// <summary>Who is erased.</summary>
    protected const int Anna = 17;

    private readonly List<(int Whose, string Row)> _inserted = [];
    private DbConnection? _connection;

    /// <summary>The dataset file, beside this one.</summary>
    protected abstract string Description { get; }

    /// <summary>The statements that make the tables.</summary>
    protected abstract string Schema { get; }

    /// <summary>Lines that the draft has to have.</summary>
    protected abstract IReadOnlyList<string> Drafted { get; }

    /// <summary>The dataset file as it is true of this database.</summary>
    protected virtual string Adapt(string description) => description;

    /// <summary>Names as this database has them.</summary>
    protected virtual string Named(string name) => name;

    /// <summary>Puts a person in, by <see cref="InsertAsync"/>.</summary>
    protected abstract Task AddAsync(int person);

    protected static string WordOf(int person) => $"word{person}q";

    protected static string AddressOf(int person) => $"{WordOf(person)}@mail.example";

    /// <summary>Somebody else.</summary>
    protected static int After(int person) => (person % People) + 1;

    /// <param name="whose">Whose row it is, so that theirs are to be found.</param>
    /// <param name="keys">How many of the values are the key.</param>
    protected async Task InsertAsync(int whose, string table, int keys, params (string Field, object Value)[] values)
    {
        var names = string.Join(", ", values.Select(value => Database.Quote(Named(value.Field))));
        var places = string.Join(", ", values.Select((_, index) => $"@p{index}"));
        await using var insert = (_connection ??= await Database.ConnectAsync()).CreateCommand();
        insert.CommandText = $"insert into {Database.Quote(Named(table))} ({names}) values ({places})";
        for (var index = 0; index < values.Length; index++)
            Database.Bind(insert, $"@p{index}", values[index].Value);
        await insert.ExecuteNonQueryAsync();
        _inserted.Add((whose, Row(Named(table), values.Take(keys).Select(value => value.Value))));
    }

    [Fact]
    public async Task A_person_is_found_and_erased_in_a_schema_that_others_wrote()
    {
        await Database.RunAsync(Schema);
        for (var person = 1; person <= People; person++)
            await AddAsync(person);
        if (_connection is not null)
            await _connection.DisposeAsync();
        var live = await DiscoverAsync();
        var draft = DraftDataset.Of(new("published", Database.Kind, "Published", "allegis-group"), live, LiveSchemas.World);
        Assert.All(Drafted, line => Assert.Contains(line, draft, StringComparison.Ordinal));

        var loading = DatasetText.Load(await DescriptionAsync(), LiveSchemas.World);
        Assert.Empty(loading.Errors);
        Assert.Empty(CompareSchema.Of(loading.System!, live));
        var plan = PlanSystem.Run(loading.System!);
        var before = await OthersAsync(live.Select(table => table.Name));
        Assert.Contains(WordOf(Anna), await RawDump.OfAsync(Database), StringComparison.Ordinal);

        await using var connector = await Database.OpenAsync();
        var found = new List<string>();
        await foreach (var row in FollowPerson.RunAsync(plan, connector, Plans.Of(AddressOf(Anna))))
            found.Add(Row(row.Table, row.Values.Take(plan.System.Tables.Single(table => table.Name == row.Table).Key.Count)));
        Assert.Equal(
            _inserted.Where(row => row.Whose == Anna).Select(row => row.Row).Order(StringComparer.Ordinal),
            found.Order(StringComparer.Ordinal));

        var erased = await ErasePerson.RunAsync(plan, connector, Plans.Of(AddressOf(Anna)));
        Assert.True(erased.IsVerified);
        await connector.DisposeAsync();
        Assert.DoesNotContain(WordOf(Anna), await RawDump.OfAsync(Database), StringComparison.Ordinal);
        Assert.Equal(before, await OthersAsync(live.Select(table => table.Name)));
    }

    private async Task<string> DescriptionAsync() => Adapt(
        (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Published", Description)))
        .Replace("KIND", Database.Kind.ToString().ToLowerInvariant(), StringComparison.Ordinal));

    // Every row in which somebody else's word stands.
    private async Task<List<string>> OthersAsync(IEnumerable<string> tables)
    {
        var others = new List<string>();
        foreach (var table in tables.Order(StringComparer.Ordinal))
            others.AddRange((await Database.RowsAsync(table)).Where(row =>
                row.Contains("word", StringComparison.Ordinal) && !row.Contains(WordOf(Anna), StringComparison.Ordinal)));
        Assert.True(others.Count > People);
        return others;
    }

    private static string Row(string table, IEnumerable<object?> key) =>
        $"{table}: {string.Join(", ", key.Select(part => Convert.ToString(part, CultureInfo.InvariantCulture)))}";
}
