using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Loading;

namespace Ombud.Connectors.Discovering;

/// <summary>
/// The tables that a draft describes: those with a field that may identify somebody, and those that refer to such by one field,
/// and so on. What has a name that no dataset file can hold is left out, and with it whatever only it would lead to.
/// </summary>
internal sealed class DraftedTables
{
    private readonly Dictionary<string, int> _places;
    private readonly Dictionary<(string Table, string Field), DraftedReference> _references = [];
    private readonly Dictionary<string, HashSet<string>> _leads = new(StringComparer.Ordinal);

    private DraftedTables(IReadOnlyList<LiveTable> tables)
    {
        Tables = tables;
        _places = tables.Select((table, place) => (table.Name, place))
            .ToDictionary(pair => pair.Name, pair => pair.place, StringComparer.Ordinal);
        Lead(towardsPerson: true);
        Lead(towardsPerson: false);
    }

    /// <summary>Nearest to a person first.</summary>
    internal IReadOnlyList<LiveTable> Tables { get; }

    internal static DraftedTables Of(IReadOnlyList<LiveTable> live)
    {
        var speakable = live.Where(table => DatasetWords.IsTableName(table.Name)).ToList();
        var drafted = speakable.Where(table => Fields(table).Any(
            field => !IsLink(table, field.Name) && NameHints.IdentifierOf(field) is not null)).ToList();
        var names = drafted.Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < drafted.Count; i++)
        {
            var target = drafted[i];
            drafted.AddRange(speakable.Where(table => table.References.Any(reference => Reaches(reference, table, target))
                && names.Add(table.Name)));
        }

        return new(drafted);
    }

    internal bool Contains(string table) => _places.ContainsKey(table);

    /// <summary>The fields of a table that a dataset file can hold.</summary>
    internal static IEnumerable<LiveField> Fields(LiveTable table) => table.Fields.Where(field => DatasetWords.IsFieldName(field.Name));

    /// <summary>Where a field leads among the drafted tables; null where it leads to none of them.</summary>
    internal DraftedReference? Reference(LiveTable table, string field) => _references.GetValueOrDefault((table.Name, field));

    /// <summary>Whether a field leads elsewhere, so that its name tells of a row and not of a person.</summary>
    internal static bool IsLink(LiveTable table, string field) =>
        table.References.Any(reference => reference.Fields.Contains(field, StringComparer.Ordinal));

    /// <summary>
    /// The name that tells what a field holds: its own, or that of the field it leads to, whose values it repeats.
    /// </summary>
    internal static string Telling(LiveTable table, string field)
    {
        foreach (var reference in table.References)
        {
            for (var i = 0; i < reference.Fields.Count; i++)
            {
                if (reference.Fields[i] == field)
                    return reference.TargetFields[i];
            }
        }

        return field;
    }

    // A dataset file has references of one field to one field.
    private static bool Reaches(LiveReference reference, LiveTable table, LiveTable target) =>
        reference is { Fields: [var field], TargetFields: [var targetField] } && reference.Table == target.Name
        && Fields(table).Any(one => one.Name == field) && Fields(target).Any(one => one.Name == targetField)
        && (table.Name != target.Name || field != targetField);

    // References towards a person make no circle. Of the others each is kept that makes none, so that the draft can be loaded.
    private void Lead(bool towardsPerson)
    {
        foreach (var table in Tables)
        {
            foreach (var field in Fields(table))
            {
                if (Nearest(table, field.Name) is not { } reference || Comes(reference.Table, before: table.Name) != towardsPerson)
                    continue;

                var goesRound = reference.Table != table.Name && Leads(reference.Table, table.Name);
                if (!goesRound && reference.Table != table.Name)
                    From(table.Name).Add(reference.Table);
                // A second way to the same table may lead to somebody else: of a message's sender and receiver one is another person.
                var isFirst = !Fields(table).TakeWhile(other => other.Name != field.Name)
                    .Any(other => Reference(table, other.Name)?.Table == reference.Table);
                ReferenceMeaning? meaning = goesRound ? null
                    : towardsPerson && isFirst ? ReferenceMeaning.BelongsTo : ReferenceMeaning.RefersTo;
                _references[(table.Name, field.Name)] = new(reference.Table, reference.TargetFields[0], meaning);
            }
        }
    }

    private LiveReference? Nearest(LiveTable table, string field) => table.References
        .Where(reference => reference.Fields is [var only] && only == field
            && _places.TryGetValue(reference.Table, out var place) && Reaches(reference, table, Tables[place]))
        .MinBy(reference => _places[reference.Table]);

    private bool Comes(string table, string before) => _places[table] < _places[before];

    private bool Leads(string from, string to)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { from };
        var waiting = new Queue<string>(seen);
        while (waiting.TryDequeue(out var name))
        {
            if (name == to)
                return true;
            foreach (var next in From(name).Where(seen.Add))
                waiting.Enqueue(next);
        }

        return false;
    }

    private HashSet<string> From(string table) =>
        _leads.TryGetValue(table, out var targets) ? targets : _leads[table] = new(StringComparer.Ordinal);
}

/// <summary>A reference within a draft.</summary>
/// <param name="Meaning">What it is taken for; null where it would close a circle, which no dataset file may have.</param>
internal sealed record DraftedReference(string Table, string Field, ReferenceMeaning? Meaning);
