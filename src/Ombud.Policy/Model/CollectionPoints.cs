namespace Ombud.Policies.Model;

/// <summary>What a person is doing when a point collects (promise <c>scope.situations</c>).</summary>
public enum Situation { Website, App, Event, Service, Recruitment, Marketing, Supply }

/// <summary>By which way data comes in.</summary>
public enum Channel { Web, App, Phone, InPerson, File, ThirdParty, Public }

/// <summary>A declared place where personal data is collected. What is not declared is not collected.</summary>
public sealed record CollectionPoint : PackEntry
{
    public required string Clause { get; init; }
    public required LocalizedText Name { get; init; }
    public required LocalizedText Intro { get; init; }
    public required Situation Situation { get; init; }
    public required Channel Channel { get; init; }

    /// <summary>Id of the party on whose behalf it collects.</summary>
    public required string Controller { get; init; }

    /// <summary>Id of the kind of person who fills it in.</summary>
    public required string Subject { get; init; }

    /// <summary>Ids of the purposes for which it collects; at least one.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    public required IReadOnlyList<CollectionField> Fields { get; init; }

    /// <summary>Kind of the other person whose data it takes; null where it takes none.</summary>
    public string? OtherSubject { get; init; }

    /// <summary>The confirmation that the other person agreed; required with <see cref="OtherSubject"/>.</summary>
    public LocalizedText? OtherConfirmation { get; init; }

    /// <summary>Ids of topics or consent purposes offered as choices, none ticked beforehand.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether what is posted is public, as on a forum.</summary>
    public bool Public { get; init; }

    /// <summary>Whether only staff fill it in, telling the person what the notice says.</summary>
    public bool Offline { get; init; }

    /// <summary>Whether only a signed-in person fills it in.</summary>
    public bool SignedIn { get; init; }
}

/// <summary>What a field takes.</summary>
public enum FieldType { Text, LongText, Email, Phone, Date, BirthDate, Country, Choice, File, Url }

/// <summary>Whether giving a field is compulsory, and why (GDPR article 13(2)(e)).</summary>
public enum Requirement
{
    /// <summary>A law demands it.</summary>
    Law,

    /// <summary>A contract, or the step asked for before one, demands it.</summary>
    Contract,

    /// <summary>The person decides.</summary>
    Voluntary,
}

/// <summary>One field of a collection point.</summary>
public sealed record CollectionField : PackEntry
{
    public required LocalizedText Label { get; init; }
    public LocalizedText? Hint { get; init; }
    public required FieldType Type { get; init; }

    /// <summary>Id of the data category, or null where <see cref="NotPersonal"/>.</summary>
    public string? Category { get; init; }

    /// <summary>Whether it is expressly declared not personal.</summary>
    public bool NotPersonal { get; init; }

    public required Requirement Requirement { get; init; }

    /// <summary>What follows from declining.</summary>
    public required LocalizedText Consequence { get; init; }

    /// <summary>Whether it is about the other person of the point.</summary>
    public bool OfOther { get; init; }

    /// <summary>Longest value in characters; for a file, in bytes.</summary>
    public int Max { get; init; } = 200;

    /// <summary>For <see cref="FieldType.Choice"/>: the values.</summary>
    public IReadOnlyList<FieldChoice> Choices { get; init; } = [];

    /// <summary>Whether a value of it becomes a look-up identifier of the subject: e-mail, phone.</summary>
    public bool Identifies { get; init; }

    /// <summary>Whether the organisation works it out or notes it down itself, such as an assessment: then it is not the person's
    /// to take along.</summary>
    public bool Derived { get; init; }

    /// <summary>The place of JSON Resume where a value of it stands in a CV to take along; null for none.</summary>
    public string? Resume { get; init; }
}

/// <summary>One value of a choice field.</summary>
public sealed record FieldChoice(string Value, LocalizedText Label);
