using Ombud.Policies.Cases;
using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Checks;

/// <summary>What further steps of a case refer to exists.</summary>
internal sealed class RecourseReferencesResolve : IPackCheck
{
    private static readonly Target Kinds = WordsOf<CaseKind>("kind of case");
    private static readonly Target Openings = WordsOf<RecourseOpening>("opening");

    public void Run(CheckContext check)
    {
        var before = new Target("step",
            check.Version.Recourse.Select(step => step.Id).Append(RecourseStep.Authority).ToHashSet(StringComparer.Ordinal),
            check.IsRead("recourse"));
        foreach (var step in check.Version.Recourse)
        {
            check.Refer(step.At, "clause", check.Clauses, step.Clause);
            check.ReferAll(step.At, "cases", Kinds, step.Cases);
            check.ReferAll(step.At, "residences", check.Regimes, step.Residences);
            check.ReferAll(step.At, "opens", Openings, step.Opens);
            check.ReferAll(step.At, "after", before, step.After);
        }
    }

    private static Target WordsOf<T>(string word)
        where T : struct, Enum => new(word, EnumWords.Of<T>().ToHashSet(StringComparer.Ordinal), IsKnown: true);
}

/// <summary>Nobody is sent to a body without knowing when it is open, nor to arbitration without its conditions.</summary>
internal sealed class RecourseIsComplete : IPackCheck
{
    private const string Unacknowledged = "unacknowledged";

    public void Run(CheckContext check)
    {
        foreach (var step in check.Version.Recourse.Where(one => check.IsSound(one.At, "kind", "opens", "after", "conditions")))
        {
            if (step is { Kind: RecourseKind.DisputeBody, Opens.Count: 0 })
                Add(check, step, "says nowhere when it is open; add 'opens'");
            if (step is { Kind: RecourseKind.Arbitration, After.Count: 0 })
                Add(check, step, "is the last step and comes after none; add 'after'");
            if (step is { Kind: RecourseKind.Arbitration, Conditions.Count: 0 })
                Add(check, step, "has no conditions; add 'conditions'");
            if (step.Opens.Contains(Unacknowledged, StringComparer.Ordinal) != step.AcknowledgeWithinDays is not null
                && check.IsSound(step.At, "acknowledgeWithinDays"))
                Add(check, step, $"needs 'acknowledgeWithinDays' and '{Unacknowledged}' together, or neither");
        }
    }

    private static void Add(CheckContext check, RecourseStep step, string what) =>
        check.Add(step.At, PackRules.RecourseIncomplete, $"'{step.Id}' {what}");
}

/// <summary>Steps come in an order in which each can be reached: a body after the authority, arbitration after bodies.</summary>
internal sealed class RecourseHasItsOrder : IPackCheck
{
    public void Run(CheckContext check)
    {
        var bodies = check.Version.Recourse.Where(step => step.Kind is RecourseKind.DisputeBody).ToList();
        foreach (var step in check.Version.Recourse.Where(one => check.IsSound(one.At, "id", "kind", "after")))
        {
            if (step.Id == RecourseStep.Authority)
                check.Add(check.Place(step.At, "id"), PackRules.RecourseOrder,
                    $"'{RecourseStep.Authority}' is the supervisory authority; choose another id");
            for (var i = 0; i < step.After.Count; i++)
            {
                var before = check.Version.Recourse.FirstOrDefault(other => other.Id == step.After[i]);
                if (before is not null && before.Id != RecourseStep.Authority
                    && !(step.Kind is RecourseKind.Arbitration && bodies.Contains(before)))
                    check.Add(check.Place(step.At, "after", i), PackRules.RecourseOrder,
                        $"'{step.Id}' cannot come after '{before.Id}'; only arbitration comes after a dispute body");
            }
        }
    }
}

/// <summary>What no longer exists when a version begins to apply is not promised by it.</summary>
internal sealed class RecourseExists : IPackCheck
{
    public void Run(CheckContext check)
    {
        foreach (var step in check.Version.Recourse
            .Where(one => check.IsSound(one.At, "until") && one.Until < check.Version.EffectiveFrom))
        {
            check.Add(check.Place(step.At, "until"), PackRules.RecourseEnded,
                $"'{step.Id}' took its last case before this version applies; remove it or name what replaced it");
        }
    }
}
