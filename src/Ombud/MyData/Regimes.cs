using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.MyData;

/// <summary>Which bodies of law protect a person before a controller, for telling them their legal bases and rights.</summary>
internal sealed class Regimes(LegalData law, TimeProvider time)
{
    private const string Unknown = "eu";
    private const string Default = "default";

    /// <summary>Ids of the regimes of the residence and of the controller's country; an unknown residence counts as the EU's.</summary>
    public IReadOnlyList<string> For(string? residence, Party controller)
    {
        var serves = controller.Serves.Count == 0 || (residence is not null && controller.Serves.Contains(residence,
            StringComparer.Ordinal));
        string[] found = [.. Of(controller.Country), .. serves ? OfResidence(residence) : []];
        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Ids of the regimes of a residence.</summary>
    public IReadOnlyList<string> OfResidence(string? residence) => residence is null ? [Unknown] : Of(residence);

    /// <summary>A purpose's bases under those regimes for one of those kinds of person.</summary>
    public static IReadOnlyList<PurposeBasis> Bases(Purpose purpose, IReadOnlyList<string> regimes, IReadOnlyCollection<string> kinds) =>
        [.. regimes.SelectMany(regime => Chain(regime)
                .Select(word => purpose.Bases.Where(basis => basis.Regimes.Contains(word, StringComparer.Ordinal)).ToList())
                .FirstOrDefault(bases => bases.Count > 0) ?? [])
            .Where(basis => kinds.Count == 0 || basis.Subjects.Count == 0 || basis.Subjects.Any(kinds.Contains))
            .Distinct()];

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
        return law.Countries.FirstOrDefault(known => known.Id == country)?.PartOf is { } whole ? Of(whole) : [Default];
    }
}
