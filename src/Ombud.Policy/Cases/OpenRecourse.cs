using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Cases;

/// <summary>What decides which further steps of a case are open.</summary>
/// <param name="On">The day on which it is asked.</param>
/// <param name="ReceivedOn">The day on which the case came in.</param>
/// <param name="Regimes">Ids of the regimes of the person's residence.</param>
/// <param name="Taken">Ids of the steps that are noted as taken.</param>
public sealed record RecourseQuestion(
    CaseState State, DateOnly On, DateOnly ReceivedOn, IReadOnlyList<string> Regimes, IReadOnlyList<string> Taken);

/// <summary>Which further steps a case has (promises <c>shield.dispute-body</c>, <c>shield.arbitration</c>).</summary>
public static class OpenRecourse
{
    /// <summary>Those that are open, in the pack's order.</summary>
    public static IReadOnlyList<RecourseStep> Of(NoticeVersion version, RecourseQuestion question) =>
        [.. Reached(version, question).Where(step => question.On >= step.Since && !(question.On > step.Until))];

    /// <summary>Those that would be open and take no cases any more.</summary>
    public static IReadOnlyList<RecourseStep> Ended(NoticeVersion version, RecourseQuestion question) =>
        [.. Reached(version, question).Where(step => question.On > step.Until)];

    /// <summary>Ids of the steps that another one waits for, for such a case: what is worth noting as taken.</summary>
    public static IReadOnlyList<string> WaitedFor(NoticeVersion version, CaseKind kind, IReadOnlyList<string> regimes)
    {
        ArgumentNullException.ThrowIfNull(version);
        return [.. version.Recourse.Where(step => IsFor(step, kind, regimes)).SelectMany(step => step.After)
            .Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<RecourseStep> Reached(NoticeVersion version, RecourseQuestion question)
    {
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(question);
        return version.Recourse.Where(step => IsFor(step, question.State.Kind, question.Regimes)
            && step.After.All(before => question.Taken.Contains(before, StringComparer.Ordinal))
            && (step.Opens.Count == 0 || step.Opens.Any(opening => HasCome(opening, step, question))));
    }

    private static bool IsFor(RecourseStep step, CaseKind kind, IReadOnlyList<string> regimes) =>
        step.Cases.Contains(EnumWords.Word(kind.ToString()), StringComparer.Ordinal)
        && (step.Residences.Count == 0 || step.Residences.Intersect(regimes, StringComparer.Ordinal).Any());

    private static bool HasCome(string opening, RecourseStep step, RecourseQuestion question) =>
        EnumWords.Find<RecourseOpening>(opening) switch
        {
            RecourseOpening.Answered => question.State.Outcome is not null,
            RecourseOpening.Overdue => question.State.IsOverdueOn(question.On),
            RecourseOpening.Unacknowledged => question.State.Stage is CaseStage.Received
                && question.On > question.ReceivedOn.AddDays(step.AcknowledgeWithinDays ?? 0),
            null => false,
        };
}
