using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Log;
using Ombud.Policies.Deciding;

namespace Ombud.SignIn.People;

/// <summary>A person proved that an identifier is theirs. Which one stands nowhere in it.</summary>
/// <param name="Identifier">Kind of identifier: <c>email</c>.</param>
internal sealed record IdentifierProved(string Identifier) : Fact;

/// <summary>The sessions of a person were ended.</summary>
/// <param name="By">Id of the staff account; <c>self</c> for the person.</param>
internal sealed record SessionsEnded(string By) : Fact;

/// <summary>What a later capability knows of an address that has just been proved.</summary>
internal interface IAddressProved
{
    /// <summary>Facts that are committed with the proof.</summary>
    Task<IReadOnlyList<Fact>> FactsAsync(string address, StandingState standing, CancellationToken cancel);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IdentifierProved))]
[JsonSerializable(typeof(SessionsEnded))]
internal sealed partial class PeopleJson : JsonSerializerContext;
