using Ombud.Connectors.Following;

namespace Ombud.Systems.Pages;

/// <summary>A table in the picture of a system.</summary>
/// <param name="Column">How many steps it lies from what identifies a person.</param>
/// <param name="Row">Its place among those of its column, from the top.</param>
public sealed record MapTable(string Name, int Column, int Row, bool IsEntry);

/// <summary>A way in the picture of a system.</summary>
public sealed record MapWay(MapTable From, MapTable To);

/// <summary>The picture of a system: its tables in columns by their distance from what identifies a person, and the ways between.</summary>
public sealed record SystemMap(IReadOnlyList<MapTable> Tables, IReadOnlyList<MapWay> Ways)
{
    public int Columns => Tables.Count == 0 ? 0 : Tables.Max(table => table.Column) + 1;

    public int Rows => Tables.Count == 0 ? 0 : Tables.Max(table => table.Row) + 1;

    /// <summary>Works it out: breadth first from the identifying fields, the tables of a column in the order of the file.</summary>
    public static SystemMap Of(SystemPlan plan)
    {
        var distances = Distances(plan);
        var tables = plan.System.Tables.Where(table => distances.ContainsKey(table.Name))
            .GroupBy(table => distances[table.Name])
            .SelectMany(column => column.Select((table, row) => new MapTable(table.Name, column.Key, row, column.Key == 0)))
            .ToDictionary(table => table.Name, StringComparer.Ordinal);
        return new(
            [.. tables.Values],
            [.. plan.Ways.Where(from => tables.ContainsKey(from.Key))
                .SelectMany(from => from.Value.Where(way => way.Table.Name != from.Key)
                    .Select(way => new MapWay(tables[from.Key], tables[way.Table.Name]))).Distinct()]);
    }

    private static Dictionary<string, int> Distances(SystemPlan plan)
    {
        var distances = new Dictionary<string, int>(StringComparer.Ordinal);
        var next = new Queue<string>();
        foreach (var (table, _) in plan.Entries)
        {
            if (distances.TryAdd(table.Name, 0))
                next.Enqueue(table.Name);
        }
        while (next.TryDequeue(out var from))
        {
            foreach (var way in plan.Ways[from])
            {
                if (distances.TryAdd(way.Table.Name, distances[from] + 1))
                    next.Enqueue(way.Table.Name);
            }
        }
        return distances;
    }
}
