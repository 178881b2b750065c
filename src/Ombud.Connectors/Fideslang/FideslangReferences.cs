using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Fideslang;

/// <summary>Finds what the references of fields lead to, and says how they carry whose the rows are.</summary>
internal sealed class FideslangReferences(FideslangRemarks remarks, IReadOnlyList<DraftTable> tables, IReadOnlySet<string> skipped)
{
    internal void Resolve(IReadOnlyList<DraftDataset> datasets)
    {
        foreach (var table in tables)
        {
            foreach (var field in table.Fields)
            {
                foreach (var stated in field.Stated)
                    Resolve(datasets, table, field, stated);
            }
        }

        foreach (var table in tables)
        {
            foreach (var field in table.Fields.Where(field => field.References.Count > 1))
            {
                remarks.Note(field.At, FideslangRules.ReferencesSeveral,
                    $"of the references of '{field.Name}' only the first is kept; left out: "
                    + string.Join(", ", field.References.Skip(1).Select(other => $"{other.Table}.{other.Field}")));
            }

            CheckOrder(table);
        }
    }

    private void Resolve(IReadOnlyList<DraftDataset> datasets, DraftTable table, DraftField field, DraftReference stated)
    {
        if (datasets.FirstOrDefault(one => one.Key == stated.Dataset) is not { } dataset)
        {
            remarks.Note(stated.At, FideslangRules.ReferenceElsewhere,
                $"the reference of '{table.Name}.{field.Name}' to the dataset '{stated.Dataset}' is left out: "
                + "no way leads from system to system");
            return;
        }

        var (name, targetField) = Target(dataset, stated.Field);
        if (skipped.Contains(name))
        {
            remarks.Note(stated.At, FideslangRules.Skipped,
                $"the reference of '{table.Name}.{field.Name}' to '{name}' is left out with it");
            return;
        }

        if (targetField.Contains('.', StringComparison.Ordinal))
        {
            remarks.Note(stated.At, FideslangRules.Nested,
                $"the reference of '{table.Name}.{field.Name}' to '{name}.{targetField}' is left out: it leads into a nested field");
            return;
        }

        var meaning = Meaning(table, field, stated);
        var target = tables.FirstOrDefault(one => one.Name == name);
        if (table.Ours is null && target != table && IsKeyOf(table, field.Name)
            && target?.Fields.FirstOrDefault(one => one.Name == targetField) is { IsKey: false } other)
        {
            Turn(table, field, stated, target, other);
            return;
        }

        Add(field, new(meaning, name, targetField));
    }

    // A key does not refer to the field that refers to it: said at the key, the reference is meant the other way round.
    private void Turn(DraftTable table, DraftField field, DraftReference stated, DraftTable target, DraftField other)
    {
        var meaning = stated.Direction is "from" ? ReferenceMeaning.Owns : ReferenceMeaning.BelongsTo;
        Add(other, new(meaning, table.Name, field.Name));
        remarks.Note(stated.At, FideslangRules.ReferenceTurned,
            $"'{table.Name}.{field.Name}' is a key, so the reference is taken as one of '{target.Name}.{other.Name}' to it");
    }

    private ReferenceMeaning Meaning(DraftTable table, DraftField field, DraftReference stated)
    {
        if (stated.Direction is "to")
            return ReferenceMeaning.Owns;
        if (stated.Direction is not "from")
        {
            remarks.Note(stated.At, FideslangRules.DirectionMissing,
                $"the reference of '{table.Name}.{field.Name}' says no direction and became 'belongsTo': the row that refers is found from "
                + "the person, and a row that many share is not taken for theirs; write 'owns' where that row is theirs alone");
        }

        return ReferenceMeaning.BelongsTo;
    }

    private static bool IsKeyOf(DraftTable table, string field) =>
        table.Key.Select(key => key.Name).SequenceEqual([field], StringComparer.Ordinal);

    private static void Add(DraftField field, FieldReference reference)
    {
        if (!field.References.Contains(reference))
            field.References.Add(reference);
    }

    // A collection's name may hold a dot, so the collections that there are say where it ends.
    private (string Table, string Field) Target(DraftDataset dataset, string path)
    {
        var known = tables.Where(table => table.Dataset == dataset && path.StartsWith(table.Collection + ".", StringComparison.Ordinal))
            .MaxBy(table => table.Collection.Length);
        var dot = known?.Collection.Length ?? path.IndexOf('.', StringComparison.Ordinal);
        var collection = dot < 0 ? path : path[..dot];
        return (dataset.Schema is null ? collection : $"{dataset.Schema}.{collection}", dot < 0 ? "" : path[(dot + 1)..]);
    }

    private void CheckOrder(DraftTable table)
    {
        foreach (var path in table.EraseAfter)
        {
            var before = tables.FirstOrDefault(one => path == $"{one.Dataset.Key}.{one.Collection}");
            if (before is null || !RefersTo(before, table))
            {
                remarks.Note(table.At, FideslangRules.OrderNotCarried,
                    $"that '{table.Name}' is erased after '{path}' is not carried: the order follows "
                    + "from what refers to what, and nothing there refers to it");
            }
        }

    }

    private static bool RefersTo(DraftTable one, DraftTable other) =>
        one.Fields.Any(field => field.References.Exists(reference => reference.Table == other.Name)
            || (field.Ours?.Text("refersTo") is { } text && text.StartsWith(other.Name + ".", StringComparison.Ordinal)));
}
