using System.Text.Json;

namespace Ombud.Incidents.Affected;

/// <summary>By what the people affected are found.</summary>
public enum SearchKind
{
    /// <summary>Whoever's data an API key or a staff account was given or read in the period, by the trail.</summary>
    Reader,

    /// <summary>Whoever's data was given to a recipient in the period.</summary>
    Recipient,

    /// <summary>Whoever's records of some categories a company held at the end of the period.</summary>
    Held,

    /// <summary>One person, whose account was broken into.</summary>
    Person,
}

/// <summary>What is looked for.</summary>
/// <param name="Word">Id of the key, the account or the recipient; of the company, where records are looked for.</param>
public sealed record SearchOrder(SearchKind Kind, string Word, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Ids of the categories; none for all.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Id of the one person; null once the search is done.</summary>
    public Guid? Person { get; init; }

    internal string AsJson() => JsonSerializer.Serialize(this, IncidentJson.Default.SearchOrder);

    internal static SearchOrder Of(string json) => JsonSerializer.Deserialize(json, IncidentJson.Default.SearchOrder)!;
}
