using Ombud.Layout;
using Ombud.Notices;
using Ombud.Policies.Cases;
using Ombud.Policies.Model;

namespace Ombud.Cases.Letters;

/// <summary>
/// Why something is granted: the right that the person has where they live, in the notice's own words, or else that there was ground
/// for it (promise <c>rights.contact</c>). What is refused has its reason in <see cref="CaseReasons"/>.
/// </summary>
internal sealed class GrantReasons(NoticeBook notices, Regimes regimes)
{
    private static readonly Text ByRight = new(
        sv: "Där du bor har du den rätten – {0}: {1}", en: "Where you live you have that right – {0}: {1}");

    private static readonly Text Justified = new(
        sv: "Vi har prövat det du skrev och funnit att det finns fog för det.",
        en: "We have looked into what you wrote and found that there is ground for it.");

    /// <summary>The reason, in a language.</summary>
    /// <param name="residence">Id of the country; null for unknown, which counts as the European Union.</param>
    public string Of(CaseKind kind, string? residence, Party party, Language language) => FindRight(kind, residence, party) is { } right
        ? ByRight.In(language, right.Name.In(language.Code), right.Says.In(language.Code))
        : Justified.In(language);

    /// <summary>The right where somebody lives, else where the company is; null for what is no right of its own.</summary>
    private Right? FindRight(CaseKind kind, string? residence, Party party)
    {
        if (notices.InForce() is not { } notice || WordOf(kind) is not { } word)
            return null;
        string[] under = [.. regimes.OfResidence(residence), .. regimes.For(residence, party)];
        return Regimes.RightsUnder(notice, under).SelectMany(one => one.Rights).FirstOrDefault(right => right.Id == word);
    }

    private static string? WordOf(CaseKind kind) => kind switch
    {
        CaseKind.Access => "access",
        CaseKind.Rectification => "rectification",
        CaseKind.Erasure => "erasure",
        CaseKind.Restriction => "restriction",
        CaseKind.Portability => "portability",
        CaseKind.Objection => "objection",
        CaseKind.Withdrawal => "withdraw",
        CaseKind.HumanReview => "human-review",
        CaseKind.Complaint or CaseKind.Question or CaseKind.SuspectedChild or CaseKind.SuspectedBreakIn
            or CaseKind.AuthorityDemand or CaseKind.OfficerMessage => null,
    };
}
