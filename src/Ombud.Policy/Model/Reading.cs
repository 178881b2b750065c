namespace Ombud.Policies.Model;

/// <summary>The rights that people have under a regime.</summary>
public sealed record RegimeRights : PackEntry
{
    /// <summary>Regime family; equal to the id.</summary>
    public string Regime => Id;

    public required LocalizedText Name { get; init; }
    public required IReadOnlyList<Right> Rights { get; init; }
}

/// <summary>One right under one regime.</summary>
/// <param name="Id">Word of the right, such as <c>access</c>.</param>
/// <param name="Clause">Id of the clause that promises it.</param>
/// <param name="Name">Its name for readers.</param>
/// <param name="Says">What it means, one or two sentences.</param>
/// <param name="Law">Where it stands in the law.</param>
/// <param name="Dpv">Term of the Data Privacy Vocabulary, such as <c>eu-rights:A15</c>.</param>
public sealed record Right(string Id, string Clause, LocalizedText Name, LocalizedText Says, string Law, string? Dpv = null);

/// <summary>Where people turn to, by where they live. Text to show, never an address the product mails to.</summary>
public sealed record ContactPoint : PackEntry
{
    public required string Clause { get; init; }
    public required LocalizedText Name { get; init; }

    /// <summary>Lines of the postal address.</summary>
    public required IReadOnlyList<string> Address { get; init; }

    public string? Email { get; init; }

    /// <summary>Countries of residence it serves; empty means every other.</summary>
    public IReadOnlyList<string> Residences { get; init; } = [];

    public LocalizedText? Note { get; init; }
}

/// <summary>A supervisory authority.</summary>
public sealed record Authority : PackEntry
{
    /// <summary>Country it supervises; the id is the same with a suffix where a country has several.</summary>
    public required string Country { get; init; }

    public required LocalizedText Name { get; init; }
    public required Uri Link { get; init; }
    public IReadOnlyList<string> Address { get; init; } = [];
    public string? Email { get; init; }
}

/// <summary>A site of the group and what it sets in a browser.</summary>
public sealed record Site : PackEntry
{
    public required string Name { get; init; }
    public required Uri Link { get; init; }

    /// <summary>Id of the party that runs it.</summary>
    public required string Controller { get; init; }

    public required IReadOnlyList<CookieEntry> Cookies { get; init; }
}

/// <summary>What a cookie, beacon or storage entry serves.</summary>
public enum CookiePurpose { Login, Personal, Analysis }

/// <summary>What it is.</summary>
public enum CookieKind { Cookie, Beacon, Storage }

/// <summary>One declared cookie, beacon or storage entry.</summary>
public sealed record CookieEntry
{
    public required string Name { get; init; }
    public required string Provider { get; init; }
    public required CookiePurpose Purpose { get; init; }
    public required CookieKind Kind { get; init; }

    /// <summary>Lifetime in days; 0 ends with the session.</summary>
    public required int Days { get; init; }

    public required LocalizedText Says { get; init; }
    public SourceSpan At { get; init; }
}
