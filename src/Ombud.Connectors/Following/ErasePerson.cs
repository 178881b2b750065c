using Ombud.Connectors.Connecting;

namespace Ombud.Connectors.Following;

/// <summary>Erases a person in a system, and looks again.</summary>
public static class ErasePerson
{
    /// <summary>
    /// Follows the person, erases in one transaction what is theirs as the description says, and asks every question once more.
    /// Run again it finds nothing to do. A row that somebody else's row owns too stays and counts as kept.
    /// </summary>
    /// <param name="person">Identifiers that were proved.</param>
    /// <returns>What was done, with the tables in which anything was, and what the second look still found.</returns>
    /// <exception cref="ConnectorException">The system failed; unless it says otherwise, nothing has happened.</exception>
    public static Task<SystemErased> RunAsync(
        SystemPlan plan, IConnector connector, Person person, CancellationToken cancel = default) =>
        RunAsync(plan, connector, person, FollowPerson.RowsMax, cancel);

    internal static async Task<SystemErased> RunAsync(
        SystemPlan plan, IConnector connector, Person person, int rowsMax, CancellationToken cancel)
    {
        var standIns = await StandIns.ReadAsync(plan.System, connector, cancel);
        var doomed = plan.EraseOrder.ToDictionary(
            table => table.Name, table => new DoomedRows(table, standIns), StringComparer.Ordinal);
        var walk = new Walk(plan, connector, rowsMax);
        await foreach (var row in walk.RunAsync(person, cancel))
            doomed[row.Table.Table.Name].Add(row);

        var erased = await EraseAsync([.. plan.EraseOrder.Select(table => doomed[table.Name])], connector, cancel);
        return new SystemErased(erased, await LookAgainAsync(walk, doomed, connector, cancel));
    }

    private static async Task<List<ErasedTable>> EraseAsync(
        IReadOnlyList<DoomedRows> doomed, IConnector connector, CancellationToken cancel)
    {
        await using var erasing = await connector.BeginErasingAsync(cancel);
        var erased = new List<ErasedTable>();
        foreach (var rows in doomed)
        {
            var deleted = 0;
            foreach (var batch in rows.Waves().SelectMany(wave => wave.Chunk(IConnector.ValuesMax)))
                deleted += await erasing.DeleteAsync(rows.Table, batch, cancel);

            var overwritten = 0;
            foreach (var (key, values) in rows.Overwriting)
                overwritten += await erasing.OverwriteAsync(rows.Table, key.Parts, values, cancel);

            if (deleted + overwritten + rows.Kept > 0)
                erased.Add(new ErasedTable(rows.Table.Name, deleted, overwritten, rows.Kept));
        }

        await erasing.CommitAsync(cancel);
        return erased;
    }

    // The same questions and not a new walk: from identifiers that are overwritten, a new walk would lead nowhere and call
    // that success.
    private static async Task<Dictionary<string, int>> LookAgainAsync(
        Walk walk, Dictionary<string, DoomedRows> doomed, IConnector connector, CancellationToken cancel)
    {
        var left = new Dictionary<string, HashSet<RowKey>>(StringComparer.Ordinal);
        foreach (var question in walk.Questions)
        {
            var name = question.Table.Name;
            var table = walk.TableOf(name);
            await foreach (var values in connector.FindAsync(question.Table, question.Field, question.Values, cancel))
            {
                var key = table.KeyOf(values);
                if (!doomed[name].IsLeft(table, key, values))
                    continue;

                if (!left.TryGetValue(name, out var keys))
                    left[name] = keys = [];
                keys.Add(key);
            }
        }

        return left.ToDictionary(each => each.Key, each => each.Value.Count, StringComparer.Ordinal);
    }
}
