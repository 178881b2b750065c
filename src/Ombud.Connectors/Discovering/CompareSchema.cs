using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Discovering;

/// <summary>In what a living system differs from its description.</summary>
public enum SchemaDifferenceKind
{
    /// <summary>A described table is not there: nothing of it can be read or erased.</summary>
    TableMissing,

    /// <summary>A described field is not there: nothing of its table can be read or erased.</summary>
    FieldMissing,

    /// <summary>The fields that the description calls the table's key are not its key; rows may be taken for one another.</summary>
    KeyDiffers,

    /// <summary>A table that nobody described refers to a described one: a person must decide whose its rows are.</summary>
    TableUndescribed,

    /// <summary>A field of a described table that nobody described: a person must decide what it holds.</summary>
    FieldUndescribed,
}

/// <summary>One difference.</summary>
/// <param name="Field">The field; null where it is about the table.</param>
public sealed record SchemaDifference(SchemaDifferenceKind Kind, string Table, string? Field)
{
    /// <summary>Whether reading or erasing fails or may go wrong by it; otherwise somebody has to decide something.</summary>
    public bool Breaks => Kind is SchemaDifferenceKind.TableMissing or SchemaDifferenceKind.FieldMissing or SchemaDifferenceKind.KeyDiffers;
}

/// <summary>Compares a description with the system it describes, so that neither changes behind the other's back.</summary>
public static class CompareSchema
{
    /// <summary>
    /// All differences, in the order of the description, undescribed tables last. Of a file that lacks a described field no other field is
    /// named, and no name that looks like an address: both may be somebody's data.
    /// </summary>
    /// <param name="live">The tables as <see cref="IConnector.DiscoverAsync"/> finds them.</param>
    public static IReadOnlyList<SchemaDifference> Of(SystemDescription system, IReadOnlyList<LiveTable> live)
    {
        ArgumentNullException.ThrowIfNull(system);
        ArgumentNullException.ThrowIfNull(live);
        var found = new List<SchemaDifference>();
        var described = new HashSet<LiveTable>(ReferenceEqualityComparer.Instance);
        foreach (var table in system.Tables)
        {
            if (Find(system.Kind, live, table.Name) is not { } known)
            {
                found.Add(new(SchemaDifferenceKind.TableMissing, table.Name, null));
                continue;
            }

            described.Add(known);
            found.AddRange(OfTable(system.Kind, table, known));
        }

        found.AddRange(live
            .Where(table => !described.Contains(table) && table.References.Any(reference =>
                Find(system.Kind, live, reference.Table) is { } target && described.Contains(target)))
            .Select(table => new SchemaDifference(SchemaDifferenceKind.TableUndescribed, table.Name, null)));
        return found;
    }

    private static IEnumerable<SchemaDifference> OfTable(SystemKind kind, TableDescription table, LiveTable live)
    {
        string[] missing =
            [.. table.Fields.Select(field => field.Name).Except(live.Fields.Select(known => known.Name), StringComparer.Ordinal)];
        foreach (var field in missing)
            yield return new(SchemaDifferenceKind.FieldMissing, table.Name, field);

        // A file that lost its header calls its fields what the first row holds, which is somebody's and not to be told.
        if (kind is SystemKind.Folder && missing.Length > 0)
            yield break;

        // A table without a key of its own is told apart by whatever the description says.
        if (live.Key.Count > 0 && !live.Key.ToHashSet(StringComparer.Ordinal).SetEquals(table.Key))
            yield return new(SchemaDifferenceKind.KeyDiffers, table.Name, null);
        foreach (var field in live.Fields.Select(known => known.Name)
            .Except(table.Fields.Select(field => field.Name), StringComparer.Ordinal)
            .Select(AddressName.Shown).Distinct(StringComparer.Ordinal))
            yield return new(SchemaDifferenceKind.FieldUndescribed, table.Name, field);
    }

    // A table of the default schema goes by its name with and without it; one of another schema is another table.
    private static LiveTable? Find(SystemKind kind, IReadOnlyList<LiveTable> live, string name) =>
        live.FirstOrDefault(table => table.Name == name) ?? live.FirstOrDefault(table => Bare(kind, table.Name) == Bare(kind, name));

    private static string Bare(SystemKind kind, string name)
    {
        var schema = kind switch
        {
            SystemKind.PostgreSql => "public.",
            SystemKind.SqlServer => "dbo.",
            SystemKind.Sqlite => "main.",
            SystemKind.Folder or SystemKind.Http or SystemKind.Manual => null,
            SystemKind.MySql => null, // its default schema is the database that was connected to, and is never named
        };
        return schema is not null && name.StartsWith(schema, StringComparison.Ordinal) ? name[schema.Length..] : name;
    }
}
