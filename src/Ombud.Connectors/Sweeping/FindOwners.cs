using System.Globalization;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;

namespace Ombud.Connectors.Sweeping;

/// <summary>
/// Goes the ways of a description backwards, from rows to those whose they are: up to the rows that own them or to which they belong,
/// until nothing leads on. Taking too many for owners only spares a row.
/// </summary>
internal static class FindOwners
{
    public static async Task<IReadOnlyList<RowOwners>> RunAsync(
        SystemPlan plan, IConnector connector, TableDescription table, WalkTable walked, List<object?[]> rows, CancellationToken cancel)
    {
        var owners = rows.ConvertAll(_ => new HashSet<(IdentifierKind, string)>());
        var seen = new HashSet<(string Table, RowKey Key, int Start)>();
        var level = new List<Reached>();
        for (var start = 0; start < rows.Count; start++)
        {
            var row = rows[start];
            seen.Add((table.Name, walked.KeyOf(row), start));
            level.Add(new(table, field => walked.ValueOf(row, field), [start]));
        }

        while (level.Count > 0)
        {
            foreach (var reached in level)
                Note(reached, owners);
            level = await UpAsync(plan, connector, level, seen, cancel);
        }

        return owners.ConvertAll(identifiers => new RowOwners(identifiers));
    }

    private static void Note(Reached reached, List<HashSet<(IdentifierKind, string)>> owners)
    {
        foreach (var field in reached.Table.Fields.Where(field => field.Identifies is not null))
        {
            if (reached.Value(field.Name) is not { } found
                || Convert.ToString(found, CultureInfo.InvariantCulture) is not { Length: > 0 } text)
                continue;
            foreach (var start in reached.Starts)
                owners[start].Add((field.Identifies!.Value, text.Trim()));
        }
    }

    private static async Task<List<Reached>> UpAsync(
        SystemPlan plan, IConnector connector, List<Reached> level, HashSet<(string, RowKey, int)> seen, CancellationToken cancel)
    {
        var next = new List<Reached>();
        foreach (var here in level.GroupBy(each => each.Table.Name, StringComparer.Ordinal))
        {
            foreach (var (field, up, target) in WaysUp(plan.System, here.Key))
            {
                var asked = Asked(here, field);
                var table = Narrow(plan.System, up, target);
                var places = table.Fields.Select((each, index) => (each.Name, index))
                    .ToDictionary(each => each.Name, each => each.index, StringComparer.Ordinal);
                foreach (var chunk in asked.Values.Chunk(IConnector.ValuesMax))
                {
                    await foreach (var row in connector.FindAsync(table, target, [.. chunk.Select(each => each.Value)], cancel))
                    {
                        // What the system takes for one of the values and this does not might be any of them.
                        IEnumerable<int> starts = row[places[target]] is { } found && asked.TryGetValue(Walk.Plain(found), out var entry)
                            ? entry.Starts : chunk.SelectMany(each => each.Starts);
                        var key = WalkTable.Key(up, plan.System.Id, up.Key.Select(name => row[places[name]]));
                        var reached = starts.Where(start => seen.Add((up.Name, key, start))).ToList();
                        if (reached.Count > 0)
                            next.Add(new(table, name => row[places[name]], reached));
                    }
                }
            }
        }

        return next;
    }

    private static Dictionary<string, (object Value, HashSet<int> Starts)> Asked(IEnumerable<Reached> here, string field)
    {
        var asked = new Dictionary<string, (object Value, HashSet<int> Starts)>(StringComparer.Ordinal);
        foreach (var reached in here)
        {
            if (reached.Value(field) is not { } found)
                continue;
            if (!asked.TryGetValue(Walk.Plain(found), out var entry))
                asked[Walk.Plain(found)] = entry = (found, []);
            entry.Starts.UnionWith(reached.Starts);
        }

        return asked;
    }

    /// <summary>From a field of a table to the table and the field of those whose its rows are.</summary>
    private static IEnumerable<(string Field, TableDescription Up, string Target)> WaysUp(SystemDescription system, string name)
    {
        var table = system.Tables.First(each => each.Name == name);
        foreach (var field in table.Fields)
        {
            if (field.Reference is { Meaning: ReferenceMeaning.BelongsTo } reference)
                yield return (field.Name, system.Tables.First(each => each.Name == reference.Table), reference.Field);
        }

        foreach (var holder in system.Tables)
        {
            foreach (var field in holder.Fields)
            {
                if (field.Reference is { Meaning: ReferenceMeaning.Owns } reference && reference.Table == name)
                    yield return (reference.Field, holder, field.Name);
            }
        }
    }

    // The key, what identifies, and what leads on.
    private static TableDescription Narrow(SystemDescription system, TableDescription table, string target)
    {
        var needed = table.Key.Append(target).Concat(table.Fields.Where(field => field.Identifies is not null).Select(field => field.Name))
            .Concat(WaysUp(system, table.Name).Select(way => way.Field)).Distinct(StringComparer.Ordinal).ToList();
        return table with
        {
            Fields = needed.ConvertAll(name =>
                table.Fields.FirstOrDefault(field => field.Name == name) ?? new FieldDescription { Name = name }),
        };
    }

    /// <summary>A row on the way.</summary>
    /// <param name="Starts">The places of the rows from which it was reached.</param>
    private sealed record Reached(TableDescription Table, Func<string, object?> Value, List<int> Starts);
}
