using Ombud.Connectors.Describing;
using Ombud.Policies.Loading;

namespace Ombud.Connectors.Loading.Checks;

/// <summary>What ends by its time runs from a field of the table, and is not said to stay.</summary>
internal sealed class TimesRunFromFields : IDatasetCheck
{
    public void Run(DatasetContext check)
    {
        foreach (var table in check.System.Tables)
        {
            if (table.Retention is not { } retention)
                continue;

            var names = table.Fields.Select(field => field.Name).ToList();
            if (retention.From.Length > 0 && check.IsSound(table.At, "fields") && !names.Holds(retention.From))
            {
                check.Add(retention.At, "from", DatasetRules.RetentionFrom,
                    $"'{retention.From}' is no field of '{table.Name}'{Suggestion.For(retention.From, names, "; list it under 'fields'")}");
            }

            if (table.Erase is TableErasure.Keep && check.IsSound(table.At, "erase"))
            {
                check.Add(table.At, "retention", DatasetRules.RetentionOfWhatStays,
                    $"'{table.Name}' says 'erase: keep'; write 'erase: delete' or 'erase: fields' there, or leave 'retention' out");
            }
        }
    }
}
