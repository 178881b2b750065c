using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Cases;

/// <summary>A step that one of the staff proposes, and that waits for another.</summary>
/// <param name="Id">Which proposal it is: who approves approves what they have read.</param>
/// <param name="By">Id of the staff account.</param>
public sealed record Proposal(Guid Id, CaseStep Step, string By)
{
    /// <inheritdoc cref="CaseEvent.Reason"/>
    public string? Reason { get; init; }

    /// <inheritdoc cref="CaseEvent.Until"/>
    public DateOnly? Until { get; init; }
}

/// <summary>Which steps take two of the staff, by what a version of the notice says.</summary>
public static class FourEyes
{
    /// <summary>Steps that a pack can ask it for: those by which the staff decide something.</summary>
    public static IReadOnlyList<CaseStep> Possible { get; } =
        [CaseStep.Extend, CaseStep.Answer, CaseStep.AnswerInPart, CaseStep.Refuse, CaseStep.Close];

    /// <summary>Whether a step in such a case takes two.</summary>
    public static bool Takes(NoticeVersion version, CaseState state, CaseStep step)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(state);
        return version.FourEyes.Any(rule => (!rule.OnBehalf || state.Mandate is { MaySee: true })
            && rule.Cases.Contains(EnumWords.Word(state.Kind.ToString()), StringComparer.Ordinal)
            && rule.Steps.Contains(EnumWords.Word(step.ToString()), StringComparer.Ordinal));
    }
}
