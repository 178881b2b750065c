using Ombud.Policies.Model;

namespace Ombud.Policies.Tests.Packs;

/// <summary>Entries of a pack in one line each.</summary>
internal static class Build
{
    public static string[] W(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static NoticeVersion Version(string date) => new()
    {
        Version = date,
        EffectiveFrom = TestLaw.D(date),
        Summary = LocalizedText.Same(date),
        Sections = [],
        Clauses = [],
        Parties = [],
        RecipientKinds = [],
        VendorFunctions = [],
        Recipients = [],
        SubjectKinds = [],
        Categories = [],
        Purposes = [],
        Topics = [],
        CollectionPoints = [],
        Safeguards = [],
        RetentionRules = [],
        Rights = [],
        Contacts = [],
        Authorities = [],
        Sites = [],
        Rules = [],
    };

    /// <summary>The version with a clause for every clause word that its entries name.</summary>
    public static NoticeVersion WithClauses(NoticeVersion version)
    {
        var words = version.Purposes.Select(p => p.Clause).Concat(version.Categories.Select(c => c.Clause))
            .Concat(version.SubjectKinds.Select(k => k.Clause)).Concat(version.RecipientKinds.Select(k => k.Clause))
            .Concat(version.CollectionPoints.Select(p => p.Clause)).Concat(version.Safeguards.Select(s => s.Clause))
            .Concat(version.Rules.Select(r => r.Clause)).Distinct(StringComparer.Ordinal);
        return version with { Clauses = [.. words.Select(Clause)] };
    }

    public static Pack Pack(string id, params NoticeVersion[] versions) => new()
    {
        Id = id,
        Name = LocalizedText.Same(id),
        Languages = ["sv", "en"],
        Versions = [.. versions.Select(WithClauses)],
    };

    private static Clause Clause(string id) => new()
    {
        Id = id,
        Section = id,
        Title = LocalizedText.Same(id),
        Text = LocalizedText.Same(id),
        Statements = [],
    };

    public static SubjectKind Kind(string id) =>
        new() { Id = id, Clause = $"kind.{id}", Name = LocalizedText.Same(id), Description = LocalizedText.Same(id) };

    public static DataCategory Category(string id, CategoryNature nature = CategoryNature.Ordinary, bool staff =
        false) => new()
        {
            Id = id,
            Clause = $"data.{id}",
            Name = LocalizedText.Same(id),
            Examples = LocalizedText.Same(id),
            Nature = nature,
            HumanResources = staff,
        };

    public static RecipientKind RecipientKind(string id, bool needsAgreement = false) => new()
    {
        Id = id,
        Clause = $"share.{id}",
        Name = LocalizedText.Same(id),
        Description = LocalizedText.Same(id),
        ThirdParty = id != "group",
        NeedsAgreement = needsAgreement,
    };

    public static Purpose Purpose(
        string id, string subjects, string categories, string recipients, params PurposeBasis[] bases) => new()
        {
            Id = id,
            Clause = $"use.{id}",
            Name = LocalizedText.Same(id),
            Description = LocalizedText.Same(id),
            Subjects = W(subjects),
            Categories = W(categories),
            Recipients = W(recipients),
            Bases = bases,
        };

    public static PurposeBasis Basis(string regimes, LegalBasis basis, string subjects = "") =>
        new() { Regimes = W(regimes), Basis = basis, Subjects = W(subjects) };

    public static Party Party(string id, string country, string serves = "", PartyRole role = PartyRole.Affiliate) =>
        new()
        {
            Id = id,
            LegalName = id,
            Brand = id,
            Role = role,
            Country = country,
            Serves = W(serves),
        };

    public static Recipient Recipient(string id, string kind, string country, string functions = "") =>
        new() { Id = id, Name = id, Kind = kind, Country = country, Functions = W(functions) };

    public static Certification Certified(string mechanism, string from, string? until = null, bool staff = false) =>
        new()
        {
            Mechanism = mechanism,
            From = TestLaw.D(from),
            Until = until is null ? null : TestLaw.D(until),
            HumanResources = staff,
        };

    public static Safeguard Safeguard(
        string id, string mechanism, string importers, string concluded, string to = "", string meets = "") => new()
        {
            Id = id,
            Clause = $"safe.{id}",
            Name = LocalizedText.Same(id),
            Mechanism = mechanism,
            Importers = W(importers),
            To = W(to),
            Concluded = TestLaw.D(concluded),
            From = TestLaw.D(concluded),
            Meets = W(meets),
        };

    public static CollectionPoint Point(
        string id, string controller, string subject, string purposes, string categories, Channel channel =
            Channel.Web) => new()
            {
                Id = id,
                Clause = $"point.{id}",
                Name = LocalizedText.Same(id),
                Intro = LocalizedText.Same(id),
                Situation = Situation.Recruitment,
                Channel = channel,
                Controller = controller,
                Subject = subject,
                Purposes = W(purposes),
                Fields = [.. W(categories).Select(Field)],
            };

    private static CollectionField Field(string category) => new()
    {
        Id = category,
        Label = LocalizedText.Same(category),
        Type = FieldType.Text,
        Category = category,
        Requirement = Requirement.Voluntary,
        Consequence = LocalizedText.Same(category),
    };

    public static RankedRule Rule(string id, Rank rank, RuleEffect effect, string purposes, string categories = "") =>
        new()
        {
            Id = id,
            Clause = $"rule.{id}",
            Rank = rank,
            Effect = effect,
            Purposes = W(purposes),
            Categories = W(categories),
            Reason = LocalizedText.Same(id),
        };

    public static RetentionRule Keep(string id, Anchor anchor, int months, string purposes = "", string categories =
        "") => new()
        {
            Id = id,
            Clause = "keep.rules",
            Name = LocalizedText.Same(id),
            Reason = LocalizedText.Same(id),
            Source = id,
            Purposes = W(purposes),
            Categories = W(categories),
            Anchor = anchor,
            Months = months,
        };
}
