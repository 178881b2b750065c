using Ombud.Policies.Law;
using Ombud.Policies.Loading.Versions;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Checks;

/// <summary>What a reference can lead to.</summary>
internal sealed record Target(string Word, IReadOnlySet<string> Ids, bool IsKnown);

/// <summary>A version under check: its entries, what they may refer to, and where to report.</summary>
internal sealed class CheckContext
{
    /// <summary>The word by which a safeguard names every company of the group as importer.</summary>
    internal const string WholeGroup = "group";

    private readonly IReadOnlySet<string> _unknown;
    private readonly Findings _findings;
    private readonly Dictionary<string, string?> _partOf;

    internal CheckContext(NoticeVersion version, VersionParts parts, LegalData law, Findings findings)
    {
        Version = version;
        At = parts.At;
        Law = law;
        _unknown = parts.Unknown;
        _findings = findings;
        _partOf = law.Countries.DistinctBy(country => country.Id, StringComparer.Ordinal)
            .ToDictionary(country => country.Id, country => country.PartOf, StringComparer.Ordinal);

        Sections = Of("section", "sections", version.Sections);
        Clauses = Of("clause", "clauses", version.Clauses);
        Parties = Of("party", "parties", version.Parties);
        RecipientKinds = Of("recipient kind", "recipientKinds", version.RecipientKinds);
        Functions = Of("vendor function", "vendorFunctions", version.VendorFunctions);
        Subjects = Of("kind of person", "subjectKinds", version.SubjectKinds);
        Categories = Of("data category", "categories", version.Categories);
        Purposes = Of("purpose", "purposes", version.Purposes);
        Points = Of("collection point", "collectionPoints", version.CollectionPoints);
        Importers = new("party or recipient",
            Ids([.. version.Parties.Select(party => party.Id), .. version.Recipients.Select(one => one.Id),
                WholeGroup]),
            IsRead("parties") && IsRead("recipients"));
        Countries = new("country", Ids(law.Countries.Select(country => country.Id)), IsKnown: true);
        Regimes = new("regime", Ids(law.Regimes.Select(regime => regime.Id).Append(RegimeFamilies.Default)),
            IsKnown: true);
        Mechanisms = new("mechanism", Ids(law.Mechanisms.Select(mechanism => mechanism.Id)), IsKnown: true);
    }

    internal NoticeVersion Version { get; }

    /// <summary>The place of the version as a whole.</summary>
    internal SourceSpan At { get; }

    /// <summary>Whether no version follows: what an older one relied on is history.</summary>
    internal bool IsNewest { get; init; }

    internal LegalData Law { get; }

    internal Target Sections { get; }
    internal Target Clauses { get; }
    internal Target Parties { get; }
    internal Target RecipientKinds { get; }
    internal Target Functions { get; }
    internal Target Subjects { get; }
    internal Target Categories { get; }
    internal Target Purposes { get; }
    internal Target Points { get; }
    internal Target Importers { get; }
    internal Target Countries { get; }
    internal Target Regimes { get; }
    internal Target Mechanisms { get; }

    internal void Add(SourceSpan at, PackRule rule, string message) => _findings.Add(at, rule, message);

    internal void Warn(SourceSpan at, PackRule rule, string message) => _findings.Warn(at, rule, message);

    /// <summary>The place of the value under a key of an entry.</summary>
    internal SourceSpan Place(SourceSpan entry, string key) => _findings.Places.Of(entry, key);

    internal SourceSpan Place(SourceSpan entry, string key, int index) => _findings.Places.Of(entry, key, index);

    /// <summary>Whether the values under the keys could all be read, so that they may be judged.</summary>
    internal bool IsSound(SourceSpan entry, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (!_findings.IsSound(entry, key))
                return false;
        }

        return true;
    }

    /// <summary>Whether the list's file could be read, so that what is not in it does not exist.</summary>
    internal bool IsRead(params ReadOnlySpan<string> lists)
    {
        foreach (var list in lists)
        {
            if (_unknown.Contains(list))
                return false;
        }

        return true;
    }

    internal void Refer(SourceSpan entry, string key, Target target, string? id) =>
        Refer(Place(entry, key), target, id);

    internal void ReferAll(SourceSpan entry, string key, Target target, IReadOnlyList<string> ids)
    {
        for (var i = 0; i < ids.Count; i++)
            Refer(Place(entry, key, i), target, ids[i]);
    }

    /// <summary>Whether a country is one of the listed or a part of one; an empty list means every country.</summary>
    /// <remarks>An unknown country has been reported: nothing more is said of it.</remarks>
    internal bool IsWithin(string country, IReadOnlyList<string> countries)
    {
        if (countries.Count == 0 || !Countries.Ids.Contains(country))
            return true;

        for (string? here = country; here is not null; here = _partOf.GetValueOrDefault(here))
        {
            if (countries.Holds(here))
                return true;
        }

        return false;
    }

    private void Refer(SourceSpan at, Target target, string? id)
    {
        if (string.IsNullOrEmpty(id) || !target.IsKnown || target.Ids.Contains(id))
            return;

        Add(at, ReferenceEquals(target, Countries) ? PackRules.CountryUnknown : PackRules.ReferenceDangling,
            $"there is no {target.Word} '{id}'{Suggestion.For(id, target.Ids, "; add it or leave it out")}");
    }

    private Target Of(string word, string list, IEnumerable<PackEntry> entries) =>
        new(word, Ids(entries.Select(entry => entry.Id)), IsRead(list));

    private static HashSet<string> Ids(IEnumerable<string> ids) => ids.ToHashSet(StringComparer.Ordinal);
}

/// <summary>The families of law under which a notice speaks.</summary>
internal static class RegimeFamilies
{
    internal const string Default = "default";

    /// <summary>Those for which every purpose has a basis.</summary>
    internal static IReadOnlyList<string> All { get; } = ["eu", "uk", "ch", "us-ca", "us", Default];
}
