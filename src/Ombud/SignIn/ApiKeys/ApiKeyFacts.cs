using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Log;

namespace Ombud.SignIn.ApiKeys;

/// <summary>An API key was made. What the operator calls it stands nowhere in it.</summary>
/// <param name="Controllers">Ids of what it is limited to; <c>*</c> for all.</param>
/// <param name="Purposes">The same of purposes.</param>
/// <param name="Actions">The same of actions.</param>
internal sealed record ApiKeyMade(Guid KeyId, string Controllers, string Purposes, string Actions) : ClearFact;

/// <summary>An API key was revoked.</summary>
internal sealed record ApiKeyRevoked(Guid KeyId) : ClearFact;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ApiKeyMade))]
[JsonSerializable(typeof(ApiKeyRevoked))]
internal sealed partial class ApiKeyFactsJson : JsonSerializerContext;
