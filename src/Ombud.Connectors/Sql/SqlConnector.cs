using System.Data.Common;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Discovering;

namespace Ombud.Connectors.Sql;

/// <summary>The connector of every database that speaks SQL; a <see cref="SqlDialect"/> tells them apart.</summary>
internal sealed class SqlConnector : IConnector
{
    private readonly Dictionary<string, Dictionary<string, SqlColumn>> _shapes = new(StringComparer.Ordinal);
    private readonly DbConnection _connection;
    private readonly string _system;
    private DbTransaction? _transaction;

    private SqlConnector(string system, SqlDialect dialect, DbConnection connection) =>
        (_system, Dialect, _connection) = (system, dialect, connection);

    public SqlDialect Dialect { get; }

    /// <exception cref="ConnectorException">It cannot be reached, with what to do.</exception>
    public static async Task<SqlConnector> OpenAsync(
        string system, SqlDialect dialect, string connection, SqlLimits limits, CancellationToken cancel)
    {
        DbConnection opening;
        try
        {
            opening = dialect.Connect(connection, limits);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new ConnectorException(system, null, "Its connection string cannot be read: compare it with the documentation.");
        }

        try
        {
            await opening.OpenAsync(cancel);
            await dialect.SettleAsync(opening, limits, cancel);
            return new SqlConnector(system, dialect, opening);
        }
        catch (Exception e)
        {
            await opening.DisposeAsync();
            cancel.ThrowIfCancellationRequested();
            if (!IsOfTheSystem(e))
                throw;

            var failure = dialect.Explain(e);
            throw new ConnectorException(system, null, (failure.Trouble is SqlTrouble.ConnectionLost or SqlTrouble.TimedOut
                ? new SqlFailure(SqlTrouble.CannotConnect)
                : failure).Remedy);
        }
    }

    public Task<IReadOnlyList<LiveTable>> DiscoverAsync(CancellationToken cancel) =>
        GuardAsync(null, () => Catalogue.ReadAsync(Dialect.Catalogue, Command, cancel), cancel);

    public async IAsyncEnumerable<object?[]> FindAsync(
        TableDescription table, string field, IReadOnlyList<object> values, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(values.Count, IConnector.ValuesMax, nameof(values));
        var column = (await ShapeAsync(table, [field], cancel))[field];
        var fitting = new List<object>(values.Count);
        foreach (var value in values)
        {
            if (Dialect.TryFit(value, column, out var fit))
                fitting.Add(fit);
        }

        if (fitting.Count == 0)
            yield break;

        var places = SqlStatements.Places(fitting.Count);
        await using var command = Command(SqlStatements.Find(Dialect, table, field, places));
        for (var index = 0; index < places; index++)
            Dialect.Bind(command, fitting[Math.Min(index, fitting.Count - 1)]);

        var same = Dialect.Recheck(fitting);
        await using var reader = await GuardAsync(table.Name, async () =>
        {
            await PrepareAsync(command, cancel);
            return await command.ExecuteReaderAsync(cancel);
        }, cancel);
        while (await GuardAsync(table.Name, () => reader.ReadAsync(cancel), cancel))
        {
            var row = new object?[table.Fields.Count];
            for (var index = 0; index < row.Length; index++)
                row[index] = Value(reader, index, table, table.Fields[index].Name);

            if (same is null || (Value(reader, row.Length, table, field) is { } found && same(found)))
                yield return row;
        }
    }

    public bool FindsOlder => true;

    public async IAsyncEnumerable<object?[]> FindOlderAsync(
        TableDescription table, string field, DateOnly before, object[]? after, int limit,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        var shape = await ShapeAsync(table, [field], cancel);
        if (Dialect.Older(Dialect.Quote(field), Dialect.Placeholder(0), shape[field].Type) is not { } older)
            throw Failed(table.Name, new SqlFailure(SqlTrouble.NoDay, field));

        await using var command = Command(SqlStatements.FindOlder(Dialect, table, field, older, after is not null, limit));
        Dialect.Bind(command, Dialect.Day(before));
        foreach (var part in after is null ? [] : SqlStatements.AfterKey([.. FitKey(table, after, shape)]))
            Dialect.Bind(command, part);

        await using var reader = await GuardAsync(table.Name, async () =>
        {
            await PrepareAsync(command, cancel);
            return await command.ExecuteReaderAsync(cancel);
        }, cancel);
        while (await GuardAsync(table.Name, () => reader.ReadAsync(cancel), cancel))
        {
            var row = new object?[table.Fields.Count];
            for (var index = 0; index < row.Length; index++)
                row[index] = Value(reader, index, table, table.Fields[index].Name);

            var day = Value(reader, row.Length, table, field);
            if (day is string text ? !DayText.Is(text) : day is not (DateTime or DateOnly or DateTimeOffset))
                throw Failed(table.Name, new SqlFailure(SqlTrouble.NoDay, field));
            yield return row;
        }
    }

    public async Task<IErasing> BeginErasingAsync(IReadOnlyList<TableDescription> tables, CancellationToken cancel)
    {
        if (_transaction is not null)
            throw new InvalidOperationException("An erasing is under way on this connector.");

        _transaction = await GuardAsync(null, () => _connection.BeginTransactionAsync(cancel).AsTask(), cancel);
        return new SqlErasing(this, _transaction);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    internal void EndErasing() => _transaction = null;

    /// <summary>Runs a statement and answers how many rows it met.</summary>
    internal async Task<int> ExecuteAsync(string table, string sql, IEnumerable<object?> values, CancellationToken cancel)
    {
        await using var command = Command(sql);
        foreach (var value in values)
            Dialect.Bind(command, value);

        return await GuardAsync(table, async () =>
        {
            await PrepareAsync(command, cancel);
            return await Dialect.ChangeAsync(command, cancel);
        }, cancel);
    }

    /// <summary>Asks for one value.</summary>
    internal async Task<object?> AskAsync(string table, string sql, IEnumerable<object?> values, CancellationToken cancel)
    {
        await using var command = Command(sql);
        foreach (var value in values)
            Dialect.Bind(command, value);

        return await GuardAsync(table, () => command.ExecuteScalarAsync(cancel), cancel);
    }

    /// <summary>The parts of a row's key as their columns compare them.</summary>
    internal IEnumerable<object> FitKey(TableDescription table, object[] key, IReadOnlyDictionary<string, SqlColumn> shape) =>
        table.Key.Zip(key, (field, part) => Dialect.TryFit(part, shape[field], out var fitting) ? fitting : part);

    /// <summary>The types of a table's columns, as its client library reads them. Asked once for each table.</summary>
    internal async Task<IReadOnlyDictionary<string, SqlColumn>> ShapeAsync(
        TableDescription table, IEnumerable<string> fields, CancellationToken cancel)
    {
        string[] names = [.. table.Fields.Select(each => each.Name).Concat(table.Key).Concat(fields).Distinct(StringComparer.Ordinal)];
        if (_shapes.TryGetValue(table.Name, out var known) && names.All(known.ContainsKey))
            return known;

        await using var command = Command(ShapeOf(table.Name, names));
        try
        {
            await PrepareAsync(command, cancel);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var shape = new Dictionary<string, SqlColumn>(StringComparer.Ordinal);
            for (var index = 0; index < names.Length; index++)
                shape[names[index]] = Dialect.ColumnOf(reader, index);

            return _shapes[table.Name] = shape;
        }
        catch (Exception e) when (IsOfTheSystem(e))
        {
            cancel.ThrowIfCancellationRequested();
            var failure = Dialect.Explain(e);
            if (failure.Trouble is SqlTrouble.NoSuchField && _transaction is null)
                failure = failure with { Name = await MissingAsync(table.Name, names, cancel) ?? failure.Name };
            throw Failed(table.Name, failure);
        }
    }

    /// <summary>Runs something in which the database may fail, and tells of its failures in our words.</summary>
    internal async Task<T> GuardAsync<T>(string? table, Func<Task<T>> work, CancellationToken cancel)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (IsOfTheSystem(e))
        {
            // Who stops us is told so, though some client libraries call that a failure of the database.
            cancel.ThrowIfCancellationRequested();
            var failure = Dialect.Explain(e);
            if (failure is { Trouble: SqlTrouble.ReferredTo, Name: null } && table is not null)
                failure = failure with { Name = await ReferringAsync(table) };
            throw Failed(table, failure);
        }
    }

    // Without the database's own exception: its message may hold a value, and whoever logs ours would log that one too.
    internal ConnectorException Failed(string? table, SqlFailure failure) => new(_system, table, failure.Remedy);

    // The first statement on any table, so that a name that is none goes no further.
    private string ShapeOf(string table, string[] fields)
    {
        try
        {
            return SqlStatements.Shape(Dialect, table, fields);
        }
        catch (ArgumentException)
        {
            throw Failed(table, new SqlFailure(SqlTrouble.NoName));
        }
    }

    private DbCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        // Every statement is made of constants, quoted names and placeholders; SqlStatements makes them.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = _transaction;
        return command;
    }

    private async Task PrepareAsync(DbCommand command, CancellationToken cancel)
    {
        if (Dialect.PreparesAlways)
            await command.PrepareAsync(cancel);
    }

    private object? Value(DbDataReader reader, int index, TableDescription table, string field)
    {
        try
        {
            return reader.IsDBNull(index) ? null : reader.GetValue(index);
        }
        catch (Exception e) when (e is InvalidCastException or OverflowException or FormatException or NotSupportedException
                                  or FileNotFoundException or TypeLoadException or DbException)
        {
            throw Failed(table.Name, new SqlFailure(SqlTrouble.Unreadable, field));
        }
    }

    private async Task<string?> MissingAsync(string table, string[] names, CancellationToken cancel)
    {
        var live = (await DiscoverAsync(cancel)).FirstOrDefault(each => each.Name == table);
        return live is null ? null : string.Join(", ", names.Except(live.Fields.Select(each => each.Name), StringComparer.Ordinal));
    }

    // SQLite says that a foreign key is in the way, but not whose.
    private async Task<string?> ReferringAsync(string table)
    {
        var tables = await Catalogue.ReadAsync(Dialect.Catalogue, Command, CancellationToken.None);
        var referring = tables.Where(each => each.References.Any(reference => reference.Table == table)).Select(each => each.Name);
        return string.Join(" or ", referring) is { Length: > 0 } names ? names : null;
    }

    internal static bool IsOfTheSystem(Exception e) =>
        e is DbException or IOException or SocketException or TimeoutException or InvalidOperationException;
}
