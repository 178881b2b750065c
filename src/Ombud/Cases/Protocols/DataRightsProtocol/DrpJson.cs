using System.Text.Json.Serialization;

namespace Ombud.Cases.Protocols.DataRightsProtocol;

/// <summary>What goes wrong, in the protocol's form (section 3.06).</summary>
/// <param name="Code">The HTTP status as a text.</param>
/// <param name="Fatal">Whether sending the same again helps nobody; null for not.</param>
internal sealed record DrpProblem(
    [property: JsonPropertyName("code")] string Code, [property: JsonPropertyName("message")] string Message,
    [property: JsonPropertyName("fatal")] bool? Fatal);

/// <summary>Where a request stands, in the protocol's form (section 3.03).</summary>
internal sealed record DrpStatus
{
    /// <summary>The case's number.</summary>
    [JsonPropertyName("request_id")]
    public required Guid RequestId { get; init; }

    [JsonPropertyName("received_at")]
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The end of the last day for the answer; null where no law sets one, or it is over.</summary>
    [JsonPropertyName("expected_by")]
    public DateTimeOffset? ExpectedBy { get; init; }

    /// <summary>What the agent calls it.</summary>
    [JsonPropertyName("agent_request_id")]
    public string? AgentRequestId { get; init; }

    [JsonPropertyName("processing_details")]
    public string? Details { get; init; }

    [JsonPropertyName("status")]
    public required string Status { get; init; }

    [JsonPropertyName("reason")]
    public string? Reason { get; init; }

    /// <summary>Where the person says whether the agent may act.</summary>
    [JsonPropertyName("user_verification_url")]
    public string? VerificationUrl { get; init; }
}

/// <summary>The token of an agent (section 2.05).</summary>
internal sealed record DrpToken([property: JsonPropertyName("agent-id")] string Agent, [property: JsonPropertyName("token")] string Token);

/// <summary>That a token counts (section 2.06).</summary>
internal sealed record DrpAgentKnown;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DrpProblem))]
[JsonSerializable(typeof(DrpStatus))]
[JsonSerializable(typeof(DrpToken))]
[JsonSerializable(typeof(DrpAgentKnown))]
internal sealed partial class DrpJson : JsonSerializerContext;
