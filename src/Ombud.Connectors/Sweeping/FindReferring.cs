using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;

namespace Ombud.Connectors.Sweeping;

/// <summary>Tells which rows nothing refers to any more but rows that go with them.</summary>
internal static class FindReferring
{
    public static async Task<List<object?[]>> FreeAsync(
        SystemPlan plan, IConnector connector, TableDescription table, WalkTable walked, List<object?[]> rows, CancellationToken cancel)
    {
        var referring = new List<(int Row, RowKey? By)>();
        foreach (var source in plan.System.Tables)
        {
            foreach (var field in source.Fields.Where(field => field.Reference?.Table == table.Name))
                await FindAsync(plan, connector, source, field, walked, rows, referring, cancel);
        }

        // A row of the same table that stays keeps those to which it refers.
        var places = new Dictionary<RowKey, int>();
        for (var place = 0; place < rows.Count; place++)
            places[walked.KeyOf(rows[place])] = place;
        var staying = new HashSet<int>();
        int before;
        do
        {
            before = staying.Count;
            foreach (var (row, by) in referring)
            {
                if (by is not { } key || !places.TryGetValue(key, out var other) || staying.Contains(other))
                    staying.Add(row);
            }
        }
        while (staying.Count > before);

        return [.. rows.Where((_, place) => !staying.Contains(place))];
    }

    private static async Task FindAsync(
        SystemPlan plan, IConnector connector, TableDescription source, FieldDescription field, WalkTable walked, List<object?[]> rows,
        List<(int Row, RowKey? By)> referring, CancellationToken cancel)
    {
        var target = field.Reference!.Field;
        var asked = Enumerable.Range(0, rows.Count).Where(place => walked.ValueOf(rows[place], target) is not null)
            .ToLookup(place => Walk.Plain(walked.ValueOf(rows[place], target)!), StringComparer.Ordinal);
        var names = source.Key.Append(field.Name).ToList();
        var narrow = source with { Fields = names.ConvertAll(name => new FieldDescription { Name = name }) };
        foreach (var chunk in asked.Chunk(IConnector.ValuesMax))
        {
            object[] values = [.. chunk.Select(each => walked.ValueOf(rows[each.First()], target)!)];
            await foreach (var row in connector.FindAsync(narrow, field.Name, values, cancel))
            {
                // What the system takes for one of the values and this does not might be any of them.
                var meant = row[^1] is { } found && asked.Contains(Walk.Plain(found))
                    ? asked[Walk.Plain(found)] : chunk.SelectMany(each => each);
                RowKey? by = source.Name == walked.Table.Name ? WalkTable.Key(source, plan.System.Id, row[..^1]) : null;
                referring.AddRange(meant.Select(place => (place, by)));
            }
        }
    }
}
