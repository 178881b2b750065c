using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Following;

/// <summary>Computes from a system's description how its rows of a person are reached and in which order they can go.</summary>
public static class PlanSystem
{
    /// <summary>Plans a system. The same description gives the same plan always.</summary>
    /// <param name="system">A description as the loader gives it.</param>
    /// <exception cref="ArgumentException">
    /// It has a defect that the loader would have refused: a table described twice, a reference that leads nowhere, or tables
    /// that refer to each other in a circle.
    /// </exception>
    public static SystemPlan Run(SystemDescription system)
    {
        ArgumentNullException.ThrowIfNull(system);
        CheckNames(system);
        var (order, circles) = Order(system);
        if (circles.Count > 0)
        {
            throw new ArgumentException(
                $"{system.Id}: tables refer to each other in a circle; load the description to see where.", nameof(system));
        }

        return new(system, Entries(system), Ways(system), order);
    }

    /// <summary>The names of the tables that a person's rows can be found in.</summary>
    internal static HashSet<string> Reached(SystemDescription system)
    {
        var ways = Ways(system);
        var reached = Entries(system).Select(entry => entry.Table.Name).ToHashSet(StringComparer.Ordinal);
        var waiting = new Queue<string>(reached);
        while (waiting.TryDequeue(out var name))
        {
            foreach (var way in ways[name].Where(way => reached.Add(way.Table.Name)))
                waiting.Enqueue(way.Table.Name);
        }

        return reached;
    }

    /// <summary>
    /// The order in which rows can go, and the circles that stand against it, each as the tables that refer one to the next and
    /// the last to the first. With a circle the order holds all tables still, as if one reference of it were not there.
    /// </summary>
    internal static (IReadOnlyList<TableDescription> Tables, IReadOnlyList<IReadOnlyList<TableDescription>> Circles) Order(
        SystemDescription system)
    {
        var referrers = Referrers(system);
        var waiting = system.Tables.ToList();
        var order = new List<TableDescription>(waiting.Count);
        var circles = new List<IReadOnlyList<TableDescription>>();
        while (waiting.Count > 0)
        {
            // The first in the file of those that may go: ties are broken by the file, so that a plan can be foretold by reading it.
            if (waiting.Find(table => referrers[table.Name].Count == 0) is { } next)
            {
                waiting.Remove(next);
                order.Add(next);
                foreach (var others in referrers.Values)
                    others.RemoveAll(other => other.Name == next.Name);
            }
            else
            {
                var circle = Circle(waiting[0], referrers);
                circles.Add(circle);
                // One reference is taken out, so that further circles are found too.
                referrers[circle[1].Name].RemoveAll(other => other.Name == circle[0].Name);
            }
        }

        return (order, circles);
    }

    private static void CheckNames(SystemDescription system)
    {
        var fields = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var table in system.Tables)
        {
            if (!fields.TryAdd(table.Name, table.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal)))
                throw new ArgumentException($"{system.Id}: the table '{table.Name}' is described twice.", nameof(system));
        }

        foreach (var reference in system.Tables.SelectMany(table => table.Fields).Select(field => field.Reference).OfType<FieldReference>())
        {
            if (!fields.TryGetValue(reference.Table, out var names) || !names.Contains(reference.Field))
                throw new ArgumentException($"{system.Id}: '{reference.Table}.{reference.Field}' is not described.", nameof(system));
        }
    }

    private static List<(TableDescription Table, FieldDescription Field)> Entries(SystemDescription system) =>
        [.. system.Tables.SelectMany(table => table.Fields.Where(field => field.Identifies is not null).Select(field => (table, field)))];

    private static Dictionary<string, IReadOnlyList<Way>> Ways(SystemDescription system)
    {
        var tables = ByName(system);
        var ways = tables.Keys.ToDictionary(name => name, _ => new List<Way>(), StringComparer.Ordinal);
        foreach (var (table, field, reference) in References(system, tables))
        {
            if (reference.Meaning is ReferenceMeaning.BelongsTo)
                ways[reference.Table].Add(new(reference.Field, table, field.Name));
            else if (reference.Meaning is ReferenceMeaning.Owns)
                ways[table.Name].Add(new(field.Name, tables[reference.Table], reference.Field));
        }

        return ways.ToDictionary(one => one.Key, one => (IReadOnlyList<Way>)one.Value, StringComparer.Ordinal);
    }

    // Whoever refers to a table, other than itself: its rows go together with those they refer to.
    private static Dictionary<string, List<TableDescription>> Referrers(SystemDescription system)
    {
        var tables = ByName(system);
        var referrers = tables.Keys.ToDictionary(name => name, _ => new List<TableDescription>(), StringComparer.Ordinal);
        foreach (var (table, _, reference) in References(system, tables))
        {
            if (reference.Table != table.Name && referrers[reference.Table].TrueForAll(other => other.Name != table.Name))
                referrers[reference.Table].Add(table);
        }

        return referrers;
    }

    // Everyone who waits is referred to by somebody who waits too, so going from referrer to referrer comes round.
    private static List<TableDescription> Circle(TableDescription start, Dictionary<string, List<TableDescription>> referrers)
    {
        var path = new List<TableDescription>();
        var here = start;
        while (path.TrueForAll(table => table.Name != here.Name))
        {
            path.Add(here);
            here = referrers[here.Name][0];
        }

        var circle = path[path.FindIndex(table => table.Name == here.Name)..];
        circle.Reverse();
        return circle;
    }

    private static Dictionary<string, TableDescription> ByName(SystemDescription system)
    {
        var tables = new Dictionary<string, TableDescription>(StringComparer.Ordinal);
        foreach (var table in system.Tables)
            tables.TryAdd(table.Name, table);
        return tables;
    }

    private static IEnumerable<(TableDescription Table, FieldDescription Field, FieldReference Reference)> References(
        SystemDescription system, Dictionary<string, TableDescription> tables) =>
        from table in system.Tables
        where ReferenceEquals(tables[table.Name], table)
        from field in table.Fields
        where field.Reference is not null && tables.ContainsKey(field.Reference.Table)
        select (table, field, field.Reference);
}
