using System.Text;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Loading;

namespace Ombud.Connectors.Discovering;

/// <summary>
/// Drafts a dataset file from a living schema. It draws no conclusion in silence: what only a person can know is marked
/// <c>decide</c>, and the draft does not load before the kinds of person are written in.
/// </summary>
public static class DraftDataset
{
    private const int TypeLengthMax = 64;

    private const string Head =
        """
        # Drafted from the living schema: names and types alone. Whatever is marked 'decide' is a guess or a question; look at each line,
        # then take the mark away. docs/dataset-format.md says what every word means.
        """;

    private const string OfFiles =
        """
        # decide: files declare neither keys nor references. Which fields tell a row from every other, and which lead to another table
        # (belongsTo, owns, refersTo)? Tables that only such a field leads to stand at the end among those left out.
        """;

    private const string OfCalls =
        """
        # decide: no interface over HTTP lists its tables. Describe below each that holds data of people, with its fields, and here how they
        # are found, deleted and overwritten; 'sample' lets 'ombud connect' compare the fields with what the interface shows.
        http:
          find:
            - get: "/{table}?{field}={value}" # decide: the path, or post with a body
              rows: "/data" # decide: where in the answer the list is
          delete:
            delete: "/{table}/{key}" # decide
          sample:
            get: "/{table}?limit=20" # decide
            rows: "/data" # decide
        tables: [] # decide
        """;

    /// <summary>The text of the file.</summary>
    /// <param name="live">The tables as <see cref="IConnector.DiscoverAsync"/> finds them.</param>
    /// <param name="world">The words of the pack; a category that it lacks is not suggested.</param>
    public static string Of(DraftOrder order, IReadOnlyList<LiveTable> live, DatasetWorld world)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(world);
        var drafted = DraftedTables.Of(live);
        var text = new StringBuilder();
        text.AppendLf(Head).AppendLf($"system: {YamlText.Quoted(order.System)}")
            .AppendLf($"title: {YamlText.Quoted(order.System)} # decide: what people call it")
            .AppendLf($"kind: {DatasetWords.Kinds.Word(order.Kind)}").AppendLf($"connection: {YamlText.Quoted(order.Connection)}")
            .AppendLf($"controller: {YamlText.Quoted(order.Controller)}")
            .AppendLf("subjects: [] # decide: kinds of person, by the pack");
        if (order.Kind is SystemKind.Http)
            return text.AppendLf(OfCalls).ToString();
        if (order.Kind is SystemKind.Folder)
            text.AppendLf(OfFiles);
        text.AppendLf(drafted.Tables.Count > 0 ? "tables:" : "tables: []");
        foreach (var table in drafted.Tables)
            Write(text, table, drafted, world);
        WriteRest(text, live, drafted);
        return text.ToString();
    }

    private static void Write(StringBuilder text, LiveTable table, DraftedTables drafted, DatasetWorld world)
    {
        text.AppendLf($"  - table: {YamlText.Quoted(table.Name)}").AppendLf($"    key: {Key(table)}");
        text.AppendLf("    erase: delete # decide: delete, fields (each says what becomes of it) or keep (because of what?)");
        text.AppendLf("    fields:");
        foreach (var field in DraftedTables.Fields(table))
        {
            text.AppendLf($"      - field: {YamlText.Quoted(field.Name)}");
            if (NameHints.CategoryOf(DraftedTables.Telling(table, field.Name)) is { } category && world.Categories.Contains(category))
                text.AppendLf($"        category: {category} # decide: by its name alone{Type(field)}");
            if (NameHints.IdentifierOf(field) is { } kind && !DraftedTables.IsLink(table, field.Name))
                text.AppendLf($"        identifies: {DatasetWords.Identifiers.Word(kind)} # decide: is it one person's alone?");
            WriteReferences(text, table, field.Name, drafted);
        }

        foreach (var field in table.Fields.Where(field => !DatasetWords.IsFieldName(field.Name)))
            text.AppendLf($"      # decide: a field is left out: {Shown(field.Name)}{Type(field)}");
        foreach (var reference in table.References.Where(reference => reference.Fields.Count > 1))
        {
            text.AppendLf($"      # decide: {string.Join(", ", reference.Fields.Select(Shown))} lead together to {Target(reference)}, "
                + "which no field can say; does one of them alone tell the row?");
        }
    }

    private static string Key(LiveTable table) => table.Key switch
    {
        [] => "[] # decide: the table has no key; which fields tell a row from every other?",
        var key when !key.All(DatasetWords.IsFieldName) =>
            "[] # decide: the key has a field that no dataset file can hold; which others tell a row from every other?",
        var key => $"[{string.Join(", ", key.Select(YamlText.Quoted))}]",
    };

    private static void WriteReferences(StringBuilder text, LiveTable table, string field, DraftedTables drafted)
    {
        var known = drafted.Reference(table, field);
        if (known is { Meaning: { } meaning })
        {
            text.AppendLf($"        {DatasetWords.Meanings.Word(meaning)}: {YamlText.Quoted($"{known.Table}.{known.Field}")}"
                + " # decide: belongsTo, owns or refersTo");
        }
        else if (known is not null)
        {
            text.AppendLf($"        # decide: it refers to {known.Table}.{known.Field}, from where references lead back here; "
                + "a file has no circle, so which of them counts?");
        }

        foreach (var reference in table.References.Where(one => one.Fields is [var only] && only == field
            && (one.Table, one.TargetFields[0]) != (known?.Table, known?.Field)))
        {
            text.AppendLf($"        # decide: it refers to {Target(reference)}{(known is null ? "" : " too")}; "
                + "where that row is the person's, describe its table and write owns");
        }
    }

    private static void WriteRest(StringBuilder text, IReadOnlyList<LiveTable> live, DraftedTables drafted)
    {
        if (live.Count == 0)
            text.AppendLf("# decide: the schema has no tables that this account may see; is it the right database, and may it read?");
        else if (drafted.Tables.Count == 0)
            text.AppendLf("# decide: no field's name tells of a person; describe by hand the table in which one is identified");
        var rest = live.Where(table => !drafted.Contains(table.Name)).ToList();
        if (rest.Count > 0)
        {
            text.AppendLf("# decide: left out, since by no single field anything leads to them from a person; "
                + "do they hold data of people?");
        }

        foreach (var table in rest)
        {
            text.AppendLf($"#   {Shown(table.Name)}"
                + (table.References.Any(reference => reference.Fields.Count > 1 && drafted.Contains(reference.Table))
                    ? ", which refers by several fields together to a table above" : ""));
        }
    }

    private static string Target(LiveReference reference) =>
        reference.TargetFields is [var only] ? $"{Shown(reference.Table)}.{Shown(only)}" : Shown(reference.Table);

    // What a database calls its own goes into a comment only where it cannot end it.
    private static string Shown(string name) => DatasetWords.IsTableName(name) ? name : "(a name that no dataset file can hold)";

    private static string Type(LiveField field) =>
        field.Type is { Length: > 0 and <= TypeLengthMax } type
        && type.All(letter => char.IsLetterOrDigit(letter) || " _(),[]".Contains(letter, StringComparison.Ordinal)) ? $" ({type})" : "";

    // The same file on every machine.
    private static StringBuilder AppendLf(this StringBuilder text, string line) =>
        text.Append(line.ReplaceLineEndings("\n")).Append('\n');
}
