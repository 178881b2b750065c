using System.Text.Json;
using System.Text.Json.Serialization;
using Ombud.Log;

namespace Ombud.MyData.HandingOver;

/// <summary>A person made an address from which somebody else may fetch their data, once.</summary>
/// <param name="Recipient">Whom they gave it to, in their own words.</param>
internal sealed record HandOverOpened(string Recipient) : Fact;

/// <summary>The person closed it before anything was fetched.</summary>
/// <param name="HandOver">Id of the fact that opened it.</param>
internal sealed record HandOverClosed(Guid HandOver) : Fact;

/// <summary>The data was fetched from it; from now on it leads nowhere.</summary>
/// <param name="HandOver">Id of the fact that opened it.</param>
/// <param name="Recipient">Whom the person gave it to, in their own words.</param>
/// <param name="Records">How many records were handed over.</param>
internal sealed record HandOverFetched(Guid HandOver, string Recipient, int Records) : Fact;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HandOverOpened))]
[JsonSerializable(typeof(HandOverClosed))]
[JsonSerializable(typeof(HandOverFetched))]
internal sealed partial class HandOverFactsJson : JsonSerializerContext;
