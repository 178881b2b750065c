namespace Ombud.Policies.Model;

/// <summary>What a party is to the organisation.</summary>
public enum PartyRole
{
    /// <summary>The named parent.</summary>
    Parent,

    /// <summary>A listed company of the group: may act as controller.</summary>
    Affiliate,

    /// <summary>A client that is controller itself, for which a company of the group is processor.</summary>
    ClientController,
}

/// <summary>A company that can be controller: of the group, or a client for whom the group is processor.</summary>
public sealed record Party : PackEntry
{
    public required string LegalName { get; init; }

    /// <summary>The brand it trades under.</summary>
    public required string Brand { get; init; }

    public required PartyRole Role { get; init; }

    /// <summary>ISO 3166-1 alpha-2 code of its establishment.</summary>
    public required string Country { get; init; }

    /// <summary>Countries to whose residents it offers services; empty means everywhere.</summary>
    public IReadOnlyList<string> Serves { get; init; } = [];

    /// <summary>The services it offers, for readers.</summary>
    public IReadOnlyList<LocalizedText> Services { get; init; } = [];

    public IReadOnlyList<Certification> Certifications { get; init; } = [];

    /// <summary>For a client: id of the company of the group that is its processor.</summary>
    public string? Processor { get; init; }

    /// <summary>For a client: ids of the purposes it has instructed its processor to pursue.</summary>
    public IReadOnlyList<string> Instructs { get; init; } = [];

    /// <summary>Its own site.</summary>
    public Uri? Link { get; init; }
}

/// <summary>A company's certification under a framework; <see cref="Mechanism"/> is an id of the law's data.</summary>
public sealed record Certification
{
    public required string Mechanism { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>The last day, or null while it runs.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Whether it covers data of the organisation's own staff and applicants.</summary>
    public bool HumanResources { get; init; }

    public Uri? Link { get; init; }
    public SourceSpan At { get; init; }
}

/// <summary>A kind of recipient: group company, client, vendor, authority and so on.</summary>
public sealed record RecipientKind : PackEntry
{
    public required string Clause { get; init; }
    public required LocalizedText Name { get; init; }
    public required LocalizedText Description { get; init; }

    /// <summary>Whether the notice does not cover what they do, since they are not of the group.</summary>
    public required bool ThirdParty { get; init; }

    /// <summary>Whether a disclosure needs an agreement in force and a function: vendors.</summary>
    public bool NeedsAgreement { get; init; }
}

/// <summary>What a vendor does for the organisation, and so what it may be given.</summary>
public sealed record VendorFunction : PackEntry
{
    public required LocalizedText Name { get; init; }

    /// <summary>Ids of the purposes the function serves.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>Ids of the data categories the function needs.</summary>
    public required IReadOnlyList<string> Categories { get; init; }
}

/// <summary>A named recipient outside the group's companies.</summary>
public sealed record Recipient : PackEntry
{
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required string Country { get; init; }

    /// <summary>For vendors: ids of its functions.</summary>
    public IReadOnlyList<string> Functions { get; init; } = [];

    /// <summary>First day of the data-processing agreement.</summary>
    public DateOnly? AgreementFrom { get; init; }

    /// <summary>Last day of the agreement; null while it runs.</summary>
    public DateOnly? AgreementUntil { get; init; }

    /// <summary>Address of its own privacy notice.</summary>
    public Uri? Notice { get; init; }

    public IReadOnlyList<Certification> Certifications { get; init; } = [];
}
