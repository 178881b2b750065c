using System.Data.Common;
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

        await ReadyAsync(table, [], cancel);
        var places = SqlStatements.Places(keys.Count);
        var values = Enumerable.Range(0, places).SelectMany(index => keys[Math.Min(index, keys.Count - 1)]);
        return await connector.ExecuteAsync(table.Name, SqlStatements.Delete(connector.Dialect, table, places), values, cancel);
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
            var fitting = value;
            if (value is not null && !connector.Dialect.TryFit(value, shape[field], out fitting))
                throw connector.Failed(table.Name, new SqlFailure(SqlTrouble.Unfit));
            bound.Add(fitting);
        }

        bound.AddRange(key);
        return await connector.ExecuteAsync(table.Name, SqlStatements.Overwrite(connector.Dialect, table, fields), bound, cancel);
    }

    // Where nothing stands there yet, only the column tells how it holds a truth.
    public async Task<int> MarkAsync(TableDescription table, object[] key, object? value, bool isOn, CancellationToken cancel)
    {
        var field = table.Restricting!.Field;
        if (value is bool truth && FitValue.IsNumber((await ReadyAsync(table, [field], cancel))[field]))
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
    });

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

    private async Task<IReadOnlyDictionary<string, Type>> ReadyAsync(
        TableDescription table, IEnumerable<string> fields, CancellationToken cancel)
    {
        var shape = await connector.ShapeAsync(table, fields, cancel);
        if (_undoable.Add(table.Name))
            await connector.RequireUndoAsync(table.Name, cancel);
        return shape;
    }
}
