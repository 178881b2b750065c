using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Mapping;

/// <summary>Reads <c>parties.yaml</c> and <c>recipients.yaml</c>.</summary>
internal static class PartiesMapper
{
    internal static Party Party(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        LegalName = node.Text("legalName"),
        Brand = node.Text("brand"),
        Role = node.Enum<PartyRole>("role"),
        Country = node.Text("country"),
        Serves = node.Words("serves"),
        Services = node.LocalizedList("services"),
        Certifications = node.List("certifications", Certification),
        Processor = node.OptionalText("processor"),
        Instructs = node.Words("instructs"),
        Link = node.OptionalLink("link"),
    };

    internal static RecipientKind RecipientKind(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Clause = node.Text("clause"),
        Name = node.Localized("name"),
        Description = node.Localized("description"),
        ThirdParty = node.RequiredFlag("thirdParty"),
        NeedsAgreement = node.Flag("needsAgreement"),
    };

    internal static VendorFunction VendorFunction(YamlReader node) => new()
    {
        Id = node.Id(),
        At = node.At,
        Name = node.Localized("name"),
        Purposes = node.SomeWords("purposes"),
        Categories = node.SomeWords("categories"),
    };

    internal static Recipient Recipient(YamlReader node)
    {
        var from = node.OptionalDate("agreementFrom");
        return new()
        {
            Id = node.Id(),
            At = node.At,
            Name = node.Text("name"),
            Kind = node.Text("kind"),
            Country = node.Text("country"),
            Functions = node.Words("functions"),
            AgreementFrom = from,
            AgreementUntil = node.LastDay("agreementUntil", from),
            Notice = node.OptionalLink("notice"),
            Certifications = node.List("certifications", Certification),
        };
    }

    private static Certification Certification(YamlReader node)
    {
        var from = node.Date("from");
        return new()
        {
            At = node.At,
            Mechanism = node.Text("mechanism"),
            From = from,
            Until = node.LastDay("until", from),
            HumanResources = node.Flag("humanResources"),
            Link = node.OptionalLink("link"),
        };
    }
}
