using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Notices.Transfers;

/// <summary>To which countries a safeguard carries data, so that readers see names and not "the importer's country".</summary>
internal static class Destinations
{
    /// <summary>The pack's word for every company of the group.</summary>
    private const string WholeGroup = "group";

    internal static IReadOnlyList<string> Of(
        Safeguard safeguard, TransferMechanism? mechanism, NoticeVersion notice, LegalData law)
    {
        if (safeguard.To.Count > 0)
            return safeguard.To;
        if (mechanism?.To is { Count: > 0 } named)
            return named;

        var inside = InsideOf(mechanism?.From, law);
        return [.. ImportersOf(safeguard, notice).Distinct(StringComparer.Ordinal).Where(country => !inside.Contains(country))];
    }

    private static IEnumerable<string> ImportersOf(Safeguard safeguard, NoticeVersion notice)
    {
        var importers = safeguard.Importers.ToHashSet(StringComparer.Ordinal);
        var parties = notice.Parties.Where(party =>
            importers.Contains(party.Id) || (importers.Contains(WholeGroup) && party.Role is not PartyRole.ClientController));
        var recipients = notice.Recipients.Where(recipient => importers.Contains(recipient.Id));
        return parties.Select(party => party.Country).Concat(recipients.Select(recipient => recipient.Country));
    }

    /// <summary>Countries of the area that data leaves: nothing is transferred there.</summary>
    private static HashSet<string> InsideOf(string? area, LegalData law) => area switch
    {
        "eea" => [.. law.Countries.Where(country => country.Eea).Select(country => country.Id)],
        "uk" => ["GB"],
        "ch" => ["CH"],
        _ => [],
    };
}
