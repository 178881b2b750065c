using Ombud.Database;
using Ombud.Database.Guarding;

namespace Ombud.Tests.Storage;

/// <summary>The rules of storage, each a list of what goes against it, as sentences.</summary>
internal static class SchemaRules
{
    /// <summary>Tables about no subject, and why they have no bucket.</summary>
    public static readonly IReadOnlyDictionary<string, string> WithoutBucket = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["trail_entry"] = "the tree's leaves in one order over all buckets; only the sequencer writes them",
        ["trail_tile"] = "the tree's tiles; only the sequencer writes them",
        ["checkpoint"] = "the tree's signed heads; only the sequencer writes them",
        ["lease"] = "who does a thing that one process does at a time; a handful of rows",
        ["mailbox_state"] = "how it stands with each mailbox that is read; a handful of rows",
        ["evidence"] = "what the controls found; a row for each control",
        ["published_version"] = "what the notice's published versions were; a row for each version",
        ["sweep_state"] = "how far the sweeper has come; one row",
        ["system_sweep"] = "how far the sweep of a connected system is; a row for each such system",
        ["api_key"] = "keys of the group's applications; a reference table",
        ["staff_account"] = "people who work here, of Identity's own shape; a reference table",
        ["staff_token"] = "of staff_account",
        ["__EFMigrationsHistory"] = "EF Core's own",
        ["__EFMigrationsLock"] = "EF Core's own",
    };

    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "smallint", "integer", "bigint", "boolean", "uuid", "bytea", "text", // PostgreSQL
        "blob", // SQLite has integer, text and this
    };

    public static IReadOnlyList<string> Violations(LiveSchema schema) =>
    [
        .. schema.Tables.SelectMany(table => BucketLeads(table)),
        .. schema.Tables.Where(table => !Has(table, "bucket") && !WithoutBucket.ContainsKey(table.Name))
            .Select(table => $"{table.Name} has no bucket and is not among the named exceptions"),
        .. schema.Tables.Where(table => !table.Name.StartsWith("__", StringComparison.Ordinal))
            .SelectMany(table => table.Columns.SelectMany(column => TypeOf(schema.Engine, table, column))),
        .. schema.Counters.Select(counter => $"{counter} counts in the database"),
        .. schema.Triggers.Where(trigger => schema.Engine is Engine.Postgres || !IsGuard(trigger))
            .Select(trigger => $"{trigger} is a trigger"),
    ];

    private static IEnumerable<string> BucketLeads(LiveTable table)
    {
        if (WithoutBucket.ContainsKey(table.Name) || !Has(table, "bucket") && !Has(table, "subject_id"))
            yield break;
        if (table.Columns.FirstOrDefault(column => column.Name == "bucket") is not { Type: "smallint" or "integer" })
            yield return $"{table.Name} is about a subject and has no bucket of a small integer";
        if (!table.Keys.Any(key => key.Kind == "primary key"))
            yield return $"{table.Name} has no primary key";
        foreach (var key in table.Keys.Where(key => key.Columns[0] != "bucket"))
            yield return $"{table.Name}: the bucket does not lead the {key.Kind} ({string.Join(", ", key.Columns)})";
    }

    private static IEnumerable<string> TypeOf(Engine engine, LiveTable table, LiveColumn column)
    {
        if (!Types.Contains(column.Type))
            yield return $"{table.Name}.{column.Name} is of type {column.Type}";
        var isMoment = column.Name is "at" or "until" || column.Name.EndsWith("_at", StringComparison.Ordinal);
        if (isMoment && column.Type != (engine is Engine.Sqlite ? "integer" : "bigint"))
            yield return $"{table.Name}.{column.Name} is a moment and no count of microseconds";
        var isId = column.Name.EndsWith("_id", StringComparison.Ordinal);
        if (isId && column.Type != (engine is Engine.Sqlite ? "blob" : "uuid"))
            yield return $"{table.Name}.{column.Name} is an id and no uuid";
    }

    private static bool Has(LiveTable table, string column) => table.Columns.Any(known => known.Name == column);

    private static bool IsGuard(string trigger) => AppendOnly.Tables.Concat(AppendOnly.ErasableByOwner)
        .Any(table => trigger == $"{table}_no_update" || trigger == $"{table}_no_delete");
}
