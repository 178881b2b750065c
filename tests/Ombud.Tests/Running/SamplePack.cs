using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Tests.Running;

/// <summary>A small organisation's notice in three versions: a past one, the one in force on <see cref="Today"/>, a coming one.</summary>
internal static class SamplePack
{
    public static readonly DateOnly Today = new(2026, 6, 1);

    private static readonly RecipientKind Vendors = new()
    {
        Id = "vendors", Clause = "sharing.vendors", Name = Both("Leverantörer", "Vendors"),
        Description = Both("Arbetar åt oss.", "Work for us."), ThirdParty = true, NeedsAgreement = true,
    };

    private static readonly CookieEntry Login = new()
    {
        Name = "sid", Provider = "us", Purpose = CookiePurpose.Login, Kind = CookieKind.Cookie, Days = 1, Says = Both("in", "in"),
    };

    public static Pack Pack { get; } = new()
    {
        Id = "sample",
        Name = Both("Provbolaget", "Sample Ltd"),
        Disclaimer = Both("Endast ett prov.", "Only a sample."),
        Languages = ["sv", "en"],
        Versions = [Version("2018-05-04", Old), Version("2026-01-01", Now), Version("2027-01-01", Next)],
    };

    public static LegalData Law { get; } = new()
    {
        Countries =
        [
            Country("SE", "Sverige", "Sweden", eea: true), Country("CH", "Schweiz", "Switzerland"),
            Country("US", "USA", "United States"), Country("US-CA", "Kalifornien", "California", partOf: "US"),
        ],
        Regimes =
        [
            new() { Id = "eu", Name = Both("EU", "EU"), Members = [new("SE", null, null)], Periods = [] },
            new() { Id = "us-ca", Name = Both("Kalifornien", "California"), Members = [new("US-CA", null, null)], Periods = [] },
        ],
        Mechanisms =
        [
            Mechanism("shield", new(2016, 7, 12), new DateOnly(2020, 7, 15)),
            Mechanism("framework", new(2023, 7, 10), until: null),
        ],
        Adequacies = [],
    };

    public static LocalizedText Both(string sv, string en) => new([new("sv", sv), new("en", en)]);

    private static NoticeVersion Old(NoticeVersion version) => version with
    {
        Safeguards = [Safeguard("shield", "Skölden", "The shield", new(2018, 5, 4))],
    };

    private static NoticeVersion Now(NoticeVersion version) => version with
    {
        Clauses =
        [
            .. version.Clauses.Where(clause => clause.Id is not "scope.date"),
            Clause(
                "scope", "date", "Datum", "Date",
                "Gäller **nu**. Se [delning](#sharing.vendors).", "Applies **now**. See [sharing](#sharing.vendors)."),
            Clause("sharing", "extra", "Tillägg", "Supplement", "För en del.", "For a part.") with
            {
                Rank = Rank.Supplement,
                Parties = ["brand"],
            },
        ],
        Safeguards =
        [
            Safeguard("shield", "Skölden", "The shield", new(2018, 5, 4)),
            Safeguard("framework", "Ramverket", "The framework", new(2023, 10, 1)),
        ],
    };

    private static NoticeVersion Next(NoticeVersion version) => Now(version) with { RecipientKinds = [] };

    private static NoticeVersion Version(string name, Func<NoticeVersion, NoticeVersion> change) => change(new NoticeVersion
    {
        Version = name,
        EffectiveFrom = DateOnly.ParseExact(name, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Digest = "ab12",
        Summary = Both($"Nytt i {name}", $"New in {name}"),
        Sections = [Section("scope", "Omfattning", "Scope"), Section("sharing", "Delning", "Sharing")],
        Clauses =
        [
            Clause("scope", "date", "Datum", "Date", "Gäller då.", "Applied then."),
            Clause(
                "sharing", "vendors", "Leverantörer", "Vendors",
                "Läs [mer](https://elsewhere.example/x).", "Read [more](https://elsewhere.example/x)."),
        ],
        Parties =
        [
            new() { Id = "parent", LegalName = "Sample Parent Ltd", Brand = "Parent", Role = PartyRole.Parent, Country = "US" },
            new()
            {
                Id = "brand", LegalName = "Provmärket AB", Brand = "Brand", Role = PartyRole.Affiliate,
                Country = "SE", Serves = ["SE"],
            },
        ],
        RecipientKinds = [Vendors],
        VendorFunctions = [],
        Recipients =
        [
            new()
            {
                Id = "cloud", Name = "Cloud Ltd", Kind = "vendors", Country = "US", AgreementFrom = new(2020, 1, 1),
                AgreementUntil = new(2025, 12, 31), Notice = new("https://cloud.example/privacy"),
            },
        ],
        SubjectKinds = [new() { Id = "visitor", Clause = "scope.date", Name = Both("Besökare", "Visitor"), Description = Both("b", "v") }],
        Categories = [],
        Purposes = [],
        Topics = [],
        CollectionPoints = [Point()],
        Safeguards = [],
        RetentionRules = [],
        Rights = [Rights("eu", "GDPR"), Rights("us-ca", "CCPA"), Rights("default", "Elsewhere")],
        Contacts = [Contact("us", []), Contact("eea", ["SE", "CH"])],
        Authorities =
        [
            new()
            {
                Id = "SE", Country = "SE", Name = Both("Svenska myndigheten", "The Swedish authority"),
                Link = new("https://authority.example"),
            },
        ],
        Sites = [Site("one", Login), Site("two")],
        Rules = [],
    });

    private static NoticeSection Section(string id, string sv, string en) =>
        new() { Id = id, Title = Both(sv, en), Lead = Both("Ledtext.", "Lead.") };

    private static Clause Clause(string section, string id, string svTitle, string enTitle, string sv, string en) => new()
    {
        Id = $"{section}.{id}", Section = section, Title = Both(svTitle, enTitle), Text = Both(sv, en),
        Statements = [new() { Says = Both("s", "s") }],
    };

    private static Country Country(string id, string sv, string en, bool eea = false, string? partOf = null) =>
        new() { Id = id, Name = Both(sv, en), Eea = eea, PartOf = partOf };

    private static TransferMechanism Mechanism(string id, DateOnly from, DateOnly? until) => new()
    {
        Id = id, Name = Both(id, id), Kind = MechanismKind.Certification, From = "eea", To = ["US"],
        ValidFrom = from, ValidTo = until, Instrument = id,
    };

    private static Safeguard Safeguard(string mechanism, string sv, string en, DateOnly from) => new()
    {
        Id = $"our-{mechanism}", Clause = "sharing.vendors", Name = Both(sv, en), Mechanism = mechanism,
        Importers = ["group"], Concluded = from, From = from,
    };

    private static RegimeRights Rights(string id, string law) => new()
    {
        Id = id, Name = Both(law, law),
        Rights = [new("access", "scope.date", Both("Tillgång", "Access"), Both("Se.", "See."), $"{law} 1")],
    };

    private static ContactPoint Contact(string id, string[] residences) => new()
    {
        Id = id, Clause = "scope.date", Name = Both($"Kontakt {id}", $"Contact {id}"), Address = ["1 Road", "Town"],
        Email = $"{id}@sample.example", Residences = residences,
    };

    private static Site Site(string id, params CookieEntry[] cookies) =>
        new() { Id = id, Name = id, Link = new($"https://{id}.example"), Controller = "brand", Cookies = cookies };

    private static CollectionPoint Point() => new()
    {
        Id = "message", Clause = "scope.date", Name = Both("Skriv till oss", "Write to us"), Intro = Both("Hej.", "Hello."),
        Situation = Situation.Website, Channel = Channel.Web, Controller = "brand", Subject = "visitor", Purposes = [],
        Fields =
        [
            new()
            {
                Id = "text", Label = Both("Ditt ärende", "Your message"), Type = FieldType.LongText, NotPersonal = true,
                Requirement = Requirement.Voluntary, Consequence = Both("Inget svar.", "No answer."),
            },
        ],
    };
}
