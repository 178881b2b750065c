using System.Globalization;
using Ombud.Connectors.Describing;
using Ombud.Connectors.Loading;

namespace Ombud.Connectors.Fideslang;

/// <summary>
/// Makes tables of what was read. Where a file says nothing of ours, erasing follows from what fides would do: a collection that
/// it deletes is deleted, any other keeps its rows and loses what is personal in them.
/// </summary>
internal static class FideslangTables
{
    internal static TableDescription Describe(DraftTable table, string? because)
    {
        var fields = table.Fields.Select(field => Field(table, field)).ToList();
        var erase = table.Ours?.Text("erase") is { } word && DatasetWords.TableErasures.Find(word) is { } said ? said
            : table.IsDeleted ? TableErasure.Delete
            : fields.Exists(field => field.Erase is not FieldErasure.Keep) ? TableErasure.Fields
            : TableErasure.Keep;
        if (erase is not TableErasure.Fields)
            fields = [.. fields.Select(field => field with { Erase = FieldErasure.Keep })];

        return new()
        {
            At = table.At,
            Name = table.Name,
            Key = table.Ours?.Words("key") is { Count: > 0 } key ? key : [.. table.Key.Select(field => field.Name)],
            Fields = fields,
            Erase = erase,
            Retention = Retention(table.Ours?.Child("retention")),
            Restricting = Restricting(table.Ours?.Child("restricting")),
            Because = table.Ours is { } ours ? ours.Text("because") : SomethingStays(erase, fields) ? because : null,
        };
    }

    private static RetentionDescription? Retention(FideslangNode? ours) =>
        ours?.Text("from") is { } from && int.TryParse(ours.Text("months"), NumberStyles.None, CultureInfo.InvariantCulture, out var months)
            ? new() { At = ours.At, From = from, Months = months } : null;

    private static RestrictingDescription? Restricting(FideslangNode? ours) => ours?.Text("field") is { } field
        ? new() { At = ours.At, Field = field, To = ours.Mark("to"), Back = ours.Mark("back") } : null;

    private static bool SomethingStays(TableErasure erase, List<FieldDescription> fields) => erase is TableErasure.Keep
        || (erase is TableErasure.Fields && fields.Exists(field => field.Erase is FieldErasure.Keep && IsPersonal(field)));

    private static bool IsPersonal(FieldDescription field) => field.Category is not null || field.Identifies is not null;

    private static FieldDescription Field(DraftTable table, DraftField field)
    {
        var described = new FieldDescription
        {
            At = field.At,
            Name = field.Name,
            Category = field.Category,
            Identifies = field.Identifies,
            Holds = field.Ours?.Text("holds"),
            Reference = field.Ours?.Text("refersTo") is { } text && DatasetWords.Reference(text) is { } target
                ? new(ReferenceMeaning.RefersTo, target.Table, target.Field)
                : field.References.Count > 0 ? field.References[0] : null,
        };
        return described with { Erase = Erase(table, field, described) };
    }

    private static FieldErasure Erase(DraftTable table, DraftField field, FieldDescription described)
    {
        if (field.IsKey || (table.Ours is null && field.IsReadOnly))
            return FieldErasure.Keep;
        if (field.Masking is { } masking)
            return masking;
        if (table.Ours is not null || described.Reference is not null || !IsPersonal(described))
            return FieldErasure.Keep;

        // A field that holds others is no text; nothing is the one value that it can surely have.
        return field.HoldsFields ? FieldErasure.Null : FieldErasure.Anonymise;
    }
}
