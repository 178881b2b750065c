using System.Globalization;
using System.Text;
using Ombud.Connectors.Connecting;
using Ombud.Connectors.Loading;

namespace Ombud.Connectors.Discovering;

/// <summary>
/// Drafts a dataset file from a living schema. It draws no conclusion in silence: what only a person can know is marked
/// <c>decide</c>, and the draft does not load before the kinds of person are written in.
/// </summary>
public static class DraftDataset
{
    private const string Head =
        """
        # Drafted from the living schema: names and types alone. Whatever is marked 'decide' is a guess or a question; look at each line,
        # then take the mark away. docs/dataset-format.md says what every word means.
        """;

    /// <summary>The text of the file.</summary>
    /// <param name="live">The tables as <see cref="IConnector.DiscoverAsync"/> finds them.</param>
    /// <param name="world">The words of the pack; a category that it lacks is not suggested.</param>
    public static string Of(DraftOrder order, IReadOnlyList<LiveTable> live, DatasetWorld world)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(world);
        var text = new StringBuilder();
        text.AppendLf(Head).AppendLf($"system: {order.System}").AppendLf($"title: {order.System} # decide: what people call it")
            .AppendLf($"kind: {DatasetWords.Kinds.Word(order.Kind)}").AppendLf($"connection: {order.Connection}")
            .AppendLf($"controller: {order.Controller}")
            .AppendLf("subjects: [] # decide: kinds of person, by the pack").AppendLf("tables:");
        var drafted = DraftedTables.Of(live);
        foreach (var table in drafted.Tables)
            Write(text, table, drafted, world);
        WriteRest(text, live, drafted);
        return text.ToString();
    }

    private static void Write(StringBuilder text, LiveTable table, DraftedTables drafted, DatasetWorld world)
    {
        text.AppendLf($"  - table: {YamlText.Quoted(table.Name)}");
        text.AppendLf(table.Key.Count > 0
            ? $"    key: [{string.Join(", ", table.Key.Select(YamlText.Quoted))}]"
            : "    key: [] # decide: the table has no key; which fields tell a row from every other?");
        text.AppendLf("    erase: delete # decide: delete, fields (each says what becomes of it) or keep (because of what?)");
        text.AppendLf("    fields:");
        foreach (var field in table.Fields)
        {
            if (!DatasetWords.IsFieldName(field.Name))
            {
                text.AppendLf("      # decide: a field has a name that no dataset file can hold");
                continue;
            }
            text.AppendLf($"      - field: {YamlText.Quoted(field.Name)}");
            if (NameHints.CategoryOf(field.Name) is { } category && world.Categories.Contains(category) && !DraftedTables.IsLink(table, field.Name))
                text.AppendLf($"        category: {category} # decide: by its name alone ({field.Type})");
            if (NameHints.IdentifierOf(field.Name) is { } kind && !DraftedTables.IsLink(table, field.Name))
                text.AppendLf($"        identifies: {DatasetWords.Identifiers.Word(kind)} # decide: is it one person's alone?");
            WriteReference(text, table, field.Name, drafted);
        }
    }

    private static void WriteReference(StringBuilder text, LiveTable table, string field, DraftedTables drafted)
    {
        foreach (var reference in table.References.Where(one => one.Fields is [var only] && only == field))
        {
            var target = $"{reference.Table}.{reference.TargetFields[0]}";
            text.AppendLf(drafted.Contains(reference.Table)
                ? $"        {(drafted.Comes(reference.Table, before: table.Name) ? "belongsTo" : "refersTo")}: {YamlText.Quoted(target)}"
                    + " # decide: belongsTo, owns or refersTo"
                : $"        # decide: it refers to {target}; where that row is the person's, describe its table and write owns");
            return;
        }
    }

    private static void WriteRest(StringBuilder text, IReadOnlyList<LiveTable> live, DraftedTables drafted)
    {
        if (drafted.Tables.Count == 0)
            text.AppendLf("# decide: no field's name tells of a person; describe by hand the table in which one is identified");
        var rest = live.Where(table => !drafted.Contains(table.Name)).Select(table => table.Name).ToList();
        if (rest.Count > 0)
        {
            text.AppendLf(string.Create(
                CultureInfo.InvariantCulture, $"# decide: {rest.Count} tables are left out, since nothing leads to them from a person:"));
        }
        foreach (var name in rest)
            text.AppendLf($"#   {name}");
    }

    // The same file on every machine.
    private static StringBuilder AppendLf(this StringBuilder text, string line) =>
        text.Append(line.ReplaceLineEndings("\n")).Append('\n');
}
