using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Mapping;

/// <summary>Reads <c>subjects.yaml</c>, <c>categories.yaml</c> and <c>purposes.yaml</c>.</summary>
internal static class PurposesMapper
{
    private const int ConsentMonthsMax = 120;

    internal static SubjectKind SubjectKind(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Clause = node.Text("clause"),
        Name = node.Localized("name"),
        Description = node.Localized("description"),
    };

    internal static DataCategory Category(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Clause = node.Text("clause"),
        Name = node.Localized("name"),
        Examples = node.Localized("examples"),
        Nature = node.Enum("nature", CategoryNature.Ordinary),
        Dpv = node.OptionalText("dpv"),
        HumanResources = node.Flag("humanResources"),
    };

    internal static Purpose Purpose(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Clause = node.Text("clause"),
        Name = node.Localized("name"),
        Description = node.Localized("description"),
        Nature = node.Enum("nature", PurposeNature.Ordinary),
        Subjects = node.SomeWords("subjects"),
        Categories = node.SomeWords("categories"),
        Controllers = node.Words("controllers"),
        Recipients = node.Words("recipients"),
        Bases = node.List("bases", Basis),
        ConsentMonths = node.OptionalNumber("consentMonths", 1, ConsentMonthsMax),
        Dpv = node.OptionalText("dpv"),
    };

    internal static Topic Topic(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Purpose = node.Text("purpose"),
        Name = node.Localized("name"),
        Description = node.Localized("description"),
    };

    internal static RankedRule Rule(YamlReader node)
    {
        var from = node.OptionalDate("from");
        return new()
        {
            Id = node.Id(),
            At = node.At,
            Clause = node.Text("clause"),
            Rank = node.Enum<Rank>("rank"),
            Effect = node.Enum<RuleEffect>("effect"),
            Actions = node.Words("actions"),
            Purposes = node.Words("purposes"),
            Categories = node.Words("categories"),
            Subjects = node.Words("subjects"),
            RecipientKinds = node.Words("recipientKinds"),
            Controllers = node.Words("controllers"),
            Residences = node.Words("residences"),
            To = node.Words("to"),
            From = from,
            Until = node.LastDay("until", from),
            Reason = node.Localized("reason"),
        };
    }

    private static PurposeBasis Basis(YamlReader node) => new()
    {
        At = node.At,
        Regimes = node.SomeWords("regimes"),
        Subjects = node.Words("subjects"),
        Basis = node.Enum<LegalBasis>("basis"),
        Interest = node.OptionalLocalized("interest"),
        Balancing = node.OptionalLocalized("balancing"),
        Law = node.OptionalText("law"),
        Special = node.Enum("special", SpecialCondition.None),
        Criminal = node.Enum("criminal", SpecialCondition.None),
        IdentityNumber = node.Enum("identityNumber", SpecialCondition.None),
    };
}
