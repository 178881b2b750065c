using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Notices;

/// <summary>Which bodies of law protect a person before a controller, for telling them their legal bases and rights.</summary>
internal sealed class Regimes(LegalData law, TimeProvider time)
{
    private const string Unknown = "eu";
    private const string Default = "default";

    /// <summary>Ids of the regimes of the residence and of the controller's country; an unknown residence counts as the EU's.</summary>
    public IReadOnlyList<string> For(string? residence, Party controller)
    {
        string[] found = [.. Of(controller.Country), .. Reaches(residence, controller) ? OfResidence(residence) : []];
        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The countries whose law that is, by their ids; <c>EU</c> for an unknown residence.</summary>
    public IReadOnlyList<string> PlacesFor(string? residence, Party controller)
    {
        string[] places = [controller.Country, .. Reaches(residence, controller) ? [residence ?? "EU"] : Array.Empty<string>()];
        return [.. places.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The rights that a version of the notice names under those regimes.</summary>
    public static IReadOnlyList<RegimeRights> RightsUnder(NoticeVersion version, IReadOnlyList<string> regimes) =>
        [.. regimes.Select(regime => Chain(regime)
                .Select(word => version.Rights.FirstOrDefault(rights => rights.Regime == word))
                .FirstOrDefault(rights => rights is not null))
            .OfType<RegimeRights>().Distinct()];

    /// <summary>Ids of the regimes of a residence.</summary>
    public IReadOnlyList<string> OfResidence(string? residence) => residence is null ? [Unknown] : Of(residence);

    /// <summary>A purpose's bases under those regimes for one of those kinds of person.</summary>
    public static IReadOnlyList<PurposeBasis> Bases(Purpose purpose, IReadOnlyList<string> regimes, IReadOnlyCollection<string> kinds) =>
        [.. regimes.SelectMany(regime => Chain(regime)
                .Select(word => purpose.Bases.Where(basis => basis.Regimes.Contains(word, StringComparer.Ordinal)).ToList())
                .FirstOrDefault(bases => bases.Count > 0) ?? [])
            .Where(basis => kinds.Count == 0 || basis.Subjects.Count == 0 || basis.Subjects.Any(kinds.Contains))
            .Distinct()];

    // Whether the law of where somebody lives reaches the controller: it serves people there. As deciding has it.
    private bool Reaches(string? residence, Party controller) => controller.Serves.Count == 0
        || (residence is null
            ? controller.Serves.Any(country => Of(country).Contains(Unknown, StringComparer.Ordinal))
            : controller.Serves.Contains(residence, StringComparer.Ordinal)
                || (WholeOf(residence) is { } whole && controller.Serves.Contains(whole, StringComparer.Ordinal)));

    private string? WholeOf(string country) => law.Countries.FirstOrDefault(known => known.Id == country)?.PartOf;

    // A part's family falls back to its country's, then to the default; the European three name theirs.
    private static IEnumerable<string> Chain(string regime)
    {
        yield return regime;
        if (regime is "eu" or "uk" or "ch" or Default)
            yield break;
        if (regime.LastIndexOf('-') is > 0 and var at)
            yield return regime[..at];
        yield return Default;
    }

    private IReadOnlyList<string> Of(string country)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        string[] found = [.. law.Regimes.Where(regime => regime.Members.Any(
            member => member.Country == country && !(today < member.From) && !(today > member.Until))).Select(regime => regime.Id)];
        if (found.Length > 0)
            return found;
        return WholeOf(country) is { } whole ? Of(whole) : [Default];
    }
}
