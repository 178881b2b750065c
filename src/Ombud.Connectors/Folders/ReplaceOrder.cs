using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Folders;

/// <summary>
/// In which order files take their places: what is found by way of another before that other. A process that is killed between
/// two then leaves what leads to the rest, so that the next try finds it.
/// </summary>
internal static class ReplaceOrder
{
    public static IReadOnlyList<TouchedTable> Of(IReadOnlyList<TouchedTable> touched)
    {
        var waiting = touched.ToList();
        var order = new List<TouchedTable>(waiting.Count);
        while (waiting.Count > 0)
        {
            // Where ways go round, the one in which nobody is identified goes first.
            var next = waiting.Find(one => !waiting.Exists(other => other != one && Leads(one.Table, other.Table)))
                ?? waiting.Find(one => !one.Table.Fields.Any(field => field.Identifies is not null))
                ?? waiting[0];
            waiting.Remove(next);
            order.Add(next);
        }

        return order;
    }

    private static bool Leads(TableDescription from, TableDescription to) =>
        from.Fields.Any(field => field.Reference is { Meaning: ReferenceMeaning.Owns } reference && reference.Table == to.Name)
        || to.Fields.Any(field => field.Reference is { Meaning: ReferenceMeaning.BelongsTo } reference && reference.Table == from.Name);
}
