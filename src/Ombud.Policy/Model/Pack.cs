namespace Ombud.Policies.Model;

/// <summary>A pack as it is written: an organisation's notice in all its versions, texts and meaning.</summary>
public sealed record Pack
{
    /// <summary>The pack's word.</summary>
    public required string Id { get; init; }

    /// <summary>The organisation's name.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>What readers must know of the pack itself, such as that it is a sample.</summary>
    public LocalizedText? Disclaimer { get; init; }

    /// <summary>Languages that every text has, the first being the notice's own.</summary>
    public required IReadOnlyList<string> Languages { get; init; }

    /// <summary>All versions, oldest first; at least one. Each is complete in itself.</summary>
    public required IReadOnlyList<NoticeVersion> Versions { get; init; }
}

/// <summary>One version of the notice: immutable once published.</summary>
public sealed record NoticeVersion
{
    /// <summary>The version's name, its effective date as <c>yyyy-MM-dd</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The first day on which it applies.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>SHA-256 over the version's files, in hexadecimal: what a reader can compare.</summary>
    public string Digest { get; init; } = "";

    /// <summary>What this version changes, for readers.</summary>
    public required LocalizedText Summary { get; init; }

    public required IReadOnlyList<NoticeSection> Sections { get; init; }
    public required IReadOnlyList<Clause> Clauses { get; init; }

    /// <summary>Principles of a framework, in its order; empty where the group has joined none.</summary>
    public IReadOnlyList<Principle> Principles { get; init; } = [];

    public required IReadOnlyList<Party> Parties { get; init; }
    public required IReadOnlyList<RecipientKind> RecipientKinds { get; init; }
    public required IReadOnlyList<VendorFunction> VendorFunctions { get; init; }
    public required IReadOnlyList<Recipient> Recipients { get; init; }
    public required IReadOnlyList<SubjectKind> SubjectKinds { get; init; }
    public required IReadOnlyList<DataCategory> Categories { get; init; }
    public required IReadOnlyList<Purpose> Purposes { get; init; }
    public required IReadOnlyList<Topic> Topics { get; init; }
    public required IReadOnlyList<CollectionPoint> CollectionPoints { get; init; }
    public required IReadOnlyList<Safeguard> Safeguards { get; init; }
    public required IReadOnlyList<RetentionRule> RetentionRules { get; init; }
    public required IReadOnlyList<RegimeRights> Rights { get; init; }
    public required IReadOnlyList<ContactPoint> Contacts { get; init; }
    public required IReadOnlyList<Authority> Authorities { get; init; }

    /// <summary>Where a person can go on with a case; empty where the supervisory authority is all.</summary>
    public IReadOnlyList<RecourseStep> Recourse { get; init; } = [];

    /// <summary>Steps of cases that take two of the staff; empty where one is enough for all.</summary>
    public IReadOnlyList<FourEyesRule> FourEyes { get; init; } = [];

    public required IReadOnlyList<Site> Sites { get; init; }
    public required IReadOnlyList<RankedRule> Rules { get; init; }
}
