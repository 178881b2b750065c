using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Policies.Deciding;
using Ombud.Trail.Receipts;

namespace Ombud.Consents.Answering;

/// <summary>An answer to the question of consent, as a site or application reports it.</summary>
internal sealed record ConsentRequest
{
    /// <summary>The person or visitor; null for a visitor who is new, and whose id the answer holds.</summary>
    public Guid? Subject { get; init; }

    /// <summary>Id of the party that asked; null where the collection point tells it.</summary>
    public string? Controller { get; init; }

    /// <summary>Id of the purpose; either this or <see cref="Topic"/>.</summary>
    public string? Purpose { get; init; }

    /// <summary>Id of the topic of marketing; either this or <see cref="Purpose"/>.</summary>
    public string? Topic { get; init; }

    [JsonConverter(typeof(AnswerWord))]
    public required ConsentAnswer Answer { get; init; }

    /// <summary>Whether it was an explicit statement.</summary>
    public bool Explicit { get; init; }

    /// <summary>For a visitor who is new: id of the kind of person; null for that of the point, or a visitor.</summary>
    public string? Kind { get; init; }

    public required Shown Shown { get; init; }
}

/// <summary>What was recorded.</summary>
/// <param name="Subject">Id of the person; of a new one where none was named.</param>
/// <param name="FactId">Id of the fact, by which its proof is fetched.</param>
/// <param name="Receipt">The receipt to keep, without its proof; left out where the person has joined the id with another of
/// theirs, and finds the receipt at My data.</param>
/// <param name="Proof">Where the proof is fetched, without login.</param>
internal sealed record ConsentRecorded(Guid Subject, Guid FactId, ReceiptProof? Receipt, string Proof);

/// <summary>Everything that a person has answered, as far as the caller may see it.</summary>
internal sealed record ConsentList(Guid Subject, IReadOnlyList<ConsentEntry> Consents);

/// <summary>One answer and whether it is the latest.</summary>
/// <param name="Key">Id of the purpose or topic.</param>
/// <param name="Current">Whether no later answer to the same stands.</param>
internal sealed record ConsentEntry(
    Guid FactId, string Key, [property: JsonConverter(typeof(AnswerWord))] ConsentAnswer Answer, DateTimeOffset At, string Controller,
    bool Explicit, Shown Shown, bool Current);

/// <summary>An answer as a word: <c>given</c>, <c>refused</c>, <c>withdrawn</c>; no number for it.</summary>
internal sealed class AnswerWord()
    : JsonStringEnumConverter<ConsentAnswer>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary>The types of this capability that cross HTTP. Strict: what is unknown, repeated or missing is refused.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ConsentRequest))]
[JsonSerializable(typeof(ConsentRecorded))]
[JsonSerializable(typeof(ConsentList))]
internal sealed partial class ConsentsJson : JsonSerializerContext
{
    /// <summary>The context that requests are read with and answers are written with.</summary>
    public static ConsentsJson Strict { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 16,
    });
}
