using System.Data.Common;
using System.Globalization;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Sql;

/// <summary>One transaction.</summary>
internal sealed class SqlErasing(SqlConnector connector, DbTransaction transaction) : IErasing
{
    private readonly HashSet<string> _undoable = new(StringComparer.Ordinal);

    public async Task<int> DeleteAsync(TableDescription table, IReadOnlyList<object[]> keys, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, IConnector.ValuesMax, nameof(keys));
        if (keys.Count == 0)
            return 0;

        var shape = await ReadyAsync(table, [], cancel);
        var most = Math.Min(IConnector.ValuesMax, connector.Dialect.ParametersMax / table.Key.Count);
        var deleted = 0;
        foreach (var batch in keys.Chunk(most))
        {
            var places = Math.Min(SqlStatements.Places(batch.Length), most);
            var values = Enumerable.Range(0, places)
                .SelectMany(index => connector.FitKey(table, batch[Math.Min(index, batch.Length - 1)], shape));
            deleted += await connector.ExecuteAsync(table.Name, SqlStatements.Delete(connector.Dialect, table, places), values, cancel);
        }

        return deleted;
    }

    public async Task<int> OverwriteAsync(
        TableDescription table, object[] key, IReadOnlyList<(string Field, object? Value)> values, CancellationToken cancel)
    {
        if (values.Count == 0)
            return 0;

        string[] fields = [.. values.Select(each => each.Field)];
        var shape = await ReadyAsync(table, fields, cancel);
        var bound = new List<object?>(values.Count + key.Length);
        foreach (var (field, value) in values)
        {
            var fitting = connector.Dialect.Nothing(shape[field]);
            if (value is not null && !connector.Dialect.TryFit(value, shape[field], out fitting))
                throw connector.Failed(table.Name, new SqlFailure(SqlTrouble.Unfit));
            bound.Add(fitting);
        }

        object?[] row = [.. connector.FitKey(table, key, shape)];
        var met = await connector.ExecuteAsync(
            table.Name, SqlStatements.Overwrite(connector.Dialect, table, fields), bound.Concat(row), cancel);
        if (met > 0)
            await RequireKeptAsync(table, row, [.. fields.Zip(bound)], cancel);
        return met;
    }

    // Where nothing stands there yet, only the column tells how it holds a truth.
    public async Task<int> MarkAsync(TableDescription table, object[] key, object? value, bool isOn, CancellationToken cancel)
    {
        var field = table.Restricting!.Field;
        if (value is bool truth && FitValue.IsNumber((await ReadyAsync(table, [field], cancel))[field].Type))
            value = truth ? 1L : 0L;
        return await OverwriteAsync(table, key, [(field, value)], cancel);
    }

    public Task CommitAsync(CancellationToken cancel) => connector.GuardAsync(null, async () =>
    {
        try
        {
            await transaction.CommitAsync(cancel);
            return true;
        }
        catch (Exception e) when (SqlConnector.IsOfTheSystem(e)
                                  && connector.Dialect.Explain(e).Trouble is SqlTrouble.ConnectionLost or SqlTrouble.TimedOut)
        {
            throw connector.Failed(null, new SqlFailure(SqlTrouble.CommitInDoubt));
        }
    }, cancel);

    public async ValueTask DisposeAsync()
    {
        connector.EndErasing();
        try
        {
            await transaction.DisposeAsync();
        }
        catch (Exception e) when (e is DbException or IOException or InvalidOperationException)
        {
            // A connection that is lost cannot be told to undo, and need not be: the system undoes what was not committed.
        }
    }

    private async Task<IReadOnlyDictionary<string, SqlColumn>> ReadyAsync(
        TableDescription table, IEnumerable<string> fields, CancellationToken cancel)
    {
        var shape = await connector.ShapeAsync(table, fields, cancel);
        if (_undoable.Add(table.Name))
            await RequireUndoAsync(table.Name, cancel);
        return shape;
    }

    /// <summary>Refuses to change a table whose changes could not be undone with the rest.</summary>
    private async Task RequireUndoAsync(string table, CancellationToken cancel)
    {
        var (schema, name) = SqlDialect.Split(table);
        if (connector.Dialect.UndoQuery is { } query && await connector.AskAsync(table, query, [schema, name], cancel) is "NO")
            throw connector.Failed(table, new SqlFailure(SqlTrouble.CannotUndo));
    }

    /// <summary>Refuses where something else came to stand in a row than was written there.</summary>
    private async Task RequireKeptAsync(
        TableDescription table, object?[] row, (string Field, object? Value)[] written, CancellationToken cancel)
    {
        var dialect = connector.Dialect;
        foreach (var (field, value) in written)
        {
            if (dialect.Exactly(dialect.Quote(field), dialect.Placeholder(0), value) is not { } exactly)
                continue;

            var kept = await connector.AskAsync(table.Name, SqlStatements.Count(dialect, table, exactly), [value, .. row], cancel);
            if (Convert.ToInt32(kept, CultureInfo.InvariantCulture) == 0)
                throw connector.Failed(table.Name, new SqlFailure(SqlTrouble.Unfit));
        }
    }
}
