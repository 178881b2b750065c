using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Http;

/// <summary>
/// Rows that go from a system over HTTP. They are collected, and at the commit called for one by one: what leads to others last, so that
/// whoever is cut off between two finds the rest on the next try. A call for what is gone is a call that was done.
/// </summary>
/// <param name="tables">All that are described, for the ways between those in which something changes.</param>
internal sealed class HttpErasing(HttpConnector connector, IReadOnlyList<TableDescription> tables) : IErasing
{
    private readonly Dictionary<string, Changes> _changes = new(StringComparer.Ordinal);
    private bool _isEnded;

    public async Task<int> DeleteAsync(TableDescription table, IReadOnlyList<object[]> keys, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, IConnector.ValuesMax, nameof(keys));
        var count = 0;
        foreach (var key in keys)
        {
            if (!await connector.IsThereAsync(table, key, cancel))
                continue;
            if (ChangesOf(table).Deleted.TryAdd(Comparable.Key(key) ?? "", key))
                count++;
        }

        return count;
    }

    public async Task<int> OverwriteAsync(
        TableDescription table, object[] key, IReadOnlyList<(string Field, object? Value)> values, CancellationToken cancel)
    {
        if (values.Count == 0 || !await connector.IsThereAsync(table, key, cancel))
            return 0;

        var overwritten = ChangesOf(table).Overwritten;
        var own = Comparable.Key(key) ?? "";
        if (!overwritten.TryGetValue(own, out var row))
            overwritten[own] = row = (key, new(StringComparer.Ordinal));
        foreach (var (field, value) in values)
            row.Values[field] = value;
        return 1;
    }

    public async Task<int> MarkAsync(TableDescription table, object[] key, object? value, bool isOn, CancellationToken cancel)
    {
        if (!connector.HasMarkCall(table, isOn))
            return await OverwriteAsync(table, key, [(table.Restricting!.Field, value)], cancel);
        if (!await connector.IsThereAsync(table, key, cancel))
            return 0;

        ChangesOf(table).Marked[Comparable.Key(key) ?? ""] = (key, isOn);
        return 1;
    }

    public async Task CommitAsync(CancellationToken cancel)
    {
        var done = 0;
        foreach (var changes in LeadOrder.Of([.. _changes.Values], changes => changes.Table, tables))
        {
            // Those found last first: a row of the same table may have led to them.
            foreach (var (key, values) in changes.Overwritten.Values.Reverse())
                await DoAsync(changes.Table, () => connector.OverwriteAsync(changes.Table, key, values, cancel), done++);
            foreach (var (key, isOn) in changes.Marked.Values.Reverse())
                await DoAsync(changes.Table, () => connector.MarkAsync(changes.Table, key, isOn, cancel), done++);
            foreach (var key in changes.Deleted.Values)
                await DoAsync(changes.Table, () => connector.DeleteAsync(changes.Table, key, cancel), done++);
        }

        _changes.Clear();
    }

    public ValueTask DisposeAsync()
    {
        if (!_isEnded)
        {
            _isEnded = true;
            connector.EndErasing();
        }

        return ValueTask.CompletedTask;
    }

    private async Task DoAsync(TableDescription table, Func<Task<bool>> work, int done) =>
        await connector.GuardAsync(table.Name, async () =>
        {
            try
            {
                return await work();
            }
            catch (HttpException e) when (done > 0)
            {
                throw new HttpException(e.Remedy + HttpFailure.HalfWay, e.Status);
            }
        });

    private Changes ChangesOf(TableDescription table)
    {
        if (!_changes.TryGetValue(table.Name, out var changes))
            _changes[table.Name] = changes = new(table);
        return changes;
    }

    /// <summary>What changes in one table, in the order in which it was said.</summary>
    private sealed class Changes(TableDescription table)
    {
        public TableDescription Table => table;

        public OrderedDictionary<string, object[]> Deleted { get; } = new(StringComparer.Ordinal);

        public OrderedDictionary<string, (object[] Key, bool IsOn)> Marked { get; } = new(StringComparer.Ordinal);

        public OrderedDictionary<string, (object[] Key, Dictionary<string, object?> Values)> Overwritten { get; } =
            new(StringComparer.Ordinal);
    }
}
