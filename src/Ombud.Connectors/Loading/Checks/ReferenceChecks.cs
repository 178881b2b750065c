using Ombud.Connectors.Describing;
using Ombud.Connectors.Following;
using Ombud.Policies.Loading;

namespace Ombud.Connectors.Loading.Checks;

/// <summary>What fields refer to is described.</summary>
internal sealed class ReferencesResolve : IDatasetCheck
{
    private static readonly string[] Leading = ["field", "identifies", .. DatasetWords.Meanings.Select(one => one.Word)];

    public void Run(DatasetContext check)
    {
        if (!check.IsSound(check.System.At, "tables"))
            check.Break();

        foreach (var table in check.System.Tables)
        {
            if (!check.IsSound(table.At, "table"))
                check.Break();
            foreach (var field in table.Fields.Where(field => field.Name.Length > 0))
            {
                if (Array.Exists(Leading, key => !check.IsSound(field.At, key)))
                    check.Break();
                if (field.Reference is { } reference)
                    Check(check, table, field, reference);
            }
        }
    }

    private static void Check(DatasetContext check, TableDescription table, FieldDescription field, FieldReference reference)
    {
        var key = DatasetWords.Meanings.Word(reference.Meaning);
        if (reference.Table == table.Name && reference.Field == field.Name)
        {
            check.Break();
            check.Add(field.At, key, DatasetRules.ReferenceToItself, "the field refers to itself; leave it out or name another field");
        }
        else if (check.Table(reference.Table) is not { } target)
        {
            var otherwise = reference.Meaning is ReferenceMeaning.RefersTo
                ? "; describe it, or leave the reference out where its rows are nobody's"
                : "; describe it or leave the reference out";
            check.Break();
            check.Add(field.At, key, DatasetRules.ReferenceDangling,
                $"no table '{reference.Table}' is described{Suggestion.For(reference.Table, check.TableNames, otherwise)}");
        }
        else if (target.Fields.All(one => one.Name != reference.Field))
        {
            var names = target.Fields.Select(one => one.Name);
            check.Break();
            check.Add(field.At, key, DatasetRules.ReferenceDangling,
                $"'{target.Name}' has no field '{reference.Field}'{Suggestion.For(reference.Field, names, "; list it there")}");
        }
    }
}

/// <summary>Somebody is found, and from them every table.</summary>
internal sealed class PeopleAreReached : IDatasetCheck
{
    public void Run(DatasetContext check)
    {
        if (!check.IsWhole || check.System.Kind is SystemKind.Manual)
            return;

        if (!check.System.Tables.Any(table => table.Fields.Any(field => field.Identifies is not null)))
        {
            check.Add(check.System.At, "tables", DatasetRules.NobodyIdentified,
                "nobody is found in this system; write 'identifies: email', 'phone' or 'account' at the field that tells whose a row is");
            return;
        }

        var reached = PlanSystem.Reached(check.System);
        foreach (var table in check.System.Tables.Where(table => !reached.Contains(table.Name)))
        {
            check.Add(table.At, "table", DatasetRules.TableUnreachable,
                $"no way leads to '{table.Name}'; write 'belongsTo' at its field that refers to a person's table, 'owns' at a field "
                + "that refers to it, 'identifies' at a field of its own, or leave the table out where it holds nobody's data");
        }
    }
}

/// <summary>There is an order in which no row that goes is referred to by one that is still there.</summary>
internal sealed class RowsCanGoInOrder : IDatasetCheck
{
    public void Run(DatasetContext check)
    {
        if (!check.IsWhole)
            return;

        foreach (var circle in PlanSystem.Order(check.System).Circles)
        {
            var first = circle[0];
            var next = circle[1].Name;
            var field = first.Fields.First(one => one.Reference?.Table == next);
            check.Add(field.At, DatasetWords.Meanings.Word(field.Reference!.Meaning), DatasetRules.OrderCircular,
                $"{string.Join(" refers to ", circle.Select(table => $"'{table.Name}'"))} refers to '{first.Name}' again; "
                + "leave out one of these references that the system does not enforce");
        }
    }
}
