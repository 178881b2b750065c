using Ombud.Cases;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Incidents;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Incidents;

/// <summary>
/// The times that the laws set for an incident: those of where the companies are established, and those of where the people affected
/// live. Until somebody is counted, where they live is unknown, which counts as the European Union.
/// </summary>
internal sealed class IncidentClocks(LegalData law, Regimes regimes, Policy policy, NoticeBook notices)
{
    /// <summary>All that run for an event, the strictest first, each once.</summary>
    public IReadOnlyList<BreachClock> Of(
        string @event, DateTimeOffset awareAt, IEnumerable<string> controllers, IEnumerable<string> residences)
    {
        string?[] places = [null, .. residences.Where(place => place.Length > 0)];
        return [.. controllers.Select(PartyOf)
            .SelectMany(party => BreachClock.Of(
                law, @event, awareAt,
                [.. places.SelectMany(place => regimes.For(place, party)).Distinct(StringComparer.Ordinal)], party.Country))
            .OrderBy(clock => clock.EndsAt is null).ThenBy(clock => clock.EndsAt)
            .DistinctBy(clock => clock.Deadline.Id, StringComparer.Ordinal)];
    }

    /// <summary>By when the authority is notified; null where no law that applies names a number.</summary>
    public BreachClock? ToAuthority(DateTimeOffset awareAt, IEnumerable<string> controllers, IEnumerable<string> residences) =>
        Of(BreachClock.ToAuthority, awareAt, controllers, residences).FirstOrDefault(clock => clock.EndsAt is not null);

    /// <summary>The company of an id.</summary>
    public Party PartyOf(string controller) => CaseChanges.PartyOf(policy, controller, notices.Today);
}
