using System.Globalization;
using Ombud.Policies.Deciding;
using Ombud.Policies.Law;
using Ombud.Policies.Model;

namespace Ombud.Bench.Deciding;

/// <summary>The rule set by which other engines were measured: 40 purposes, 25 categories, 12 recipient kinds, 3 regimes.</summary>
internal static class DrawnRules
{
    private const string Person = "person";
    private static readonly string[] Countries = ["SE", "GB", "CH"];
    private static readonly string[] Regimes = ["eu", "uk", "ch"];
    private static readonly DateOnly Start = new(2020, 1, 1);

    public static RuleSet Make()
    {
        var categories = Ids("c", 25);
        var kinds = Ids("k", 12);
        var dice = new Dice(11);
        var rules = Ids("p", 40).Select(purpose => new DrawnRule(
            purpose, Some(categories, 10, dice), Some(kinds, 5, dice), Some([0, 1, 2], 2, dice))).ToList();
        return new RuleSet
        {
            Name = "40 x 25 x 12 x 3",
            Policy = Policy.Compile(PackOf(rules, categories, kinds), Law()),
            Standing = StandingState.Empty.Apply(new StandingChange.Met(DateTimeOffset.UnixEpoch, Person)),
            Purposes = [.. rules.Select(rule => rule.Purpose)],
            Categories = categories,
            Kinds = kinds,
            Recipients = [.. kinds.Select(kind => (IReadOnlyList<string>)[.. Countries.Select(country => RecipientOf(kind, country))])],
            Controllers = [.. Countries.Select(ControllerOf)],
            Residences = Countries,
            Drawn = rules,
            IsPermitted = cell => rules[cell.Purpose].Categories.Contains(categories[cell.Category], StringComparer.Ordinal)
                && rules[cell.Purpose].Kinds.Contains(kinds[cell.RecipientKind], StringComparer.Ordinal)
                && rules[cell.Purpose].Regimes.Contains(cell.Regime),
        };
    }

    private static string ControllerOf(string country) => "company-" + country.ToLowerInvariant();

    private static string RecipientOf(string kind, string country) => $"{kind}-{country.ToLowerInvariant()}";

    private static List<string> Ids(string prefix, int count) =>
        [.. Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}{i:00}"))];

    private static List<T> Some<T>(IReadOnlyList<T> from, int count, Dice dice)
    {
        var left = from.ToList();
        while (left.Count > count)
            left.RemoveAt(dice.Next(left.Count));
        return left;
    }

    private static Pack PackOf(List<DrawnRule> rules, IReadOnlyList<string> categories, IReadOnlyList<string> kinds) => new()
    {
        Id = "drawn", Name = Same("drawn"), Languages = ["en"], Versions = [VersionOf(rules, categories, kinds)],
    };

    private static NoticeVersion VersionOf(List<DrawnRule> rules, IReadOnlyList<string> categories, IReadOnlyList<string> kinds) => new()
    {
        Version = "2020-01-01", EffectiveFrom = Start, Summary = Same("drawn"), Sections = [],
        Clauses = [new Clause { Id = "drawn", Section = "drawn", Title = Same("drawn"), Text = Same("drawn"), Statements = [] }],
        Parties = [.. Countries.Select(country => new Party
        {
            Id = ControllerOf(country), LegalName = country, Brand = country, Role = PartyRole.Affiliate, Country = country,
        })],
        RecipientKinds = [.. kinds.Select(kind => new RecipientKind
        {
            Id = kind, Clause = "drawn", Name = Same(kind), Description = Same(kind), ThirdParty = true,
        })],
        VendorFunctions = [],
        Recipients = [.. kinds.SelectMany(kind => Countries.Select(country => new Recipient
        {
            Id = RecipientOf(kind, country), Name = kind, Kind = kind, Country = country,
        }))],
        SubjectKinds = [new SubjectKind { Id = Person, Clause = "drawn", Name = Same(Person), Description = Same(Person) }],
        Categories = [.. categories.Select(category => new DataCategory
        {
            Id = category, Clause = "drawn", Name = Same(category), Examples = Same(category),
        })],
        Purposes = [.. rules.Select(PurposeOf)],
        Topics = [], CollectionPoints = [], Safeguards = [], RetentionRules = [], Rights = [], Contacts = [], Authorities = [],
        Sites = [], Rules = [],
    };

    private static Purpose PurposeOf(DrawnRule rule) => new()
    {
        Id = rule.Purpose, Clause = "drawn", Name = Same(rule.Purpose), Description = Same(rule.Purpose), Subjects = [Person],
        Categories = rule.Categories, Recipients = rule.Kinds,
        Bases = [new PurposeBasis { Regimes = [.. rule.Regimes.Select(regime => Regimes[regime])], Basis = LegalBasis.Contract }],
    };

    private static LegalData Law() => new()
    {
        Countries = [.. Countries.Select(country => new Country { Id = country, Name = Same(country), Eea = country is "SE" })],
        // Three that demand a basis by name: of the others some fall back on one another.
        Regimes = [.. Regimes.Zip(Countries, (regime, country) => new Regime
        {
            Id = regime, Name = Same(regime), Members = [new RegimeMember(country, null, null)], Periods = [],
        })],
        Mechanisms = [], Adequacies = [],
    };

    private static LocalizedText Same(string text) => LocalizedText.Same(text);
}
