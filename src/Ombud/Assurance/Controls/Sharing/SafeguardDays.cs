using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Assurance.Controls.Sharing;

/// <summary>First and last day on which something holds; no last day while it runs.</summary>
internal readonly record struct DayRange(DateOnly From, DateOnly? Until)
{
    public bool Has(DateOnly day) => From <= day && (Until is not { } last || day <= last);

    public DayRange And(DateOnly from, DateOnly? until) =>
        new(from > From ? from : From, Until is { } known && (until is not { } other || known < other) ? known : until);

    public bool IsEmpty => Until is { } last && last < From;
}

/// <summary>
/// The days on which a safeguard carries a transfer, worked out from pack and law by the controls themselves and not by what
/// decides, so that the two can be held against each other.
/// </summary>
internal sealed class SafeguardDays(LegalData law)
{
    private const string Group = "group";

    /// <summary>Companies and recipients that import under it.</summary>
    public static IEnumerable<(string Id, string Country)> ImportersOf(Safeguard safeguard, NoticeVersion version) =>
        version.Parties.Where(party => safeguard.Importers.Contains(party.Id, StringComparer.Ordinal)
                || party.Role is not PartyRole.ClientController && safeguard.Importers.Contains(Group, StringComparer.Ordinal))
            .Select(party => (party.Id, party.Country))
            .Concat(version.Recipients.Where(recipient => safeguard.Importers.Contains(recipient.Id, StringComparer.Ordinal))
                .Select(recipient => (recipient.Id, recipient.Country)));

    /// <summary>The mechanism and all on which it depends; empty where the law has none of the name.</summary>
    public IReadOnlyList<TransferMechanism> ChainOf(string mechanism)
    {
        var chain = new List<TransferMechanism>();
        for (var id = mechanism; id is not null; id = chain[^1].DependsOn)
        {
            if (law.Mechanisms.FirstOrDefault(known => known.Id == id) is not { } found || chain.Contains(found))
                return [];
            chain.Add(found);
        }
        return chain;
    }

    /// <summary>Its days for an importer; null where it never carries.</summary>
    public DayRange? Of(Safeguard safeguard, string importer, NoticeVersion version)
    {
        if (ChainOf(safeguard.Mechanism) is not [var mechanism, ..] chain
            || mechanism.NewContractsTo is { } last && safeguard.Concluded > last
            || mechanism.Requires.Except(safeguard.Meets, StringComparer.Ordinal).Any())
            return null;

        var days = new DayRange(safeguard.From, safeguard.Until).And(safeguard.Concluded, null);
        days = chain.Aggregate(days, (known, one) => known.And(one.ValidFrom, one.ValidTo));
        if (mechanism.Kind is MechanismKind.Certification)
        {
            if (CertificationsOf(importer, version).FirstOrDefault(one => one.Mechanism == mechanism.Id) is not { } certified)
                return null;
            days = days.And(certified.From, certified.Until);
        }
        return days.IsEmpty ? null : days;
    }

    private static IEnumerable<Certification> CertificationsOf(string importer, NoticeVersion version) =>
        version.Parties.Where(party => party.Id == importer).SelectMany(party => party.Certifications)
            .Concat(version.Recipients.Where(recipient => recipient.Id == importer).SelectMany(recipient => recipient.Certifications));
}
