using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Loading.Checks;

/// <summary>It is said what people are asked where only they reach a system, and nowhere else.</summary>
internal sealed class PeopleAreAsked : IDatasetCheck
{
    public void Run(DatasetContext check)
    {
        var system = check.System;
        if (!check.IsSound(system.At, "kind"))
            return;

        if (system.Kind is SystemKind.Manual && system.Manual is null && check.IsSound(system.At, "manual"))
        {
            check.Add(system.At, "kind", DatasetRules.ManualElsewhere,
                "nothing says what people are asked to do; write 'manual' with 'how'");
        }
        else if (system.Kind is not SystemKind.Manual && system.Manual is not null)
        {
            check.Add(system.At, "manual", DatasetRules.ManualElsewhere,
                "it is reached by a connection; leave 'manual' out, or correct the kind");
        }
    }
}
