using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Following;

/// <summary>A way from rows of one table to rows of another that are the same person's.</summary>
/// <param name="From">The field of the table that is left.</param>
/// <param name="Table">The table it leads to.</param>
/// <param name="Field">The field of that table which has the same value.</param>
public sealed record Way(string From, TableDescription Table, string Field);

/// <summary>
/// How a system's rows of a person are reached and in which order they can go: computed once from its description, with
/// every defect of it told before anything is touched.
/// </summary>
public sealed class SystemPlan
{
    internal SystemPlan(
        SystemDescription system, IReadOnlyList<(TableDescription Table, FieldDescription Field)> entries,
        IReadOnlyDictionary<string, IReadOnlyList<Way>> ways, IReadOnlyList<TableDescription> eraseOrder)
    {
        (System, Entries, Ways, EraseOrder) = (system, entries, ways, eraseOrder);
    }

    public SystemDescription System { get; }

    /// <summary>The fields that identify a person, in the order of the file.</summary>
    public IReadOnlyList<(TableDescription Table, FieldDescription Field)> Entries { get; }

    /// <summary>The ways that lead on from each table, by its name; every table has an entry, if only an empty one.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Way>> Ways { get; }

    /// <summary>All tables, those that refer before those they refer to.</summary>
    public IReadOnlyList<TableDescription> EraseOrder { get; }
}
