using Ombud.Policies.Deciding;
using Ombud.Policies.Loading;
using Ombud.Policies.Model;

namespace Ombud.Bench.Deciding;

/// <summary>The shipped pack, asked about a job seeker of each of three regimes who has agreed to nothing.</summary>
internal static class ShippedRules
{
    private static readonly string[] Residences = ["SE", "GB", "US"];

    public static RuleSet Load(string folder)
    {
        var law = LawLoader.Load(Path.Combine(folder, "law")).Law ?? throw new InvalidDataException("The law does not load.");
        var pack = PackLoader.Load(Path.Combine(folder, "packs/allegis-group"), law).Pack
            ?? throw new InvalidDataException("The shipped pack does not load.");
        var version = pack.Versions[^1];
        var controllers = Residences.Select(country => version.Parties.First(party => party.Country == country
            && party.Role is PartyRole.Affiliate or PartyRole.Parent).Id).ToList();
        // The kinds that have somebody named in the pack: for each regime a recipient in the same country where there is one.
        var kinds = version.RecipientKinds.Where(kind => version.Recipients.Any(recipient => recipient.Kind == kind.Id)).ToList();
        return new RuleSet
        {
            Name = "the shipped pack",
            Policy = Policy.Compile(pack, law),
            Standing = StandingState.Empty.Apply(new StandingChange.Met(DateTimeOffset.UnixEpoch, "job-seeker")),
            Purposes = [.. version.Purposes.Select(purpose => purpose.Id)],
            Categories = [.. version.Categories.Select(category => category.Id)],
            Kinds = [.. kinds.Select(kind => kind.Id)],
            Recipients = [.. kinds.Select(kind => (IReadOnlyList<string>)[.. Residences.Select(country => RecipientOf(version, kind, country))])],
            Controllers = controllers,
            Residences = Residences,
            IsPermitted = _ => null,
        };
    }

    private static string RecipientOf(NoticeVersion version, RecipientKind kind, string country) =>
        version.Recipients.Where(recipient => recipient.Kind == kind.Id)
            .OrderByDescending(recipient => recipient.Country == country).First().Id;
}
