using Ombud.Policies.Deciding;
using Ombud.Policies.Explaining;
using Ombud.Policies.Model;

namespace Ombud.Decisions;

/// <summary>A decision in the words of the pack, as it crosses the wire.</summary>
internal sealed record DecisionWords
{
    /// <summary>Whether what was asked is permitted on the day of which was asked.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Whether it may be acted on: only a permission for today may.</summary>
    public required bool MayActNow { get; init; }

    /// <summary>Why it is denied.</summary>
    public string? Reason { get; init; }

    /// <summary>Id of the clause that decided.</summary>
    public string? Clause { get; init; }

    /// <summary>The legal basis under the controller's own regime.</summary>
    public LegalBasis? LegalBasis { get; init; }

    /// <summary>Rank of the rule that decided: the law's over a framework's, that over the notice's.</summary>
    public required Rank Rank { get; init; }

    /// <summary>What whoever acts on the permission must also do.</summary>
    public required IReadOnlyList<string> Obligations { get; init; }

    /// <summary>With the obligation <c>inform</c>: the last day on which the person must have been told.</summary>
    public DateOnly? InformBy { get; init; }

    /// <summary>Id of what carries the transfer, where a border is crossed.</summary>
    public string? Safeguard { get; init; }

    /// <summary>The version of the notice that answered.</summary>
    public string? NoticeVersion { get; init; }

    /// <summary>The day of which was asked.</summary>
    public required DateOnly At { get; init; }

    /// <summary>With the reason <c>subject-erased</c>: the fact that is left of the person.</summary>
    public ErasureReference? Erasure { get; init; }

    /// <summary>Puts a decision into words.</summary>
    /// <param name="on">The day of which was asked.</param>
    /// <param name="today">This day.</param>
    public static DecisionWords Of(Policy policy, in Decision decision, Day on, Day today) => new()
    {
        Verdict = decision.IsPermitted ? Verdict.Permit : Verdict.Deny,
        MayActNow = decision.IsPermitted && on == today,
        Reason = decision.IsPermitted ? null : ReasonCodes.CodeOf(decision.Reason),
        Clause = WordOrNull(policy.Words.Word(decision.Clause)),
        LegalBasis = decision.IsPermitted ? decision.Basis : null,
        Rank = decision.Rank,
        Obligations = ObligationsOf(decision.Obligations),
        InformBy = decision.InformBy.IsSome ? decision.InformBy.Date : null,
        Safeguard = WordOrNull(policy.Words.Word(decision.Safeguard)),
        NoticeVersion = policy.VersionAt(decision.Version)?.Version,
        At = on.Date,
    };

    /// <summary>Obligations as words.</summary>
    public static IReadOnlyList<string> ObligationsOf(Obligations obligations) =>
        obligations is Policies.Deciding.Obligations.None ? []
        : [.. Enum.GetValues<Obligations>().Where(one => one is not Policies.Deciding.Obligations.None && obligations.HasFlag(one))
            .Select(one => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(one.ToString()))];

    private static string? WordOrNull(string word) => word.Length == 0 ? null : word;
}

/// <summary>Permitted or denied.</summary>
internal enum Verdict
{
    Permit,
    Deny,
}
