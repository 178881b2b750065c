using Ombud.Layout;
using Ombud.Notices;
using Ombud.Notices.People;
using Ombud.Policies.Model;

namespace Ombud.Cases.Letters;

/// <summary>Where somebody can turn who is not content.</summary>
/// <param name="Says">What it is, with a place for its name.</param>
/// <param name="Address">Its postal address, line by line; may be empty.</param>
public sealed record NextStep(Text Says, LocalizedText Name, IReadOnlyList<string> Address, Uri Link)
{
    /// <summary>The step in one line of a letter.</summary>
    public string Line(Language language) =>
        Says.In(language, string.Join(", ", [Name.In(language.Code), .. Address])) + " " + Link;
}

/// <summary>The steps after an answer, by where the person lives (promises <c>shield.authority</c>, <c>rights.authority</c>).</summary>
internal sealed class NextSteps(NoticeBook notices, Countries countries)
{
    /// <summary>All that are open to the person.</summary>
    /// <param name="residence">Id of the country; null for unknown, then the company's.</param>
    public IReadOnlyList<NextStep> Of(string? residence, Party party) => notices.InForce() is not { } notice ? []
        : [.. FindContacts.AuthoritiesOf(notice, residence ?? party.Country, countries)
            .Select(authority => new NextStep(CaseLetterTexts.ToAuthority, authority.Name, authority.Address, authority.Link))];
}
