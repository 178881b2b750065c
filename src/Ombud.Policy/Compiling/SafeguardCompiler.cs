using Ombud.Policies.Compiling.Tables;
using Ombud.Policies.Deciding;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Policies.Compiling;

/// <summary>Makes of each safeguard a row for each importer, in which everything known beforehand is settled.</summary>
internal sealed class SafeguardCompiler(NoticeVersion version, Words words, LawCompiler law, LawTables lawTables)
{
    private readonly List<CarrierRow> _carriers = [];
    private readonly List<IReadOnlyList<int>> _destinations = [];
    private readonly CategorySet _staffData =
        words.Known(version.Categories.Where(c => c.HumanResources).Select(c => c.Id));

    public CarrierRow[] Carriers => [.. _carriers];

    public BitTable Destinations { get; private set; } = new(0, 1);

    /// <summary>Writes the rows and, in each importer's row, where they stand.</summary>
    public void Compile(PartyRow[] parties)
    {
        for (var number = 1; number < parties.Length; number++)
        {
            if (parties[number].Traits is PartyTraits.None)
                continue;

            parties[number].FirstCarrier = _carriers.Count;
            foreach (var safeguard in version.Safeguards.Where(s => IsImporter(s, number, parties[number])))
                Add(safeguard, number, parties[number]);

            parties[number].CarrierCount = _carriers.Count - parties[number].FirstCarrier;
        }

        Destinations = new(_destinations.Count, lawTables.CountryLength);
        for (var row = 0; row < _destinations.Count; row++)
        {
            foreach (var country in _destinations[row])
                Destinations.Set(row, country);
        }
    }

    /// <summary>Whether all that can be known of a safeguard before any question is in order.</summary>
    public static bool IsInOrder(Safeguard safeguard, TransferMechanism mechanism) =>
        (mechanism.NewContractsTo is not { } last || safeguard.Concluded <= last)
        && mechanism.Requires.All(r => safeguard.Meets.Contains(r, StringComparer.Ordinal));

    private bool IsImporter(Safeguard safeguard, int number, in PartyRow row) =>
        safeguard.Importers.Contains(words.Parties.Word(number), StringComparer.Ordinal)
        || (row.Traits.HasFlag(PartyTraits.Group)
            && safeguard.Importers.Contains(KnownWords.Group, StringComparer.Ordinal));

    private void Add(Safeguard safeguard, int importer, in PartyRow row)
    {
        if (law.Mechanism(safeguard.Mechanism) is not { } mechanism || !IsInOrder(safeguard, mechanism))
            return;

        var days = DaySpan.Of(safeguard.From, safeguard.Until)
            .And(DaySpan.Of(safeguard.Concluded, null)).And(law.InForce(mechanism));
        if (mechanism.Kind is not MechanismKind.Certification)
        {
            Add(safeguard, mechanism, row, days, CategorySet.Empty);
            return;
        }

        foreach (var certification in CertificationsOf(importer).Where(c => c.Mechanism == mechanism.Id))
        {
            var excluded = mechanism.HumanResourcesFlag && !certification.HumanResources ? _staffData
                : CategorySet.Empty;
            Add(safeguard, mechanism, row, days.And(DaySpan.Of(certification.From, certification.Until)), excluded);
        }
    }

    private void Add(Safeguard safeguard, TransferMechanism mechanism, in PartyRow importer, DaySpan days,
        CategorySet excluded)
    {
        if (days.IsEmpty)
            return;

        foreach (var area in new[] { Area.Eea, Area.Uk, Area.Ch }.Where(a => LawCompiler.LeadsFrom(mechanism.From, a)))
        {
            _carriers.Add(new()
            {
                Id = words.Safeguard(safeguard.Id),
                Clause = words.Clause(safeguard.Clause),
                From = area,
                InForce = days,
                Excluded = excluded,
                Destinations = _destinations.Count,
            });
            _destinations.Add(DestinationsOf(safeguard, mechanism, importer.Country));
        }
    }

    private List<int> DestinationsOf(Safeguard safeguard, TransferMechanism mechanism, ushort importerCountry)
    {
        HashSet<int> named = safeguard.To.Count == 0 ? [importerCountry] : [.. words.Countries.Numbers(safeguard.To)];
        HashSet<int> lawful = [.. words.Countries.Numbers(mechanism.To)];
        return [.. Enumerable.Range(1, lawTables.CountryLength - 1)
            .Where(c => Holds(named, c) && (mechanism.To.Count == 0 || Holds(lawful, c)))];
    }

    private bool Holds(HashSet<int> countries, int country) =>
        countries.Contains(country) || countries.Contains(lawTables.ParentOf[country]);

    private IEnumerable<Certification> CertificationsOf(int number)
    {
        var word = words.Parties.Word(number);
        return version.Parties.Where(p => p.Id == word).SelectMany(p => p.Certifications)
            .Concat(version.Recipients.Where(r => r.Id == word).SelectMany(r => r.Certifications));
    }
}
