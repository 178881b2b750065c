using Ombud.Policies.Loading;

namespace Ombud.Connectors.Loading.Checks;

/// <summary>What a correction may overwrite is nothing by which rows are found.</summary>
internal sealed class WhatIsCorrectedLeadsNowhere : IDatasetCheck
{
    public void Run(DatasetContext check)
    {
        foreach (var table in check.System.Tables)
        {
            foreach (var field in table.Fields.Where(field => field.Holds is not null))
            {
                if (table.Key.Holds(field.Name) || field.Identifies is not null || field.Reference is not null)
                {
                    check.Add(field.At, "holds", DatasetRules.HoldsLeading,
                        $"by '{field.Name}' rows are found, so that a correction does not overwrite it; leave 'holds' out");
                }
            }
        }
    }
}
