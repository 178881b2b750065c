using System.Globalization;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Policies.Tests.Packs;

/// <summary>The law for tests, with the dates that research found, copied by hand so that cases do not move with
/// shipped data.</summary>
internal static class TestLaw
{
    private static readonly string[] Eea = ["SE", "DE", "FR", "NO"];

    public static LegalData Data { get; } = new()
    {
        Countries =
        [
            .. Eea.Append("HR").Select(c => new Country { Id = c, Name = Same(c), Eea = true }),
            .. "GB CH US CA AU IN JP KR BR AD AR FO GG IL IM JE NZ UY".Split(' ')
                .Select(c => new Country { Id = c, Name = Same(c) }),
            new() { Id = "US-CA", Name = Same("California"), PartOf = "US" },
            new() { Id = "AX", Name = Same("Åland"), PartOf = "SE" },
        ],
        Deadlines =
        [
            new()
            {
                Id = "eu-indirect", Law = "GDPR", Event = "notice-of-indirect-collection", Value = 1, Unit = DeadlineUnit.Months,
            },
        ],
        Regimes =
        [
            Regime("eu", [.. Eea.Select(c => new RegimeMember(c, null, null)), Member("GB", null, "2020-12-31"),
                Member("HR", "2013-07-01", null)], Act("95/46", "1995-10-24", "2018-05-24"),
                    Act("GDPR", "2018-05-25", null)),
            Regime("uk", [Member("GB", "2021-01-01", null)], Act("UK GDPR", "2021-01-01", null)),
            Regime("ch", [Member("CH", null, null)], Act("FADP", "1993-07-01", null)),
            Regime("us", [Member("US", null, null)]),
            Regime("us-ca", [Member("US-CA", null, null)], Act("CCPA", "2020-01-01", null)),
        ],
        Mechanisms = Mechanisms(),
        Adequacies = Adequacies(),
    };

    public static DateOnly D(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static LocalizedText Same(string text) => LocalizedText.Same(text);

    private static Regime Regime(string id, IReadOnlyList<RegimeMember> members, params RegimePeriod[] acts) =>
        new() { Id = id, Name = Same(id), Members = members, Periods = acts };

    private static RegimeMember Member(string country, string? from, string? until) =>
        new(country, from is null ? null : D(from), until is null ? null : D(until));

    private static RegimePeriod Act(string name, string? from, string? until) =>
        new(name, name, from is null ? null : D(from), until is null ? null : D(until));

    private static TransferMechanism[] Mechanisms() =>
    [
        M("us_safe_harbour", MechanismKind.Certification, "eea", "US", "2000-07-26", "2015-10-05"),
        M("eu_us_privacy_shield", MechanismKind.Certification, "eea", "US", "2016-07-12", "2020-07-15")
            with { HumanResourcesFlag = true },
        M("swiss_us_privacy_shield", MechanismKind.Certification, "ch", "US", "2017-04-12", "2020-09-07"),
        M("eu_scc_2001_c2c", MechanismKind.Clauses, "eea", "", "2001-09-03", "2022-12-26", "2021-09-26"),
        M("eu_scc_2002_c2p", MechanismKind.Clauses, "eea", "", "2002-04-03", "2010-05-14"),
        M("eu_scc_2004_c2c", MechanismKind.Clauses, "eea", "", "2005-04-01", "2022-12-26", "2021-09-26"),
        M("eu_scc_2010_c2p", MechanismKind.Clauses, "eea", "", "2010-05-15", "2022-12-26", "2021-09-26"),
        M("eu_scc_2021", MechanismKind.Clauses, "eea", "", "2021-06-27", null) with { Requires = ["tia", "annex-ii"] },
        M("eu_us_dpf", MechanismKind.Certification, "eea", "US", "2023-07-10", null) with { HumanResourcesFlag = true },
        M("uk_ext_dpf", MechanismKind.Certification, "uk", "US", "2023-10-12", null) with { HumanResourcesFlag = true },
        M("swiss_us_dpf", MechanismKind.Certification, "ch", "US", "2024-09-15", null),
        M("uk_legacy_eu_scc", MechanismKind.Clauses, "uk", "", "2021-01-01", "2024-03-20", "2022-09-21"),
        M("uk_idta", MechanismKind.Clauses, "uk", "", "2022-03-21", null) with { Requires = ["tra"] },
        M("uk_addendum", MechanismKind.Clauses, "uk", "", "2022-03-21", null) with { DependsOn = "eu_scc_2021" },
        M("uk_data_protection_test", MechanismKind.Clauses, "uk", "", "2026-02-05", null),
        M("eu_uk_adequacy", MechanismKind.Adequacy, "eea", "GB", "2021-06-28", "2031-12-27"),
        M("ch_scc", MechanismKind.Clauses, "ch", "", "2021-08-27", null),
        M("eea_uk_membership", MechanismKind.Membership, "eea", "GB", "1995-10-24", "2020-12-31"),
        M("eea_uk_tca_bridge", MechanismKind.Membership, "eea", "GB", "2021-01-01", "2021-06-30"),
        M("bcr", MechanismKind.BindingRules, "eea", "", "2018-05-25", null) with { Requires = ["approval"] },
        M("art49", MechanismKind.Derogation, "eea", "", "2018-05-25", null) with { Requires = ["exceptional"] },
    ];

    private static TransferMechanism M(
        string id, MechanismKind kind, string from, string to, string validFrom, string? validTo, string? newTo =
            null) => new()
            {
                Id = id,
                Name = Same(id),
                Kind = kind,
                From = from,
                To = to.Length == 0 ? [] : [to],
                ValidFrom = D(validFrom),
                ValidTo = validTo is null ? null : D(validTo),
                NewContractsTo = newTo is null ? null : D(newTo),
                Instrument = id,
            };

    private static Adequacy[] Adequacies() =>
    [
        A("eea", "AD", "2010-10-19"), A("eea", "AR", "2003-06-30"), A("eea", "CA", "2001-12-20", scope: "commercial"),
        A("eea", "FO", "2010-03-05"), A("eea", "GG", "2003-11-21"), A("eea", "IL", "2011-01-31"),
            A("eea", "IM", "2004-04-28"),
        A("eea", "JP", "2019-01-23"), A("eea", "JE", "2008-05-08"), A("eea", "NZ", "2012-12-19"),
            A("eea", "KR", "2021-12-17"),
        A("eea", "CH", "2000-07-26"), A("eea", "UY", "2012-08-21"), A("eea", "BR", "2026-01-26"),
        A("eea", "GB", "2021-06-28", "2031-12-27"),

        // The decision for the United States covers the certified alone.
        A("eea", "US", "2023-07-10", scope: "listed organisations"),
        .. Eea.Append("HR").Select(c => A("uk", c, "2021-01-01")),
        A("uk", "JP", "2021-01-01"), A("uk", "NZ", "2021-01-01"), A("uk", "CH", "2021-01-01"),
            A("uk", "KR", "2022-12-19"),
        .. Eea.Append("HR").Select(c => A("ch", c, "2008-01-01")),
        A("ch", "GB", "2008-01-01"), A("ch", "NZ", "2023-09-01"),
    ];

    private static Adequacy A(string from, string to, string validFrom, string? validTo = null, string? scope = null) =>
        new()
        {
            Id = $"{from}-{to.ToLowerInvariant()}",
            From = from,
            To = to,
            ValidFrom = D(validFrom),
            ValidTo = validTo is null ? null : D(validTo),
            Scope = scope,
            Act = "act",
        };
}
