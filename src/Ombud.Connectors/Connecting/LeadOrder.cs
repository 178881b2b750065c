using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Connecting;

/// <summary>
/// In which order tables change where not all can at once: what is found by way of another before that other, however many tables lie
/// between in which nothing changes. A process that is killed between two then leaves what leads to the rest, so that the next try
/// finds it.
/// </summary>
internal static class LeadOrder
{
    /// <param name="touched">What changes, each of it in one table.</param>
    /// <param name="tables">All that are described.</param>
    public static IReadOnlyList<T> Of<T>(
        IReadOnlyList<T> touched, Func<T, TableDescription> tableOf, IReadOnlyList<TableDescription> tables)
        where T : class
    {
        var all = tables.Concat(touched.Select(tableOf)).DistinctBy(table => table.Name, StringComparer.Ordinal).ToList();
        var reached = touched.ToDictionary(one => one, one => Reached(tableOf(one), all));
        var waiting = touched.ToList();
        var order = new List<T>(waiting.Count);
        while (waiting.Count > 0)
        {
            // Those that lead to nothing that waits, unless it leads back to them: of such a circle the one in which nobody is identified.
            var next = waiting.FindAll(one => waiting.TrueForAll(other => !Leads(one, other) || Leads(other, one)));
            var first = next.Find(one => !tableOf(one).Fields.Any(field => field.Identifies is not null)) ?? next[0];
            waiting.Remove(first);
            order.Add(first);
        }

        return order;

        bool Leads(T from, T to) => reached[from].Contains(tableOf(to).Name);
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
