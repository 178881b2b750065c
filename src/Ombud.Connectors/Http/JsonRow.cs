using System.Runtime.InteropServices;
using System.Text.Json;
using Ombud.Connectors.Folders.Reading;

namespace Ombud.Connectors.Http;

/// <summary>A row as an answer has it.</summary>
internal readonly struct JsonRow(JsonElement element)
{
    /// <summary>The names of its fields.</summary>
    public IEnumerable<string> Names => element.EnumerateObject().Select(each => each.Name);

    /// <summary>By which two rows are told that say the same.</summary>
    public int Print
    {
        get
        {
            var hash = new HashCode();
            hash.AddBytes(JsonMarshal.GetRawUtf8Value(element));
            return hash.ToHashCode();
        }
    }

    /// <summary>A field that must be there, if only as null.</summary>
    /// <exception cref="HttpException">It is not.</exception>
    public object? Required(string field) =>
        element.TryGetProperty(field, out var value) ? ValueOf(value) : throw HttpFailure.NoField(field);

    /// <summary>A field; null where it is left out, as it is where a merge patch made it null.</summary>
    public object? Value(string field) => element.TryGetProperty(field, out var value) ? ValueOf(value) : null;

    /// <summary>Objects and lists are texts as they stand.</summary>
    private static object? ValueOf(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                return null;
            case JsonValueKind.True or JsonValueKind.False:
                return value.GetBoolean();
            case JsonValueKind.Number:
                var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(value));
                reader.Read();
                return JsonNumber.Of(ref reader);
            case JsonValueKind.String:
                try
                {
                    return value.GetString();
                }
                catch (InvalidOperationException)
                {
                    // Half of a character that takes two.
                    throw new HttpException(HttpFailure.Malformed);
                }

            default:
                return value.GetRawText();
        }
    }
}
