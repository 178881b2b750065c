using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ombud.Connectors.Connecting;

namespace Ombud.Connectors.Http;

/// <summary>The body of a call: JSON in which a text that is wholly a place gives way to what stands there.</summary>
internal static class CallBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>The names of the places; null where the text is no JSON, or has a place in the middle of a text.</summary>
    public static IReadOnlyList<string>? Places(string body)
    {
        var places = new List<string>();
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.ValueKind is JsonValueKind.Object && Collect(document.RootElement, places) ? places : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Fills in what is asked for.</summary>
    /// <exception cref="HttpException">There is nothing to stand in a place.</exception>
    public static JsonObject Fill(string body, CallPlaces places) => (JsonObject)Fill(JsonNode.Parse(body)!, places)!;

    /// <summary>A value as JSON.</summary>
    public static JsonNode? NodeOf(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        decimal number => JsonValue.Create(number),
        sbyte or byte or short or ushort or int or uint or long => JsonValue.Create(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(Comparable.Of(value)),
    };

    private static bool Collect(JsonElement element, List<string> places)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                return element.EnumerateObject().All(each => !IsMixed(each.Name) && Collect(each.Value, places));
            case JsonValueKind.Array:
                return element.EnumerateArray().All(each => Collect(each, places));
            case JsonValueKind.String when PlaceOf(element.GetString()!) is { } place:
                places.Add(place);
                return true;
            case JsonValueKind.String:
                return !IsMixed(element.GetString()!);
            default:
                return true;
        }
    }

    private static JsonNode? Fill(JsonNode? node, CallPlaces places)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map.ToList())
                    map[name] = Fill(value?.DeepClone(), places);
                return map;
            case JsonArray list:
                return new JsonArray([.. list.Select(each => Fill(each?.DeepClone(), places))]);
            case JsonValue value when value.GetValueKind() is JsonValueKind.String && PlaceOf(value.GetValue<string>()) is { } place:
                return place is CallPlaces.OfValues
                    ? new JsonArray([.. places.Values.Select(NodeOf)])
                    : places.At(place) is [var only] ? NodeOf(only) : throw new HttpException(HttpFailure.NoName);
            default:
                return node;
        }
    }

    private static string? PlaceOf(string text) =>
        text.Length > 2 && text[0] is '{' && text[^1] is '}' && text.AsSpan(1, text.Length - 2).IndexOfAny('{', '}') < 0
            ? text[1..^1]
            : null;

    private static bool IsMixed(string text) => text.AsSpan().IndexOfAny('{', '}') >= 0;
}
