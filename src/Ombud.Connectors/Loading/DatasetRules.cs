using Ombud.Policies.Loading;

namespace Ombud.Connectors.Loading;

/// <summary>
/// The rules of a dataset file beyond those of every YAML file that is read, which are the <see cref="PackRules"/> of files,
/// keys and values; the table in <c>docs/dataset-format.md</c> is made from them.
/// </summary>
public static class DatasetRules
{
    private static readonly List<PackRule> Registered = [];

    /// <summary>All rules, in the order of the reference.</summary>
    public static IReadOnlyList<PackRule> All => Registered;

    internal static PackRule FolderMissing { get; } = Rule("dataset-folder-missing",
        "The folder of the dataset files exists and can be read.");
    internal static PackRule FileName { get; } = Rule("dataset-file-name",
        "A dataset file's name ends in .yaml: one that ends in .yml is not passed over without a word.");
    internal static PackRule SystemDuplicate { get; } = Rule("system-duplicate",
        "A system's id stands in one file only.");
    internal static PackRule NameForm { get; } = Rule("name-form",
        "A name of a table or field is letters, digits, spaces within and _ $ # -, at most 128; a table may have its schema before a dot.");
    internal static PackRule ConnectionSecret { get; } = Rule("connection-secret",
        "The connection is the name of a setting; a connection string stands in no dataset file.");
    internal static PackRule ConnectionForm { get; } = Rule("connection-form",
        "The name of a connection is letters, digits, - and _, beginning with a letter.");
    internal static PackRule ControllerUnknown { get; } = Rule("controller-unknown",
        "The controller is a company of the pack.");
    internal static PackRule SubjectUnknown { get; } = Rule("subject-unknown",
        "A kind of person whose data a system holds is one of the pack's.");
    internal static PackRule CategoryUnknown { get; } = Rule("category-unknown",
        "A category is one of the pack's.");

    internal static PackRule HoldsUnknown { get; } = Rule("holds-unknown",
        "What a field holds is a field of one of the pack's forms.");
    internal static PackRule HoldsLeading { get; } = Rule("holds-leading",
        "A field of the key, one that identifies and one that refers holds nothing that is corrected: by them the rows are found.");

    internal static PackRule TableDuplicate { get; } = Rule("table-duplicate",
        "A table is described once.");
    internal static PackRule FieldDuplicate { get; } = Rule("field-duplicate",
        "A field stands once in its table.");
    internal static PackRule KeyNotListed { get; } = Rule("key-not-listed",
        "Every field of a table's key is listed among its fields.");
    internal static PackRule ReferenceForm { get; } = Rule("reference-form",
        "A reference is table.field or schema.table.field.");
    internal static PackRule ReferenceTwice { get; } = Rule("reference-twice",
        "A field has one of belongsTo, owns and refersTo.");
    internal static PackRule ReferenceToItself { get; } = Rule("reference-to-itself",
        "A field does not refer to itself; another field of the same table is fine.");
    internal static PackRule ReferenceDangling { get; } = Rule("dataset-reference-dangling",
        "What a field refers to is described in the same file.");
    internal static PackRule NobodyIdentified { get; } = Rule("nobody-identified",
        "A system has a field that identifies a person.");
    internal static PackRule TableUnreachable { get; } = Rule("table-unreachable",
        "A table identifies people or is led to from one that does, by belongsTo or owns.");
    internal static PackRule OrderCircular { get; } = Rule("order-circular",
        "Tables do not refer to each other in a circle, since their rows could be deleted in no order; a table may refer to itself.");

    internal static PackRule EraseOutsideFields { get; } = Rule("erase-outside-fields",
        "A field says 'erase' only where its table says 'erase: fields'.");
    internal static PackRule EraseOfKey { get; } = Rule("erase-of-key",
        "A field of the key is never overwritten: by it the row is found again.");
    internal static PackRule EraseNothing { get; } = Rule("erase-nothing",
        "A table with 'erase: fields' has a field that changes.");
    internal static PackRule BecauseMissing { get; } = Rule("because-missing",
        "A table with 'erase: keep' says because of what its rows stay.");
    internal static PackRule BecauseSuperfluous { get; } = Rule("because-superfluous",
        "A table whose rows are deleted has no 'because': nothing stays.");
    internal static PackRule PersonalStays { get; } = Rule("personal-stays",
        "Where a field with a category stays in a row that stays, the table says because of what.");
    internal static PackRule IdentifierStays { get; } = Rule("identifier-stays",
        "Where a field that identifies somebody stays readable in a row that stays, the table says because of what.");

    internal static PackRule CallsElsewhere { get; } = Rule("calls-elsewhere",
        "Calls, under 'http', stand where the kind is http, and there they must.");
    internal static PackRule CallVerb { get; } = Rule("call-verb",
        "A call says one of the words of HTTP that it may be, with its path: rows are found by get or post, deleted by delete or post, "
        + "overwritten by patch, put or post.");
    internal static PackRule CallPath { get; } = Rule("call-path",
        "A call's path begins with one slash, and has no host, no dots for a segment, and nothing that would have to be escaped.");
    internal static PackRule CallBody { get; } = Rule("call-body",
        "The body of a post is a JSON object in which a place is a whole text, as in {\"email\": \"{value}\"}.");
    internal static PackRule CallPlace { get; } = Rule("call-place",
        "A call has places for what it is about: {value} (in a body also {values}) where rows are found, {key} or {key.field} where one "
        + "goes or changes; {table} anywhere, {field} where rows are found.");
    internal static PackRule CallPointer { get; } = Rule("call-pointer",
        "Where rows, a link or a cursor stand in an answer is said by a JSON pointer, such as /data/items.");
    internal static PackRule CallNext { get; } = Rule("call-next",
        "The next page is come by in one way: link, cursor with parameter, or page with parameter.");
    internal static PackRule CallField { get; } = Rule("call-field",
        "The fields that a table's own call finds by are fields of the table.");
    internal static PackRule CallMissing { get; } = Rule("call-missing",
        "There is a call for each field by which rows are asked for, and for what erasing does to a table.");

    internal static PackRule ManualElsewhere { get; } = Rule("manual-elsewhere",
        "What people are asked, under 'manual', stands where the kind is manual, and there it must, without connection and tables.");
    internal static PackRule ManualTell { get; } = Rule("manual-tell",
        "What a letter may tell is said only where a letter is written.");

    internal static PackRule RetentionFrom { get; } = Rule("retention-from",
        "The time that rows are kept runs from a field that is listed in their table.");
    internal static PackRule RetentionOfWhatStays { get; } = Rule("retention-of-what-stays",
        "A table with 'erase: keep' has no 'retention': its rows never end.");

    internal static PackRule RestrictingField { get; } = Rule("restricting-field",
        "The mark of restricted rows is a field that is listed in their table, none of the key, none that identifies, refers or holds "
        + "what is corrected.");
    internal static PackRule RestrictingValues { get; } = Rule("restricting-values",
        "What marks a restricted row is something, and not what stands there otherwise.");
    internal static PackRule RestrictingCalls { get; } = Rule("restricting-calls",
        "Over HTTP a table with 'restricting' is marked by 'restrict' and 'lift', both of them, or by 'overwrite'; a table of whose mark "
        + "nothing is said has neither of the two.");

    private static PackRule Rule(string code, string says)
    {
        var rule = new PackRule(code, says);
        Registered.Add(rule);
        return rule;
    }
}
