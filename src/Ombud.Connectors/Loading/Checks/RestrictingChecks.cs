using Ombud.Connectors.Describing;
using Ombud.Policies.Loading;

namespace Ombud.Connectors.Loading.Checks;

/// <summary>What marks restricted rows can be set, seen and taken away without anything being lost.</summary>
internal sealed class MarksCanBeSet : IDatasetCheck
{
    public void Run(DatasetContext check)
    {
        foreach (var table in check.System.Tables)
        {
            if (table.Restricting is { } mark)
            {
                Field(check, table, mark);
                if (check.IsSound(mark.At, "to") && check.IsSound(mark.At, "back") && (mark.To is null || Equals(mark.To, mark.Back)))
                {
                    check.Add(mark.At, "to", DatasetRules.RestrictingValues,
                        "this is what stands there anyway; write what marks a restricted row, and at 'back' what does not");
                }
            }

            if (check.System is { Kind: SystemKind.Http, Http: { } http } && check.IsSound(check.System.At, "http")
                && check.IsSound(table.At, "http") && check.IsSound(table.At, "restricting"))
                Calls(check, table, http.Calls);
        }
    }

    private static void Field(DatasetContext check, TableDescription table, RestrictingDescription mark)
    {
        if (mark.Field.Length == 0 || !check.IsSound(table.At, "fields"))
            return;

        var names = table.Fields.Select(field => field.Name).ToList();
        if (table.Fields.FirstOrDefault(field => field.Name == mark.Field) is not { } field)
        {
            check.Add(mark.At, "field", DatasetRules.RestrictingField,
                $"'{mark.Field}' is no field of '{table.Name}'{Suggestion.For(mark.Field, names, "; list it under 'fields'")}");
        }
        else if (table.Key.Holds(field.Name) || field is { Identifies: not null } or { Reference: not null } or { Holds: not null })
        {
            check.Add(mark.At, "field", DatasetRules.RestrictingField,
                $"by '{field.Name}' rows are found, or it holds what is corrected; name a field that marks and does nothing else");
        }
    }

    private static void Calls(DatasetContext check, TableDescription table, HttpCalls calls)
    {
        var (restrict, lift) = (table.Http?.Restrict ?? calls.Restrict, table.Http?.Lift ?? calls.Lift);
        if (table.Restricting is null)
        {
            if ((table.Http?.Restrict ?? table.Http?.Lift) is not null)
            {
                check.Add(table.At, "http", DatasetRules.RestrictingCalls,
                    $"nothing says how it is seen that a row of '{table.Name}' is restricted; write 'restricting' with its field there");
            }
        }
        else if (restrict is null != lift is null)
        {
            var missing = restrict is null ? "restrict" : "lift";
            check.Add(table.At, "restricting", DatasetRules.RestrictingCalls,
                $"one of the two calls is missing; add '{missing}' under 'http'");
        }
        else if (restrict is null && (table.Http?.Overwrite ?? calls.Overwrite) is null)
        {
            check.Add(table.At, "restricting", DatasetRules.RestrictingCalls,
                "no call sets the mark; add 'restrict' and 'lift', or 'overwrite', under 'http'");
        }
    }
}
