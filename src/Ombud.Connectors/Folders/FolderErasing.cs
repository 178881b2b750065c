using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Folders;

/// <summary>
/// Rows that go from a folder. They are collected by key; at the commit every file is written anew beside the old one, and when all of
/// them stand there, each takes the place of the old one. Several files are not one transaction: whoever is killed between two
/// leaves some changed and others not, and trying again does the rest.
/// </summary>
/// <param name="tables">All that are described, for the ways between those in which something changes.</param>
/// <param name="held">The lock, for as long as this lasts.</param>
internal sealed class FolderErasing(FolderConnector connector, IReadOnlyList<TableDescription> tables, FileStream held) : IErasing
{
    private readonly Dictionary<string, TouchedTable> _touched = new(StringComparer.Ordinal);
    private bool _isEnded;

    public async Task<int> DeleteAsync(TableDescription table, IReadOnlyList<object[]> keys, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, IConnector.ValuesMax, nameof(keys));
        return keys.Count == 0 ? 0 : await connector.GuardAsync(table.Name, async () =>
        {
            var touched = await TouchAsync(table, cancel);
            return keys.Count(touched.Delete);
        });
    }

    public async Task<int> OverwriteAsync(
        TableDescription table, object[] key, IReadOnlyList<(string Field, object? Value)> values, CancellationToken cancel) =>
        values.Count == 0 ? 0 : await connector.GuardAsync(table.Name, async () =>
        {
            var touched = await TouchAsync(table, cancel);
            return touched.Overwrite(key, values) ? 1 : 0;
        });

    public async Task CommitAsync(CancellationToken cancel)
    {
        var written = new List<FileReplacement>();
        try
        {
            var changed = _touched.Values.Where(touched => touched.IsChanged).ToList();
            foreach (var touched in LeadOrder.Of(changed, touched => touched.Table, tables))
            {
                var replacement = new FileReplacement(connector.Tables, touched);
                written.Add(replacement);
                await GuardAsync(touched, async () => await replacement.WriteAsync(cancel));
            }

            foreach (var replacement in written)
                await GuardAsync(replacement.Touched, () => replacement.CheckAsync());
            await ReplaceAsync(written);
        }
        finally
        {
            foreach (var replacement in written)
                replacement.Discard();
        }

        _touched.Clear();
        connector.ForgetRead();
    }

    public ValueTask DisposeAsync()
    {
        if (_isEnded)
            return ValueTask.CompletedTask;

        _isEnded = true;
        connector.EndErasing();
        return held.DisposeAsync();
    }

    // From here on nothing is cancelled: what was begun is best ended.
    private async Task ReplaceAsync(List<FileReplacement> written)
    {
        var replaced = 0;
        foreach (var replacement in written)
        {
            await GuardAsync(replacement.Touched, async () =>
            {
                try
                {
                    connector.Replacing(replacement.Touched.Table.Name);
                    await replacement.CheckAsync();
                    replacement.Replace();
                    replaced++;
                    return true;
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException or FolderException && replaced > 0)
                {
                    throw new FolderException(FolderFailure.HalfWay);
                }
            });
        }

        if (replaced > 0)
        {
            await connector.GuardAsync(null, () =>
            {
                UnixFile.Settle(connector.Tables.Folder);
                return ValueTask.FromResult(true);
            });
        }
    }

    private ValueTask<bool> GuardAsync(TouchedTable touched, Func<ValueTask<bool>> work) =>
        connector.GuardAsync(touched.Table.Name, work);

    private async Task<TouchedTable> TouchAsync(TableDescription table, CancellationToken cancel)
    {
        if (!_touched.TryGetValue(table.Name, out var touched))
        {
            touched = await TouchedTable.ReadAsync(connector.Tables, table, cancel);
            connector.CheckRead(touched);
            _touched[table.Name] = touched;
        }

        return touched;
    }
}
