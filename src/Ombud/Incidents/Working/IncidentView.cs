using Ombud.Advice;
using Ombud.Incidents.Affected;
using Ombud.Notices;
using Ombud.Notices.People;
using Ombud.Policies.Incidents;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Incidents.Working;

/// <summary>How many of the people affected live in a country, by which laws, and which authorities are there.</summary>
/// <param name="Country">Id of the country; empty for unknown.</param>
public sealed record AffectedPlace(string Country, int People, IReadOnlyList<LocalizedText> Regimes, IReadOnlyList<Authority> Authorities);

/// <summary>An incident as its pages show it.</summary>
/// <param name="ToAuthority">The times for the authority, the strictest first.</param>
/// <param name="ToPeople">The times for the people affected.</param>
public sealed record ShownIncident(
    IncidentFile File, DateTimeOffset Now, IReadOnlyList<Party> Parties, IReadOnlyList<BreachClock> ToAuthority,
    IReadOnlyList<BreachClock> ToPeople)
{
    public IReadOnlyList<AffectedPlace> Places { get; init; } = [];

    /// <summary>The authorities of where the companies are and where the people affected live.</summary>
    public IReadOnlyList<Authority> Authorities { get; init; } = [];

    /// <summary>Whom the authority can ask.</summary>
    public IReadOnlyList<ContactPoint> Contacts { get; init; } = [];

    public IReadOnlyList<DataCategory> Categories { get; init; } = [];

    /// <summary>What the data protection officer has advised about it, newest first.</summary>
    public IReadOnlyList<GivenAdvice> Advice { get; init; } = [];

    public IReadOnlyList<AffectedPerson> People { get; init; } = [];
}

/// <summary>Puts beside an incident what its pages need of the law and the notice.</summary>
internal sealed class IncidentView(
    IncidentClocks clocks, NoticeBook notices, Countries countries, Regimes regimes, LegalData law, AffectedPeople people,
    AdviceBook advice, TimeProvider time)
{
    public async Task<ShownIncident> OfAsync(IncidentFile file, CancellationToken cancel)
    {
        var parties = file.Controllers.Select(clocks.PartyOf).ToList();
        var places = file.Residences.Select(pair => new AffectedPlace(
            pair.Key, pair.Value, RegimesOf(pair.Key), AuthoritiesOf(pair.Key))).ToList();
        var notice = notices.InForce();
        return new ShownIncident(
            file, time.GetUtcNow(), parties,
            clocks.Of(BreachClock.ToAuthority, file.State.AwareAt, file.Controllers, file.Residences.Keys),
            clocks.Of(BreachClock.ToPeople, file.State.AwareAt, file.Controllers, file.Residences.Keys))
        {
            Places = places,
            Authorities = [.. parties.SelectMany(party => AuthoritiesOf(party.Country))
                .Concat(places.SelectMany(place => place.Authorities))
                .DistinctBy(authority => authority.Id, StringComparer.Ordinal)],
            Contacts = notice is null ? [] : [.. parties
                .SelectMany(party => FindContacts.For(notice, party.Country, countries))
                .DistinctBy(contact => contact.Id, StringComparer.Ordinal)],
            Categories = notice is null ? [] : [.. notice.Categories
                .Where(category => file.Categories.Contains(category.Id, StringComparer.Ordinal))],
            People = await people.ListAsync(file.Id, cancel),
            Advice = await advice.AboutAsync(AdviseOnIncident.Word, file.Id.ToString("D"), cancel),
        };
    }

    private List<LocalizedText> RegimesOf(string country)
    {
        var ids = regimes.OfResidence(country.Length == 0 ? null : country);
        return [.. law.Regimes.Where(regime => ids.Contains(regime.Id, StringComparer.Ordinal)).Select(regime => regime.Name)];
    }

    private IReadOnlyList<Authority> AuthoritiesOf(string country) =>
        country.Length > 0 && notices.InForce() is { } notice ? FindContacts.AuthoritiesOf(notice, country, countries) : [];
}
