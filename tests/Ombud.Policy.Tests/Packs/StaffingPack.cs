using Ombud.Policies.Model;
using static Ombud.Policies.Tests.Packs.Build;

namespace Ombud.Policies.Tests.Packs;

/// <summary>A small staffing group with a purpose for every step of a decision; in force from 2018-05-04 and
/// 2026-01-01.</summary>
internal static class StaffingPack
{
    private const string European = "eu uk ch";

    public static NoticeVersion First { get; } = Version("2018-05-04") with
    {
        SubjectKinds = [Kind("visitor"), Kind("job-seeker"), Kind("contact"), Kind("referee")],
        Categories =
        [
            Category("name"), Category("email"), Category("cv", staff: true), Category("usage"), Category("secret"),
            Category("health", CategoryNature.Special), Category("convictions", CategoryNature.Criminal),
            Category("personnummer", CategoryNature.IdentityNumber),
        ],
        RecipientKinds =
        [
            RecipientKind("group"), RecipientKind("client"), RecipientKind("vendor", needsAgreement: true),
            RecipientKind("authority"), RecipientKind("buyer"),
        ],
        VendorFunctions =
        [
            new() { Id = "hosting", Name = LocalizedText.Same("hosting"), Purposes = ["recruiting"], Categories =
                ["name", "cv"] },
            new() { Id = "mailing", Name = LocalizedText.Same("mailing"), Purposes = ["newsletters"], Categories =
                ["name", "email"] },
        ],
        Parties =
        [
            Party("north-se", "SE", role: PartyRole.Parent), Party("north-de", "DE"), Party("north-gb", "GB"),
            Party("north-ch", "CH"), Party("north-us", "US"), Party("north-ca", "US-CA", "US"), Party("north-in", "IN"),
            Party("south-us", "US", "US"),
            Party("client-co", "SE", role: PartyRole.ClientController) with
            {
                Processor = "north-se", Instructs = ["client-recruiting", "recruiting"],
            },
        ],
        Recipients =
        [
            Vendor("cloud-se", "SE", "hosting", "2019-01-01", "2026-06-30"),
                Vendor("mailer-se", "SE", "mailing", "2018-05-04"),
            Recipient("vendor-bare", "vendor", "SE", "hosting"),
            Recipient("tax-office", "authority", "SE"), Recipient("employer-se", "client", "SE"),
            Recipient("employer-de", "client", "DE"), Recipient("employer-in", "client", "IN"),
            Recipient("broker", "buyer", "SE"),
        ],
        Purposes =
            [.. Purposes("name email"), Purpose("old-games", "visitor", "name", "", Basis("eu", LegalBasis.Consent))],
        Topics =
        [
            Topic("jobs", "newsletters"), Topic("events", "newsletters"), Topic("fairs", "direct-mail"),
        ],
        CollectionPoints =
        [
            Point("apply", "north-se", "job-seeker", "recruiting alerts", "name email cv"),
            Point("sourced", "north-se", "job-seeker", "recruiting", "name cv", Channel.Public),
            Point("bought", "north-se", "job-seeker", "recruiting", "name cv", Channel.ThirdParty),
            Point("refer", "north-se", "job-seeker", "vet", "name email") with
            {
                OtherSubject = "referee", OtherConfirmation = LocalizedText.Same("They agreed."),
            },
        ],
        Rules = Rules(),
        RetentionRules =
        [
            Keep("recruited", Anchor.RecruitmentDecision, 24, "recruiting"),
                Keep("mailed", Anchor.ConsentWithdrawn, 1, "newsletters"),
            Keep("alerted", Anchor.LastContact, 12, "alerts"), Keep("seen", Anchor.Collected, 6, "improve"),
        ],
    };

    /// <summary>As the first, but newsletters use usage data too, there is a new purpose, and a game is gone.</summary>
    public static NoticeVersion Second { get; } = First with
    {
        Version = "2026-01-01",
        EffectiveFrom = TestLaw.D("2026-01-01"),
        Parties = [.. First.Parties, Party("north-fr", "FR")],
        Purposes =
        [
            .. Purposes("name email usage"),
            Purpose("matching", "job-seeker", "cv", "", Basis(European, LegalBasis.LegitimateInterest)),
        ],
        RetentionRules =
            [.. First.RetentionRules.Where(r => r.Id != "alerted"), Keep("alerted", Anchor.LastContact, 6, "alerts")],
    };

    public static Pack Pack { get; } = Build.Pack("staffing", First, Second);

    /// <summary>The same before there was a second version.</summary>
    public static Pack FirstOnly { get; } = Build.Pack("staffing", First);

    private static Recipient Vendor(string id, string country, string functions, string from, string? until = null) =>
        Recipient(id, "vendor", country, functions) with
        {
            AgreementFrom = TestLaw.D(from),
            AgreementUntil = until is null ? null : TestLaw.D(until),
        };

    private static Topic Topic(string id, string purpose) =>
        new() { Id = id, Purpose = purpose, Name = LocalizedText.Same(id), Description = LocalizedText.Same(id) };

    private static IEnumerable<Purpose> Purposes(string newsletterCategories) =>
    [
        Purpose("recruiting", "job-seeker", "name email cv", "group client vendor authority",
            Basis(European, LegalBasis.Contract), Basis("us default", LegalBasis.Notice)),
        Purpose("vet", "referee", "name email", "", Basis(European, LegalBasis.LegitimateInterest)),
        Purpose("mixed", "job-seeker contact", "name", "",
            Basis("eu", LegalBasis.Contract, "job-seeker"), Basis("eu", LegalBasis.LegitimateInterest, "contact")),
        Purpose("occupational-health", "job-seeker", "name health", "", Basis(European, LegalBasis.Consent) with
        {
            Special = SpecialCondition.ExplicitConsent,
        }, Basis("us", LegalBasis.Notice) with { Special = SpecialCondition.OccupationalMedicine }),
        Purpose("screening", "job-seeker", "name convictions personnummer health", "",
            Basis("eu", LegalBasis.LegalObligation) with
        {
            Criminal = SpecialCondition.Law, IdentityNumber = SpecialCondition.Law,
        }),
        Purpose("payroll", "job-seeker", "name personnummer convictions", "", Basis("eu", LegalBasis.Contract)),
        Purpose("improve", "visitor job-seeker contact", "email usage", "group",
            Basis(European, LegalBasis.LegitimateInterest), Basis("us default", LegalBasis.Notice)),
        Purpose("statistics", "job-seeker", "usage", "", Basis("eu", LegalBasis.PublicTask)),
        Purpose("newsletters", "visitor job-seeker contact", newsletterCategories, "vendor group",
            Basis(European, LegalBasis.Consent), Basis("us default", LegalBasis.Notice)) with
        {
            Nature = PurposeNature.Marketing, ConsentMonths = 24,
        },
        Purpose("alerts", "job-seeker", "email", "", Basis(European, LegalBasis.Consent)) with { ConsentMonths = 12 },
        Purpose("direct-mail", "contact", "name", "", Basis("eu", LegalBasis.LegitimateInterest))
            with { Nature = PurposeNature.Marketing },
        Purpose("sell", "visitor", "email", "buyer", Basis("eu us default", LegalBasis.Consent))
            with { Nature = PurposeNature.Sale },
        Purpose("rent", "visitor", "email", "buyer", Basis("eu us default", LegalBasis.LegitimateInterest)) with
        {
            Nature = PurposeNature.Rental,
        },
        Natural("claims", PurposeNature.LegalClaims, LegalBasis.LegitimateInterest),
        Natural("own-access", PurposeNature.SubjectAccess, LegalBasis.LegalObligation),
        Natural("guardian-access", PurposeNature.GuardianAccess, LegalBasis.LegalObligation),
        Natural("erasing", PurposeNature.Erasure, LegalBasis.LegalObligation),
        Natural("others-rights", PurposeNature.RightsOfOthers, LegalBasis.LegitimateInterest),
        Natural("public-interest", PurposeNature.PublicInterest, LegalBasis.PublicTask),
        Purpose("client-recruiting", "job-seeker", "name cv", "client", Basis("eu", LegalBasis.Contract))
            with { Controllers = ["client-co"] },
        Purpose("client-mailing", "job-seeker", "name", "", Basis("eu", LegalBasis.Contract))
            with { Controllers = ["client-co"] },
        Purpose("headquarters", "job-seeker", "name", "", Basis("eu", LegalBasis.Contract))
            with { Controllers = ["north-se"] },
        Purpose("abroad", "job-seeker", "name", "", Basis("default", LegalBasis.Notice)),
        Purpose("pledged", "job-seeker", "name", "", Basis("eu", LegalBasis.None)),
    ];

    private static Purpose Natural(string id, PurposeNature nature, LegalBasis basis) =>
        Purpose(id, "visitor job-seeker contact referee", "name email cv health", "authority",
            Basis(European, basis) with
            {
                Special = SpecialCondition.LegalClaims,
            }) with
        { Nature = nature };

    private static RankedRule[] Rules() =>
    [
        Rule("no-email-to-clients", Rank.Notice, RuleEffect.Deny, "recruiting", "email") with
        {
            Actions = ["disclose"], RecipientKinds = ["client"],
        },
        Rule("framework-email", Rank.Framework, RuleEffect.Permit, "recruiting", "email") with
        {
            Actions = ["disclose"], RecipientKinds = ["client"], Controllers = ["north-us", "north-ca"],
        },
        Rule("no-cv-or-email-from-california", Rank.Notice, RuleEffect.Deny, "recruiting", "email cv") with
        {
            Actions = ["disclose"],
            RecipientKinds = ["client"],
            Controllers = ["north-ca"],
        },
        Rule("notice-email", Rank.Notice, RuleEffect.Permit, "recruiting", "secret"),
        Rule("brand-cv", Rank.Supplement, RuleEffect.Permit, "improve", "cv") with { Controllers = ["north-de"] },
        Rule("no-cv-in-switzerland", Rank.Law, RuleEffect.Deny, "improve", "cv") with { Residences = ["ch"] },
        Rule("no-cv-for-visitors", Rank.Framework, RuleEffect.Deny, "improve", "cv") with { Subjects = ["visitor"] },
        Rule("ask-in-germany", Rank.Supplement, RuleEffect.RequireConsent, "recruiting") with
        {
            Actions = ["disclose"], RecipientKinds = ["client"], Controllers = ["north-de"],
        },
        Rule("pause", Rank.Notice, RuleEffect.Deny, "vet")
            with { From = TestLaw.D("2026-03-01"), Until = TestLaw.D("2026-03-31") },
        Rule("not-to-india", Rank.Framework, RuleEffect.Deny, "recruiting")
            with { To = ["IN"], Controllers = ["north-us"] },
    ];
}
