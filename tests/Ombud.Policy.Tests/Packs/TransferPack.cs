using Ombud.Policies.Model;
using static Ombud.Policies.Tests.Packs.Build;

namespace Ombud.Policies.Tests.Packs;

/// <summary>A notice that was always in force and rests every transfer on one instrument each, so that only the law's
/// days speak.</summary>
internal static class TransferPack
{
    private static readonly (string Mechanism, string Meets)[] Carried =
    [
        ("us_safe_harbour", ""), ("eu_us_privacy_shield", ""), ("swiss_us_privacy_shield", ""), ("eu_scc_2001_c2c", ""),
        ("eu_scc_2002_c2p", ""), ("eu_scc_2004_c2c", ""), ("eu_scc_2010_c2p", ""), ("eu_scc_2021", "tia annex-ii"),
            ("eu_us_dpf", ""),
        ("uk_ext_dpf", ""), ("swiss_us_dpf", ""), ("uk_legacy_eu_scc", ""), ("uk_idta", "tra"), ("uk_addendum", ""),
        ("uk_data_protection_test", ""), ("ch_scc", ""), ("bcr", "approval"), ("art49", "exceptional"),
    ];

    public static Pack Pack { get; } = Build.Pack("transfers", Version("1996-01-01") with
    {
        SubjectKinds = [Kind("job-seeker")],
        Categories = [Category("name"), Category("cv", staff: true)],
        RecipientKinds = [RecipientKind("group"), RecipientKind("partner")],
        Parties =
        [
            Party("north-se", "SE", role: PartyRole.Parent), Party("north-gb", "GB"), Party("north-ch", "CH"),
                Party("north-us", "US"),
            Party("north-ca", "US-CA"), Party("north-in", "IN"), Party("north-fr", "FR"), Party("north-hr", "HR"),
        ],
        Recipients =
        [
            .. Carried.Select(c => Recipient(Importer(c.Mechanism), "partner", "US") with
            {
                Certifications = [Certified(c.Mechanism, "1996-01-01", staff: true)],
            }),
            .. "GB CH CA AU IN JP KR BR AD AR FO GG IL IM JE NZ UY US HR DE NO SE".Split(' ')
                .Select(country => Recipient($"plain-{country.ToLowerInvariant()}", "partner", country)),
            Recipient("dpf-lapsed", "partner", "US")
                with { Certifications = [Certified("eu_us_dpf", "2023-08-01", "2024-07-31", staff: true)] },
            Recipient("dpf-no-staff", "partner", "US") with { Certifications = [Certified("eu_us_dpf", "2023-08-01")] },
            Recipient("dpf-uncertified", "partner", "US"),
            Recipient("scc-late", "partner", "US"), Recipient("scc-last-day", "partner", "US"),
                Recipient("scc-bare", "partner", "US"),
            Recipient("scc-future", "partner", "US"), Recipient("scc-india", "partner", "IN"),
        ],
        Purposes =
        [
            Purpose("share", "job-seeker", "name cv", "group partner",
                Basis("eu uk ch us default", LegalBasis.LegalObligation)),
        ],
        Safeguards =
        [
            .. Carried.Select(c =>
                Safeguard($"sg-{c.Mechanism}", c.Mechanism, Importer(c.Mechanism), "1996-01-01", meets: c.Meets)),
            Safeguard("dpf-others", "eu_us_dpf", "dpf-lapsed dpf-no-staff dpf-uncertified", "2023-08-01"),
            Safeguard("signed-late", "eu_scc_2010_c2p", "scc-late", "2021-09-27"),
            Safeguard("signed-in-time", "eu_scc_2010_c2p", "scc-last-day", "2021-09-26"),
            Safeguard("without-assessment", "eu_scc_2021", "scc-bare", "2021-06-27", meets: "annex-ii"),
            Safeguard("signed-later", "eu_scc_2021", "scc-future", "2024-01-01", meets: "tia annex-ii")
                with { Until = TestLaw.D("2024-12-31") },
            Safeguard("to-india-only", "eu_scc_2021", "scc-india", "2021-07-01", "IN", "tia annex-ii"),
            Safeguard("in-the-group", "eu_scc_2021", "group", "2022-01-01", meets: "tia annex-ii"),
        ],
    });

    public static string Importer(string mechanism) => $"by-{mechanism.Replace('_', '-')}";
}
