using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;

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
        var doomed = await DoomedAsync(plan, connector, cancel);
        var walk = new Walk(plan, connector, rowsMax);
        await foreach (var row in walk.RunAsync(person, cancel))
            doomed[row.Table.Table.Name].Add(row);

        var erased = await EraseAsync(plan, doomed, connector, cancel);
        return new SystemErased(erased, await LookAgainAsync(walk, doomed, connector, cancel));
    }

    private static async Task<Dictionary<string, DoomedRows>> DoomedAsync(
        SystemPlan plan, IConnector connector, CancellationToken cancel)
    {
        // What the living system says of its fields takes longer to read than a person's rows.
        var fields = AsksForFields(plan) ? await LiveFields.ReadAsync(plan.System, connector, cancel) : LiveFields.None;
        var standIns = new StandIns(plan.System, fields);
        var doomed = new Dictionary<string, DoomedRows>(StringComparer.Ordinal);
        foreach (var table in plan.EraseOrder)
            doomed[table.Name] = new DoomedRows(table, doomed.Keys.ToHashSet(StringComparer.Ordinal), fields, standIns);
        return doomed;
    }

    // Whether any row is overwritten: with what stands in for a value, or to let go of a row that goes before it. Anything but a
    // database is always read, for what nobody described and cannot be read may hold the person too.
    private static bool AsksForFields(SystemPlan plan)
    {
        if (plan.System.Kind is not (SystemKind.PostgreSql or SystemKind.MySql or SystemKind.Sqlite or SystemKind.SqlServer))
            return true;
        var gone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in plan.EraseOrder)
        {
            gone.Add(table.Name);
            if (table.Erase is not (TableErasure.Delete or TableErasure.Keep)
                || table.Fields.Any(field => field.Reference is { } reference && gone.Contains(reference.Table)))
                return true;
        }
        return false;
    }

    private static async Task<List<ErasedTable>> EraseAsync(
        SystemPlan plan, Dictionary<string, DoomedRows> doomed, IConnector connector, CancellationToken cancel)
    {
        await using var erasing = await connector.BeginErasingAsync(plan.System.Tables, cancel);
        // First what stays lets go of what goes, and what goes of what goes before it; then nothing is in the way.
        var overwritten = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, rows) in doomed)
        {
            var count = 0;
            foreach (var (key, values) in rows.Overwriting)
                count += await erasing.OverwriteAsync(rows.Table, key.Parts, values, cancel);
            foreach (var (key, values) in rows.LettingGo)
                await erasing.OverwriteAsync(rows.Table, key, values, cancel);
            overwritten[name] = count;
        }

        var erased = new List<ErasedTable>();
        foreach (var rows in plan.EraseOrder.Select(table => doomed[table.Name]))
        {
            var deleted = await DeleteAsync(plan.System.Kind, rows, erasing, cancel);
            var table = new ErasedTable(rows.Table.Name, deleted, overwritten[rows.Table.Name], rows.Kept);
            if (table.Deleted + table.Overwritten + table.Kept > 0)
                erased.Add(table);
        }

        await erasing.CommitAsync(cancel);
        return erased;
    }

    internal static async Task<int> DeleteAsync(SystemKind kind, DoomedRows rows, IErasing erasing, CancellationToken cancel)
    {
        var (waves, knot) = rows.InOrder();
        // MySQL alone looks at each row as it goes; of a knot each row is in another's way, if not in its own.
        if (kind is SystemKind.MySql && rows.Loose() is { Count: > 0 } loose)
        {
            foreach (var key in knot)
                await erasing.OverwriteAsync(rows.Table, key, loose, cancel);
        }

        var deleted = 0;
        foreach (var batch in waves.Append(knot).SelectMany(wave => wave.Chunk(IConnector.ValuesMax)))
            deleted += await erasing.DeleteAsync(rows.Table, batch, cancel);
        return deleted;
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
