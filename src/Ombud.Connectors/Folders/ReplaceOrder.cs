using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Folders;

/// <summary>
/// In which order files take their places: what is found by way of another before that other, however many tables lie between in
/// which nothing changes. A process that is killed between two then leaves what leads to the rest, so that the next try finds it.
/// </summary>
internal static class ReplaceOrder
{
    /// <param name="tables">All that are described.</param>
    public static IReadOnlyList<TouchedTable> Of(IReadOnlyList<TouchedTable> touched, IReadOnlyList<TableDescription> tables)
    {
        var all = tables.Concat(touched.Select(one => one.Table)).DistinctBy(table => table.Name, StringComparer.Ordinal).ToList();
        var reached = touched.ToDictionary(one => one, one => Reached(one.Table, all));
        var waiting = touched.ToList();
        var order = new List<TouchedTable>(waiting.Count);
        while (waiting.Count > 0)
        {
            // Those that lead to nothing that waits, unless it leads back to them: of such a circle the one in which nobody is identified.
            var next = waiting.FindAll(one => waiting.TrueForAll(other => !Leads(one, other) || Leads(other, one)));
            var first = next.Find(one => !one.Table.Fields.Any(field => field.Identifies is not null)) ?? next[0];
            waiting.Remove(first);
            order.Add(first);
        }

        return order;

        bool Leads(TouchedTable from, TouchedTable to) => reached[from].Contains(to.Table.Name);
    }

    /// <summary>The names of the tables whose rows are found from those of one, over others or at once.</summary>
    private static HashSet<string> Reached(TableDescription from, List<TableDescription> all)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<TableDescription>([from]);
        while (waiting.TryDequeue(out var here))
        {
            foreach (var table in all.Where(table => Leads(here, table) && reached.Add(table.Name)))
                waiting.Enqueue(table);
        }

        return reached;
    }

    private static bool Leads(TableDescription from, TableDescription to) =>
        from.Fields.Any(field => field.Reference is { Meaning: ReferenceMeaning.Owns } reference && reference.Table == to.Name)
        || to.Fields.Any(field => field.Reference is { Meaning: ReferenceMeaning.BelongsTo } reference && reference.Table == from.Name);
}
