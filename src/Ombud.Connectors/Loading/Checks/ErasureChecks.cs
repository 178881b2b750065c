using Ombud.Connectors.Describing;
using Ombud.Policies.Loading;

namespace Ombud.Connectors.Loading.Checks;

/// <summary>Fields say what becomes of them exactly where their rows stay and may change.</summary>
internal sealed class FieldsAreErasedWhereRowsStay : IDatasetCheck
{
    public void Run(DatasetContext check)
    {
        foreach (var table in check.System.Tables.Where(table => check.IsSound(table.At, "erase")))
        {
            foreach (var field in table.Fields.Where(field => field.Erase is not FieldErasure.Keep))
                Field(check, table, field);

            if (table.Erase is TableErasure.Fields && table.Fields.Count > 0 && check.IsSound(table.At, "fields")
                && table.Fields.All(field => field.Erase is FieldErasure.Keep))
            {
                check.Add(table.At, "erase", DatasetRules.EraseNothing,
                    "no field changes; write 'erase: null' or 'erase: anonymise' at those that do, or 'erase: keep' here");
            }
        }
    }

    private static void Field(DatasetContext check, TableDescription table, FieldDescription field)
    {
        if (table.Erase is not TableErasure.Fields)
        {
            check.Add(field.At, "erase", DatasetRules.EraseOutsideFields,
                $"'{table.Name}' says 'erase: {DatasetWords.TableErasures.Word(table.Erase)}'; "
                + "write 'erase: fields' there or leave it out here");
        }
        else if (table.Key.Holds(field.Name))
        {
            check.Add(field.At, "erase", DatasetRules.EraseOfKey, "a field of the key is not overwritten; leave 'erase' out");
        }
    }
}

/// <summary>Whatever stays of a person stays for a reason that is written down.</summary>
internal sealed class WhatStaysIsExplained : IDatasetCheck
{
    public void Run(DatasetContext check)
    {
        foreach (var table in check.System.Tables.Where(table => check.IsSound(table.At, "erase") && check.IsSound(table.At, "because")))
        {
            if (table.Erase is TableErasure.Delete && table.Because is not null)
            {
                check.Add(table.At, "because", DatasetRules.BecauseSuperfluous,
                    "the rows are deleted, so nothing stays; leave 'because' out");
            }
            else if (table.Erase is TableErasure.Keep && table.Because is null)
            {
                check.Add(table.At, "erase", DatasetRules.BecauseMissing,
                    "the rows stay; write 'because' with the law or the ground on which they do");
            }
            else if (table.Erase is TableErasure.Fields && table.Because is null)
            {
                foreach (var field in table.Fields.Where(field => field.Erase is FieldErasure.Keep && check.IsSound(field.At, "erase")))
                    Staying(check, table, field);
            }
        }
    }

    private static void Staying(DatasetContext check, TableDescription table, FieldDescription field)
    {
        if (field.Identifies is { } kind)
        {
            check.Add(field.At, "field", DatasetRules.IdentifierStays,
                $"'{field.Name}' stays and still tells whose the row is, by {DatasetWords.Identifiers.Word(kind)}; "
                + $"write 'erase: null' or 'erase: anonymise' here, or 'because' at '{table.Name}'");
        }
        else if (field.Category is not null)
        {
            check.Add(field.At, "field", DatasetRules.PersonalStays,
                $"'{field.Name}' is personal and stays; write 'erase: null' or 'erase: anonymise' here, or 'because' at '{table.Name}'");
        }
    }
}
