using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Log;

namespace Ombud.SignIn.People;

/// <summary>A person proved that an identifier is theirs. Which one stands nowhere in it.</summary>
/// <param name="Identifier">Kind of identifier: <c>email</c>.</param>
internal sealed record IdentifierProved(string Identifier) : Fact;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IdentifierProved))]
internal sealed partial class PeopleJson : JsonSerializerContext;
