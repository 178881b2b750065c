using Ombud.Decisions;
using Ombud.Layout.Api;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;

namespace Ombud.Disclosures;

/// <summary>The problems of disclosing.</summary>
internal static class DisclosureProblems
{
    internal static readonly ProblemKind NothingToDisclose = new("nothing-to-disclose", 404,
        new(sv: "Det finns inga sådana uppgifter att lämna ut.", en: "There is no such data to disclose."),
        new(sv: "Utlämnandet är tillåtet, men personen har inte lämnat uppgifter av det slaget för ändamålet. Ingenting har lämnats ut.",
            en: "The disclosure is permitted, but the person has given no data of that kind for the purpose. Nothing was disclosed."));

    internal static readonly IReadOnlyList<ProblemKind> All = [NothingToDisclose];

    /// <summary>The denial, by the reason of the first category, with the reasons of all.</summary>
    internal static ProblemAnswer Of(Policy policy, IReadOnlyList<Withheld> withheld) => new(
        DecisionProblems.Of(withheld[0].Decision.Reason))
    {
        Clause = policy.Words.Word(withheld[0].Decision.Clause) is { Length: > 0 } clause ? clause : null,
        Errors = [.. withheld.Select((one, index) => new ProblemError(
            $"$.categories[{index}]", ReasonCodes.CodeOf(one.Decision.Reason), ReasonTexts.Says(one.Decision.Reason).In("en")))],
    };
}
