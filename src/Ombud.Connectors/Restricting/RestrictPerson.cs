using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;

namespace Ombud.Connectors.Restricting;

/// <summary>Marks a person's rows in a system as restricted, or takes the marks away, and looks again.</summary>
public static class RestrictPerson
{
    /// <summary>
    /// Follows the person and, in one transaction, marks each of their rows that lies in a table with a mark, or takes the mark away. A row
    /// in which neither the mark nor its absence stands stays, since what stands there would be lost; so does one that somebody else's
    /// row owns too. Run again it finds nothing to do.
    /// </summary>
    /// <param name="person">Identifiers that were proved.</param>
    /// <param name="isOn">Whether the person is restricted; false where the restriction is lifted.</param>
    /// <exception cref="ConnectorException">The system failed, or the mark does not fit; unless it says otherwise, nothing has
    /// happened.</exception>
    public static async Task<SystemRestricted> RunAsync(
        SystemPlan plan, IConnector connector, Person person, bool isOn, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(connector);
        // As before every change: a folder is read anew, and over HTTP it is tried whether a call finds everybody.
        await connector.DiscoverAsync(cancel);
        var walk = new Walk(plan, connector, FollowPerson.RowsMax);
        var (marking, spared) = (new List<(TableDescription Table, RowKey Key, object? Value)>(), new HashSet<(string, RowKey)>());
        var (already, other, shared, unmarkable) = (0, 0, 0, 0);
        await foreach (var row in walk.RunAsync(person, cancel))
        {
            var table = row.Table.Table;
            switch (StateOf(row.Table, row.Values, isOn))
            {
                case null:
                    unmarkable++;
                    break;
                case MarkState.Right:
                    already++;
                    break;
                case MarkState.Wrong or MarkState.Other when row.IsShared:
                    shared++;
                    spared.Add((table.Name, row.Key));
                    break;
                case MarkState.Other:
                    other++;
                    spared.Add((table.Name, row.Key));
                    break;
                case MarkState.Wrong:
                    var (found, wanted) = (row.Table.ValueOf(row.Values, table.Restricting!.Field), Wanted(table.Restricting, isOn));
                    marking.Add((table, row.Key, MarkValue.In(found, wanted, plan.System, table)));
                    break;
            }
        }

        var marked = await MarkAsync(walk, plan.System, connector, marking, isOn, cancel);
        return new(marked, already, other, shared, unmarkable, await LookAgainAsync(walk, connector, isOn, spared, cancel));
    }

    /// <summary>Whether a system is described to have a mark somewhere.</summary>
    public static bool IsDescribed(SystemDescription system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system.Tables.Any(table => table.Restricting is not null);
    }

    private static async Task<int> MarkAsync(
        Walk walk, SystemDescription system, IConnector connector, List<(TableDescription Table, RowKey Key, object? Value)> rows,
        bool isOn, CancellationToken cancel)
    {
        if (rows.Count == 0)
            return 0;

        var marked = 0;
        await using var changing = await connector.BeginErasingAsync(system.Tables, cancel);
        foreach (var (table, key, value) in rows)
            marked += await changing.MarkAsync(table, key.Parts, value, isOn, cancel);
        await walk.RequireTheirsAsync(rows.Select(row => (row.Table.Name, row.Key)), cancel);
        await changing.CommitAsync(cancel);
        return marked;
    }

    private static async Task<int> LookAgainAsync(
        Walk walk, IConnector connector, bool isOn, HashSet<(string, RowKey)> spared, CancellationToken cancel)
    {
        var left = new HashSet<(string, RowKey)>();
        foreach (var question in walk.Questions.Where(question => walk.TableOf(question.Table.Name).Table.Restricting is not null))
        {
            var table = walk.TableOf(question.Table.Name);
            await foreach (var values in connector.FindAsync(question.Table, question.Field, question.Values, cancel))
            {
                var row = (table.Table.Name, table.KeyOf(values));
                if (StateOf(table, values, isOn) is not MarkState.Right && !spared.Contains(row))
                    left.Add(row);
            }
        }

        return left.Count;
    }

    private static object? Wanted(RestrictingDescription mark, bool isOn) => isOn ? mark.To : mark.Back;

    /// <returns>Null where the table has no mark.</returns>
    private static MarkState? StateOf(WalkTable table, object?[] row, bool isOn)
    {
        if (table.Table.Restricting is not { } mark)
            return null;

        var found = table.ValueOf(row, mark.Field);
        // Of what is no mark nothing is lifted; where nothing stands, nothing is marked.
        return MarkValue.Is(found, mark.To) ? (isOn ? MarkState.Right : MarkState.Wrong)
            : !isOn ? MarkState.Right
            : found is null || MarkValue.Is(found, mark.Back) ? MarkState.Wrong
            : MarkState.Other;
    }

    /// <summary>What stands in the field of a row's mark.</summary>
    private enum MarkState
    {
        /// <summary>What is wanted.</summary>
        Right,

        /// <summary>The opposite.</summary>
        Wrong,

        /// <summary>Something that is neither.</summary>
        Other,
    }
}
