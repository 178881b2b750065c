using Ombud.Decisions;
using Ombud.Layout;
using Ombud.Layout.Api;
using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;

namespace Ombud.Disclosures;

/// <summary>The problems of disclosing; each reason of a denial is one, with its page.</summary>
internal static class DisclosureProblems
{
    internal static readonly ProblemKind NothingToDisclose = new("nothing-to-disclose", 404,
        new(sv: "Det finns inga sådana uppgifter att lämna ut.", en: "There is no such data to disclose."),
        new(sv: "Utlämnandet är tillåtet, men personen har inte lämnat uppgifter av det slaget för ändamålet. Ingenting har lämnats ut.",
            en: "The disclosure is permitted, but the person has given no data of that kind for the purpose. Nothing was disclosed."));

    private static readonly IReadOnlyDictionary<DenialReason, ProblemKind> Denials = Enum.GetValues<DenialReason>()
        .Where(reason => reason is not DenialReason.None).ToDictionary(reason => reason, KindOf);

    internal static IEnumerable<ProblemKind> All => Denials.Values.Append(NothingToDisclose);

    /// <summary>The denial, by the reason of the first category, with the reasons of all.</summary>
    internal static ProblemAnswer Of(Policy policy, IReadOnlyList<Withheld> withheld) => new(Denials[withheld[0].Decision.Reason])
    {
        Clause = policy.Words.Word(withheld[0].Decision.Clause) is { Length: > 0 } clause ? clause : null,
        Errors = [.. withheld.Select((one, index) => new ProblemError(
            $"$.categories[{index}]", ReasonCodes.CodeOf(one.Decision.Reason), ReasonTexts.Says(one.Decision.Reason).In("en")))],
    };

    private static ProblemKind KindOf(DenialReason reason)
    {
        var (says, advice) = (ReasonTexts.Says(reason), ReasonTexts.WhatToDo(reason));
        return new ProblemKind(
            ReasonCodes.CodeOf(reason),
            // As every other call answers it.
            reason is DenialReason.SubjectErased ? StatusCodes.Status410Gone : StatusCodes.Status403Forbidden,
            new Text(sv: says.In("sv"), en: says.In("en")),
            new Text(sv: advice.In("sv"), en: advice.In("en")));
    }
}
