using Ombud.Policies.Cases;
using Ombud.Policies.Loading.Yaml;

namespace Ombud.Policies.Loading.Checks;

/// <summary>What asks for a second pair of eyes names a clause, kinds of case and steps that there are.</summary>
internal sealed class FourEyesReferencesResolve : IPackCheck
{
    private static readonly Target Kinds = new("kind of case", EnumWords.Of<CaseKind>().ToHashSet(StringComparer.Ordinal), IsKnown: true);
    private static readonly Target Steps = new("step", EnumWords.Of<CaseStep>().ToHashSet(StringComparer.Ordinal), IsKnown: true);

    public void Run(CheckContext check)
    {
        foreach (var rule in check.Version.FourEyes)
        {
            check.Refer(rule.At, "clause", check.Clauses, rule.Clause);
            check.ReferAll(rule.At, "cases", Kinds, rule.Cases);
            check.ReferAll(rule.At, "steps", Steps, rule.Steps);
        }
    }
}

/// <summary>A second pair of eyes is asked for where the staff decide, not for what the person does or comes by itself.</summary>
internal sealed class FourEyesAreOfStaff : IPackCheck
{
    public void Run(CheckContext check)
    {
        var possible = FourEyes.Possible.Select(step => EnumWords.Word(step.ToString())).ToList();
        foreach (var rule in check.Version.FourEyes.Where(one => check.IsSound(one.At, "steps")))
        {
            for (var i = 0; i < rule.Steps.Count; i++)
            {
                if (!possible.Contains(rule.Steps[i], StringComparer.Ordinal) && EnumWords.Find<CaseStep>(rule.Steps[i]) is not null)
                    check.Add(check.Place(rule.At, "steps", i), PackRules.FourEyesStep,
                        $"'{rule.Steps[i]}' is no step that one proposes and another approves; those are {string.Join(", ", possible)}");
            }
        }
    }
}
