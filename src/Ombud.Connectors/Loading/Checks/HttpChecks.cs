using Ombud.Connectors.Describing;
using Ombud.Connectors.Http;
using Ombud.Policies.Loading;

namespace Ombud.Connectors.Loading.Checks;

/// <summary>A system that is asked over HTTP has a call for all that is asked of it, and no other system has any.</summary>
internal sealed class CallsAreSaid : IDatasetCheck
{
    public void Run(DatasetContext check)
    {
        var system = check.System;
        if (!check.IsSound(system.At, "kind") || system.Title.Length == 0)
            return;
        if (system.Kind is not SystemKind.Http)
        {
            Elsewhere(check);
            return;
        }

        if (system.Http is null)
        {
            if (check.IsSound(system.At, "http"))
            {
                check.Add(system.At, "kind", DatasetRules.CallsElsewhere,
                    "nothing says how the system is asked; write 'http' with its calls, if only 'http: {}' where each table has its own");
            }

            return;
        }

        foreach (var table in system.Tables)
            Table(check, table);
    }

    private static void Elsewhere(DatasetContext check)
    {
        const string Superfluous = "calls are for the kind http; leave them out, or correct the kind";
        if (check.System.Http is not null)
            check.Add(check.System.At, "http", DatasetRules.CallsElsewhere, Superfluous);
        foreach (var table in check.System.Tables.Where(table => table.Http is not null))
            check.Add(table.At, "http", DatasetRules.CallsElsewhere, Superfluous);
    }

    private static void Table(DatasetContext check, TableDescription table)
    {
        var calls = check.System.Http!.Calls;
        if (check.IsSound(check.System.At, "http") && check.IsSound(table.At, "http"))
        {
            var find = (table.Http?.Find ?? []).Concat(calls.Find).ToList();
            foreach (var field in table.Fields.Where(field => field.Name.Length > 0 && IsAsked(check.System, table, field)))
            {
                if (!find.Exists(call => call.By.Count == 0 || call.By.Holds(field.Name)))
                {
                    check.Add(field.At, "field", DatasetRules.CallMissing,
                        $"rows of '{table.Name}' are asked for by '{field.Name}', and no call finds by it; add one to 'find' under 'http'");
                }
            }

            if (table.Erase is TableErasure.Delete && (table.Http?.Delete ?? calls.Delete) is null)
                Erasing(check, table, "delete", "deletes a row");
            if (table.Erase is TableErasure.Fields && (table.Http?.Overwrite ?? calls.Overwrite) is null)
                Erasing(check, table, "overwrite", "overwrites one");
        }

        foreach (var by in (table.Http?.Find ?? []).SelectMany(call => call.By)
            .Where(by => check.IsSound(table.At, "fields") && table.Fields.All(field => field.Name != by)))
        {
            var names = table.Fields.Select(field => field.Name);
            check.Add(table.At, "http", DatasetRules.CallField,
                $"'{by}' is no field of '{table.Name}'{Suggestion.For(by, names, "; list it under 'fields'")}");
        }

        foreach (var call in new[] { table.Http?.Delete, table.Http?.Overwrite, table.Http?.Restrict, table.Http?.Lift }
            .OfType<HttpCall>())
            KeyParts(check, table, call);
    }

    private static void Erasing(DatasetContext check, TableDescription table, string word, string does)
    {
        if (check.IsSound(table.At, "erase"))
        {
            check.Add(table.At, "erase", DatasetRules.CallMissing,
                $"erasing changes '{table.Name}', and no call {does}; add '{word}' under 'http'");
        }
    }

    private static void KeyParts(DatasetContext check, TableDescription table, HttpCall call)
    {
        var places = (CallPath.Places(call.Path) ?? []).Concat(call.Body is null ? [] : CallBody.Places(call.Body) ?? []);
        foreach (var part in places.Where(place => place.StartsWith(CallPlaces.OfKeyPart, StringComparison.Ordinal))
            .Select(place => place[CallPlaces.OfKeyPart.Length..]).Where(part => !table.Key.Holds(part)))
        {
            check.Add(table.At, "http", DatasetRules.CallPlace, $"'{part}' is no field of the key of '{table.Name}'; list it under 'key'");
        }
    }

    /// <summary>
    /// Whether rows are asked for by a field: one that identifies or refers to whose a row is, or that another table's rows own by.
    /// </summary>
    private static bool IsAsked(SystemDescription system, TableDescription table, FieldDescription field) =>
        field.Identifies is not null
        || field.Reference is { Meaning: ReferenceMeaning.BelongsTo or ReferenceMeaning.Owns }
        || system.Tables.Any(other => other.Fields.Any(one =>
            one.Reference is { Meaning: ReferenceMeaning.Owns } owned && owned.Table == table.Name && owned.Field == field.Name));
}
