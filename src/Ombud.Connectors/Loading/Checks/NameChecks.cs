using Ombud.Connectors.Describing;
using Ombud.Policies.Loading;

namespace Ombud.Connectors.Loading.Checks;

/// <summary>The controller, the kinds of person and the categories are the pack's.</summary>
internal sealed class WorldIsKnown : IDatasetCheck
{
    public void Run(DatasetContext check)
    {
        if (check.World is not { } world)
            return;

        var controller = check.System.Controller;
        if (controller.Length > 0 && !world.Controllers.Contains(controller))
        {
            check.Add(check.System.At, "controller", DatasetRules.ControllerUnknown,
                $"the pack has no company '{controller}'{Suggestion.For(controller, world.Controllers)}");
        }

        Subjects(check, world);
        foreach (var field in check.System.Tables.SelectMany(table => table.Fields))
        {
            if (field.Category is { Length: > 0 } category && !world.Categories.Contains(category))
            {
                check.Add(field.At, "category", DatasetRules.CategoryUnknown,
                    $"the pack has no category '{category}'{Suggestion.For(category, world.Categories)}");
            }
            if (field.Holds is { Length: > 0 } holds && world.FormFields is { } known && !known.Contains(holds))
            {
                check.Add(field.At, "holds", DatasetRules.HoldsUnknown,
                    $"no form of the pack has a field '{holds}'{Suggestion.For(holds, known)}");
            }
        }
    }

    private static void Subjects(DatasetContext check, DatasetWorld world)
    {
        var subjects = check.System.Subjects;
        for (var i = 0; i < subjects.Count; i++)
        {
            if (subjects[i].Length > 0 && !world.SubjectKinds.Contains(subjects[i]))
            {
                check.Add(check.System.At, "subjects", i, DatasetRules.SubjectUnknown,
                    $"the pack has no kind of person '{subjects[i]}'{Suggestion.For(subjects[i], world.SubjectKinds)}");
            }
        }
    }
}

/// <summary>Tables and the fields of a table have names of their own.</summary>
internal sealed class NamesStandOnce : IDatasetCheck
{
    public void Run(DatasetContext check)
    {
        var tables = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in check.System.Tables)
        {
            if (table.Name.Length > 0 && !tables.Add(table.Name))
                check.Add(table.At, "table", DatasetRules.TableDuplicate, $"'{table.Name}' is described already; put both together");
            Fields(check, table);
        }
    }

    private static void Fields(DatasetContext check, TableDescription table)
    {
        var fields = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in table.Fields)
        {
            if (field.Name.Length > 0 && !fields.Add(field.Name))
                check.Add(field.At, "field", DatasetRules.FieldDuplicate, $"'{field.Name}' stands already in '{table.Name}'; keep one");
        }
    }
}

/// <summary>A key is made of fields that are read.</summary>
internal sealed class KeysAreListed : IDatasetCheck
{
    public void Run(DatasetContext check)
    {
        foreach (var table in check.System.Tables.Where(table => check.IsSound(table.At, "fields")))
        {
            var names = table.Fields.Select(field => field.Name).ToList();
            for (var i = 0; i < table.Key.Count; i++)
            {
                var key = table.Key[i];
                if (!names.Holds(key))
                {
                    check.Add(table.At, "key", i, DatasetRules.KeyNotListed,
                        $"'{key}' is no field of '{table.Name}'{Suggestion.For(key, names, "; list it under 'fields'")}");
                }
            }
        }
    }
}
