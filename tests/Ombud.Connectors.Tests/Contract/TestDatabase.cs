using System.Data.Common;
using System.Globalization;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Sql;

namespace Ombud.Connectors.Tests.Contract;

/// <summary>A database of a test's own, made by the client library alone: what the connectors do is not used to check them.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    private DbConnection? _own;

    public abstract SystemKind Kind { get; }

    public abstract string Connection { get; }

    /// <summary>The words for types that differ.</summary>
    public abstract string Uuid { get; }

    public abstract string Moment { get; }

    public abstract string Bytes { get; }

    public abstract string Truth { get; }

    /// <summary>A type for texts of any length that can be compared.</summary>
    public virtual string Words => "text";

    /// <summary>Whether a reference can be added to a table that is there.</summary>
    public virtual bool AddsReferences => true;

    /// <summary>Whether it tells how long a text may be.</summary>
    public virtual bool KnowsLengths => true;

    protected abstract char Mark { get; }

    public abstract Task CreateAsync();

    public virtual async ValueTask DisposeAsync()
    {
        if (_own is not null)
            await _own.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A connection of the test's, beside that of the connector.</summary>
    public abstract Task<DbConnection> ConnectAsync();

    public abstract void Bind(DbCommand command, string name, object? value);

    /// <summary>Makes the server end what the only other connection of this database does.</summary>
    public abstract Task KillOthersAsync();

    // Short: tests wait for locks.
    internal static SqlLimits Limits { get; } = new()
    {
        Lock = TimeSpan.FromSeconds(1), Busy = TimeSpan.FromSeconds(1), Connect = TimeSpan.FromSeconds(5),
    };

    public Task<IConnector> OpenAsync() => OpenAsync(Connection);

    public Task<IConnector> OpenAsync(string connection) => OpenAsync(connection, Limits);

    internal virtual Task<IConnector> OpenAsync(string connection, SqlLimits limits) =>
        OpenSystem.RunAsync("shop", Kind, connection, limits, CancellationToken.None);

    public string Quote(string name) => $"{Mark}{name.Replace($"{Mark}", $"{Mark}{Mark}", StringComparison.Ordinal)}{Mark}";

    /// <summary>A value as it comes back.</summary>
    public virtual object AsRead(object value) => value;

    /// <summary>Somebody else holds the customer 1 until it is disposed, and has changed nothing then.</summary>
    public virtual async Task<IAsyncDisposable> HoldAsync() => await Holding.BeginAsync(await ConnectAsync());

    public virtual async Task RunAsync(params string[] statements)
    {
        foreach (var statement in statements)
        {
            await using var command = (await OwnAsync()).CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }

    public virtual async Task InsertAsync(string table, params object?[] values)
    {
        await using var command = (await OwnAsync()).CreateCommand();
        var places = string.Join(", ", values.Select((_, index) => $"@p{index}"));
        command.CommandText = $"insert into {Quote(table)} values ({places})";
        for (var index = 0; index < values.Length; index++)
            Bind(command, $"@p{index}", values[index]);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Each row of a table as a text, in a fixed order.</summary>
    public virtual async Task<IReadOnlyList<string>> RowsAsync(string table)
    {
        await using var command = (await OwnAsync()).CreateCommand();
        command.CommandText = $"select * from {Quote(table)}";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(index => reader.IsDBNull(index)
                ? "null"
                : reader.GetValue(index) switch
                {
                    byte[] bytes => Convert.ToHexString(bytes),
                    var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
                })));
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    /// <summary>Tables as two lines each would say them: a customer has orders.</summary>
    public Task CreateShopAsync() => RunAsync(
        "create table customers (id integer primary key, email varchar(60), name varchar(40))",
        "create table orders (id integer primary key, customer_id integer references customers (id), note varchar(80),"
        + " foreign key (customer_id) references customers (id))");

    /// <summary>A thousand customers of one address, each with an order, and an order for each customer that was there.</summary>
    public virtual Task FillShopAsync(string email) => RunAsync(
        "insert into customers with recursive n (i) as (select 1 union all select i + 1 from n where i < 1000)"
        + $" select i, '{email}', 'Anna' from n",
        "insert into orders select 5000 + id, id, 'hers' from customers");

    /// <summary>Gives a field another name.</summary>
    public virtual Task RenameAsync(string table, string field, string name) =>
        RunAsync($"alter table {table} rename column {field} to {name}");

    protected async Task<DbConnection> OwnAsync() => _own ??= await ConnectAsync();
}
