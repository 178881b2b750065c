using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Notices.Transfers;

/// <summary>To which countries a safeguard carries data, so that readers see names and not "the importer's country".</summary>
internal static class Destinations
{
    /// <summary>The pack's word for every company of the group.</summary>
    private const string WholeGroup = "group";

    internal static IReadOnlyList<string> Of(
        Safeguard safeguard, TransferMechanism? mechanism, NoticeVersion notice, LegalData law, DateOnly day)
    {
        if (safeguard.To.Count > 0)
            return safeguard.To;
        if (mechanism?.To is { Count: > 0 } named)
            return named;

        var free = FreeFrom(mechanism?.From, law, day);
        var parts = law.Countries.ToDictionary(country => country.Id, country => country.PartOf, StringComparer.Ordinal);
        return
        [
            .. ImportersOf(safeguard, notice)
                .Select(country => parts.GetValueOrDefault(country) ?? country)
                .Distinct(StringComparer.Ordinal)
                .Where(country => !free.Contains(country)),
        ];
    }

    private static IEnumerable<string> ImportersOf(Safeguard safeguard, NoticeVersion notice)
    {
        var importers = safeguard.Importers.ToHashSet(StringComparer.Ordinal);
        var parties = notice.Parties.Where(party =>
            importers.Contains(party.Id) || (importers.Contains(WholeGroup) && party.Role is not PartyRole.ClientController));
        var recipients = notice.Recipients.Where(recipient => importers.Contains(recipient.Id));
        return parties.Select(party => party.Country).Concat(recipients.Select(recipient => recipient.Country));
    }

    /// <summary>Countries to which data goes without a safeguard: the area's own, and those it takes to protect enough.</summary>
    private static HashSet<string> FreeFrom(string? area, LegalData law, DateOnly day) =>
    [
        .. InsideOf(area, law),
        .. law.Adequacies
            .Where(adequacy => adequacy.From == area && adequacy.Scope is null)
            .Where(adequacy => Transfer.StateOf(adequacy.ValidFrom, adequacy.ValidTo, day) is SafeguardState.InForce)
            .Select(adequacy => adequacy.To),
    ];

    private static string[] InsideOf(string? area, LegalData law) => area switch
    {
        "eea" => [.. law.Countries.Where(country => country.Eea).Select(country => country.Id)],
        "uk" => ["GB"],
        "ch" => ["CH"],
        _ => [],
    };
}
