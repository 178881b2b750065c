using System.Text.Json.Nodes;
using Ombud.Connectors.Describing;

namespace Ombud.Connectors.Http;

/// <summary>A call that is filled in.</summary>
/// <param name="Address">Path and query below the settings' address, or where a next page is.</param>
/// <param name="Content">What kind of JSON the body is.</param>
internal sealed record HttpAsking(HttpVerb Verb, string Address, JsonObject? Body, string Content = HttpAsking.Json)
{
    public const string Json = "application/json";
    public const string MergePatch = "application/merge-patch+json";

    /// <summary>Fills in a call.</summary>
    public static HttpAsking Of(HttpCall call, CallPlaces places) =>
        new(call.Verb, CallPath.Fill(call.Path, places), call.Body is null ? null : CallBody.Fill(call.Body, places));

    /// <summary>Fills in a call that changes fields of a row.</summary>
    public static HttpAsking Of(HttpCall call, CallPlaces places, IReadOnlyDictionary<string, object?> values)
    {
        var body = new JsonObject();
        foreach (var (field, value) in values)
            body[field] = CallBody.NodeOf(value);
        return new(
            call.Verb, CallPath.Fill(call.Path, places), body, call.Verb is HttpVerb.Patch && !call.IsPlainJson ? MergePatch : Json);
    }

    /// <summary>The same with one more parameter, in the body where there is one.</summary>
    public HttpAsking With(string parameter, JsonNode value)
    {
        if (Body is not null)
        {
            var body = (JsonObject)Body.DeepClone();
            body[parameter] = value.DeepClone();
            return this with { Body = body };
        }

        var between = Address.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return this with { Address = $"{Address}{between}{Uri.EscapeDataString(parameter)}={Uri.EscapeDataString(value.ToString())}" };
    }

    // A record would print the address, and in it what is asked for.
    public override string ToString() => Verb.ToString();
}
