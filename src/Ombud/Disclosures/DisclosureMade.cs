using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Log;

namespace Ombud.Disclosures;

/// <summary>Data about the person was given to a recipient. Which fields, never what stood in them.</summary>
internal sealed record DisclosureMade : Fact, INamesRecipient, INamesController
{
    public required Guid DisclosureId { get; init; }

    /// <summary>Id of the API key or staff account that asked for it.</summary>
    public required string By { get; init; }

    /// <summary>Id of the recipient.</summary>
    public required string Recipient { get; init; }

    public required string Controller { get; init; }
    public required string Purpose { get; init; }
    public required IReadOnlyList<string> Categories { get; init; }
    public required IReadOnlyList<string> Fields { get; init; }

    /// <summary>What the person had filled in, such as an application, of which it was a part.</summary>
    public IReadOnlyList<FilledIn> Under { get; init; } = [];

    /// <summary>Country in which the data was held.</summary>
    public required string From { get; init; }

    /// <summary>Country to which it went.</summary>
    public required string To { get; init; }

    /// <summary>Id of what carried the transfer; null where no guarded border was crossed.</summary>
    public string? Safeguard { get; init; }

    /// <summary>First and last day of the agreement in force; null where none is needed or it has no end.</summary>
    public DateOnly? AgreementFrom { get; init; }

    /// <inheritdoc cref="AgreementFrom"/>
    public DateOnly? AgreementUntil { get; init; }

    /// <summary>Id of the clause that permitted it.</summary>
    public required string Clause { get; init; }

    public required string LegalBasis { get; init; }
    public required string NoticeVersion { get; init; }
}

/// <summary>A form that was filled in.</summary>
/// <param name="Point">Id of the collection point.</param>
/// <param name="On">The day.</param>
internal sealed record FilledIn(string Point, DateOnly On);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(DisclosureMade))]
internal sealed partial class DisclosureFactsJson : JsonSerializerContext;
