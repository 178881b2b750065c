using System.Text.Json;
using Ombud.Layout;

namespace Ombud.Incidents.Telling;

/// <summary>What the people affected are told, in their words (GDPR article 34(2)). The contact point is the notice's.</summary>
public sealed record TellWords
{
    /// <summary>What happened.</summary>
    public required string NatureSv { get; init; }

    /// <inheritdoc cref="NatureSv"/>
    public required string NatureEn { get; init; }

    /// <summary>What it may mean for them.</summary>
    public required string ConsequencesSv { get; init; }

    /// <inheritdoc cref="ConsequencesSv"/>
    public required string ConsequencesEn { get; init; }

    /// <summary>What was and will be done, and what they can do themselves.</summary>
    public required string MeasuresSv { get; init; }

    /// <inheritdoc cref="MeasuresSv"/>
    public required string MeasuresEn { get; init; }

    internal string AsJson() => JsonSerializer.Serialize(this, IncidentJson.Default.TellWords);

    internal static TellWords Of(string json) => JsonSerializer.Deserialize(json, IncidentJson.Default.TellWords)!;

    /// <summary>Nature, consequences and measures in a language.</summary>
    internal (string Nature, string Consequences, string Measures) In(Language language) => language == Language.Swedish
        ? (NatureSv, ConsequencesSv, MeasuresSv) : (NatureEn, ConsequencesEn, MeasuresEn);
}
