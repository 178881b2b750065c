using Ombud.Connectors.Describing;
using Ombud.Connectors.Loading;
using Ombud.Policies.Loading;

namespace Ombud.Connectors.Fideslang;

/// <summary>Reads the collections of datasets, each by itself.</summary>
internal sealed class FideslangCollections(FideslangRemarks remarks, IReadOnlyDictionary<string, FideslangNode> ours)
{
    /// <summary>The tables that fides skips, by name.</summary>
    internal HashSet<string> Skipped { get; } = new(StringComparer.Ordinal);

    internal IReadOnlyList<DraftTable> Read(DraftDataset dataset)
    {
        var inherited = dataset.Node.Words("data_categories");
        return [.. dataset.Node.List("collections").Select(node => Table(dataset, node, inherited)).OfType<DraftTable>()];
    }

    private DraftTable? Table(DraftDataset dataset, FideslangNode node, IReadOnlyList<string> inherited)
    {
        var collection = node.Text("name") ?? "";
        var name = dataset.Schema is null ? collection : $"{dataset.Schema}.{collection}";
        if (!DatasetWords.IsTableName(name))
            remarks.Error(node.At, DatasetRules.NameForm, "the collection has no name that a table can have");

        var meta = node.Meta();
        if (meta?.Flag("skip_processing") is true)
        {
            Skipped.Add(name);
            remarks.Note(node.At, FideslangRules.Skipped,
                $"fides skips '{name}', so it is left out; describe it where it holds data of people");
            return null;
        }

        var mine = ours.GetValueOrDefault(name);
        var own = Owns(mine);
        var categories = node.Words("data_categories");
        var table = new DraftTable
        {
            Dataset = dataset,
            Collection = collection,
            Name = name,
            At = node.At,
            Ours = mine,
            IsDeleted = IsDeleted(meta),
            EraseAfter = meta?.Words("erase_after") ?? [],
            Fields = [.. node.List("fields").Select(field => Field(field, own, categories.Count > 0 ? categories : inherited))],
        };
        if (table.Fields.Count == 0)
            remarks.Error(node.At, PackRules.ValueEmpty, $"'{name}' has no fields; list them");
        else if (!table.Key.Any())
        {
            remarks.Error(node.At, FideslangRules.KeyMissing,
                $"no field of '{name}' is marked primary_key; mark those that tell a row from every other");
        }

        meta?.Done();
        node.Done();
        return table;
    }

    private static Dictionary<string, FideslangNode> Owns(FideslangNode? ours)
    {
        var fields = new Dictionary<string, FideslangNode>(StringComparer.Ordinal);
        foreach (var node in ours?.List("fields") ?? [])
            fields.TryAdd(node.Text("field") ?? "", node);
        return fields;
    }

    private bool IsDeleted(FideslangNode? meta)
    {
        if (meta?.Child("masking_strategy_override") is not { } masking)
            return false;

        var strategy = masking.Text("strategy");
        if (strategy is "delete")
            return true;

        remarks.Note(masking.At, FideslangRules.MaskingChanged, $"the strategy '{strategy}' of a collection is unknown and left out");
        return false;
    }

    private DraftField Field(FideslangNode node, Dictionary<string, FideslangNode> ours, IReadOnlyList<string> inherited)
    {
        var name = node.Text("name") ?? "";
        if (!DatasetWords.IsFieldName(name))
            remarks.Error(node.At, DatasetRules.NameForm, "the field has no name that a field can have");

        var meta = node.Meta();
        var isKey = meta?.Flag("primary_key") is true;
        var nested = node.List("fields");
        var stated = meta?.List("references").Select(Reference).ToList() ?? [];
        var mine = ours.GetValueOrDefault(name);
        var field = new DraftField
        {
            Name = name,
            At = node.At,
            Ours = mine,
            IsKey = isKey,
            IsReadOnly = meta?.Flag("read_only") is true,
            HoldsFields = nested.Count > 0,
            Identifies = Identity(meta),
            Category = mine?.Text("category"),
            Masking = Masking(name, isKey, meta),
            Stated = stated,
        };
        var said = node.Words("data_categories");
        if (said.Count == 0)
            said = nested.Count > 0 ? Below(nested) : isKey || stated.Count > 0 ? [] : inherited;
        field.Category ??= Category(node, said);
        if (nested.Count > 0)
        {
            remarks.Note(nested[0].At, FideslangRules.Nested,
                $"what lies nested in '{name}' is not told apart: the field is read and erased as a whole");
        }

        meta?.Done();
        node.Done();
        return field;
    }

    private static List<string> Below(IReadOnlyList<FideslangNode> nested) =>
        [.. nested.SelectMany(node => node.Words("data_categories").Concat(Below(node.List("fields"))))];

    private string? Category(FideslangNode node, IReadOnlyList<string> words)
    {
        var found = new List<string>();
        foreach (var word in words)
        {
            if (!FideslangWords.TryFind(word, out var category))
            {
                remarks.Error(node.Place("data_categories"), FideslangRules.CategoryUnknown,
                    $"'{word}' is translated to no category"
                    + Suggestion.For(word, FideslangWords.Known, "; name a narrower or a known one"));
            }
            else if (category is not null && !found.Holds(category))
            {
                found.Add(category);
            }
        }

        if (found.Count > 1)
        {
            remarks.Note(node.Place("data_categories"), FideslangRules.CategoriesSeveral,
                $"the field is of '{found[0]}' and no longer of {string.Join(", ", found.Skip(1))}: it has one category");
        }

        return found.Count > 0 ? found[0] : null;
    }

    private IdentifierKind? Identity(FideslangNode? meta)
    {
        if (meta?.Text("identity") is not { } identity)
            return null;

        var kind = FideslangWords.Identity(identity);
        if (kind is null)
        {
            remarks.Note(meta.Place("identity"), FideslangRules.IdentityUnknown,
                $"nobody is found by '{identity}': people are known by e-mail address, telephone number or account");
        }

        return kind;
    }

    private FieldErasure? Masking(string name, bool isKey, FideslangNode? meta)
    {
        if (meta?.Child("masking_strategy_override") is not { } masking)
            return null;

        var strategy = masking.Text("strategy") ?? "";
        var settings = masking.Child("configuration");
        var erasure = FideslangWords.Masking(strategy) ?? FieldErasure.Anonymise;
        if (isKey)
            remarks.Note(masking.At, FideslangRules.MaskingChanged, $"'{name}' is of the key and stays: by it the row is found again");
        else if (settings is not null || strategy is not ("null_rewrite" or "random_string_rewrite"))
        {
            remarks.Note(masking.At, FideslangRules.MaskingChanged,
                $"the strategy '{strategy}' and its settings became '{DatasetWords.FieldErasures.Word(erasure)}'");
        }

        masking.Done();
        return erasure;
    }

    private DraftReference Reference(FideslangNode node)
    {
        var reference = new DraftReference(node.At, node.Text("dataset") ?? "", node.Text("field") ?? "", node.Text("direction"));
        node.Done();
        return reference;
    }
}
