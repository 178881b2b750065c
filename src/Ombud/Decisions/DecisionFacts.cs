using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Log;
using Ombud.Policies.Deciding;

namespace Ombud.Decisions;

/// <summary>Somebody read the person's data under a permit.</summary>
/// <param name="Reader">Id of the API key or staff account; <c>self</c> for the person.</param>
internal sealed record ReadingMade(
    string Reader, string Purpose, string Controller, IReadOnlyList<string> Categories, int Records, string Clause) : Fact;

/// <summary>Somebody asked to act and was refused.</summary>
internal sealed record UseRefused(
    string Reader, UseAction Action, string Purpose, string Controller, IReadOnlyList<string> Categories, DenialReason Reason) : Fact;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReadingMade))]
[JsonSerializable(typeof(UseRefused))]
internal sealed partial class DecisionFactsJson : JsonSerializerContext;
