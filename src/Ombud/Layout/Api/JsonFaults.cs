using System.Buffers;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ombud.Layout.Api;

/// <summary>Compares JSON with the type it should be, and names what is wrong by path and rule, never by what was sent.</summary>
internal sealed class JsonFaults(JsonSerializerOptions options)
{
    private const int FoundMax = 20;
    private const int ItemsMax = 1_000;
    private const int TextMax = 1_000;
    private const int LongTextMax = 20_000;
    private static readonly SearchValues<char> Breaks = SearchValues.Create('\t', '\n', '\r');
    private readonly List<ProblemError> _found = [];
    private readonly List<string> _path = ["$"];

    /// <summary>What is wrong, in the order in which it stands; at most twenty.</summary>
    public IReadOnlyList<ProblemError> Found => _found;

    /// <summary>Where the reading is, or broke off.</summary>
    public string Path => string.Concat(_path);

    /// <summary>Reads to the end.</summary>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public void Find(ReadOnlySpan<byte> json, JsonTypeInfo type)
    {
        // Deeper than is allowed by enough to say that it is too deep; beyond that the reader itself gives up.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 4 * StrictJson.DepthMax });
        reader.Read();
        Value(ref reader, json, type, property: null);
        while (reader.Read())
        {
        }
    }

    private void Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, JsonTypeInfo type, JsonPropertyInfo? property)
    {
        if (reader.CurrentDepth >= StrictJson.DepthMax)
        {
            Add("too-deep", $"Objects and arrays may lie {StrictJson.DepthMax} deep.");
            reader.Skip();
        }
        else if (reader.TokenType is JsonTokenType.Null)
        {
            if (property is null or { IsSetNullable: false })
                Add("value-null", "It must not be null; leave it out where it may be.");
        }
        else if (type.Kind is JsonTypeInfoKind.Object)
            Object(ref reader, json, type);
        else if (type.Kind is JsonTypeInfoKind.Enumerable)
            Array(ref reader, json, options.GetTypeInfo(type.ElementType!), property);
        else if (type.Kind is JsonTypeInfoKind.Dictionary)
            Dictionary(ref reader, json, options.GetTypeInfo(type.ElementType!), property);
        else
            Leaf(ref reader, json, type, property);
    }

    private void Object(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, JsonTypeInfo type)
    {
        if (!Expect(ref reader, JsonTokenType.StartObject, "object"))
            return;

        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
        {
            var name = NameAt(ref reader);
            var member = type.Properties.FirstOrDefault(property => property.Name == name);
            if (!seen.Add(name))
                Add("member-duplicate", "A member stands more than once.");

            reader.Read();
            if (member?.Set is null && !IsOfConstructor(member))
            {
                var known = string.Join(", ", type.Properties.Select(property => property.Name));
                Add("member-unknown", $"A member is not known; known are {known}.");
                reader.Skip();
                continue;
            }

            Enter("." + name);
            Value(ref reader, json, options.GetTypeInfo(member!.PropertyType), member);
            Leave();
        }

        foreach (var missing in type.Properties.Where(known => known.IsRequired && !seen.Contains(known.Name)))
        {
            Enter("." + missing.Name);
            Add("member-missing", "It is required.");
            Leave();
        }
    }

    private void Array(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, JsonTypeInfo element, JsonPropertyInfo? property)
    {
        if (!Expect(ref reader, JsonTokenType.StartArray, "array"))
            return;

        var (max, min) = (LengthOf(property) ?? ItemsMax, property is null ? 1 : 0);
        var index = 0;
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (index < max)
            {
                Enter(string.Create(CultureInfo.InvariantCulture, $"[{index}]"));
                Value(ref reader, json, element, property: null);
                Leave();
            }
            else
                reader.Skip();
            index++;
        }

        if (index > max || index < min)
            Add("array-length", string.Create(CultureInfo.InvariantCulture, $"It has {min} to {max} items."));
    }

    private void Dictionary(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, JsonTypeInfo element, JsonPropertyInfo? property)
    {
        if (!Expect(ref reader, JsonTokenType.StartObject, "object"))
            return;

        var (max, seen) = (LengthOf(property) ?? ItemsMax, new HashSet<string>(StringComparer.Ordinal));
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndObject)
        {
            if (!seen.Add(NameAt(ref reader)))
                Add("member-duplicate", "A member stands more than once.");

            // The key was sent, and might say something about somebody: the path does not repeat it.
            reader.Read();
            Enter(".*");
            Value(ref reader, json, element, property);
            Leave();
        }

        if (seen.Count > max)
            Add("array-length", string.Create(CultureInfo.InvariantCulture, $"It has at most {max} members."));
    }

    private void Leaf(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, JsonTypeInfo type, JsonPropertyInfo? property)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        try
        {
            if (JsonSerializer.Deserialize(json[start..(int)reader.BytesConsumed], type) is string text)
                Text(text, property);
        }
        catch (JsonException)
        {
            Add("value-type", $"It must be {JsonWords.Of(type.Type)}.");
        }
    }

    private void Text(string text, JsonPropertyInfo? property)
    {
        var isLong = property?.AttributeProvider?.IsDefined(typeof(LongTextAttribute), inherit: false) is true;
        // The length that an array's property names is its own, not that of the texts in it.
        var named = property?.PropertyType == typeof(string) ? LengthOf(property) : null;
        var max = named ?? (isLong ? LongTextMax : TextMax);
        if (text.Length > max)
            Add("text-length", string.Create(CultureInfo.InvariantCulture, $"It has at most {max} characters."));
        if (text.Any(c => char.IsControl(c) && !(isLong && Breaks.Contains(c))))
        {
            Add("control-character", isLong
                ? "Of control characters it may have line breaks and tabs."
                : "It may have no control characters.");
        }
    }

    private bool Expect(ref Utf8JsonReader reader, JsonTokenType token, string word)
    {
        if (reader.TokenType == token)
            return true;

        Add("value-type", $"It must be an {word}.");
        reader.Skip();
        return false;
    }

    // Half of a surrogate pair is a name to the reader, and no text to .NET.
    private static string NameAt(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            throw new JsonException();
        }
    }

    // A property of a positional record has no setter; it is set through the constructor.
    private static bool IsOfConstructor(JsonPropertyInfo? member) => member is { AssociatedParameter: not null };

    private static int? LengthOf(JsonPropertyInfo? property) =>
        property?.AttributeProvider?.GetCustomAttributes(typeof(MaxLengthAttribute), inherit: false) is [MaxLengthAttribute max, ..]
            ? max.Length
            : null;

    private void Enter(string step) => _path.Add(step);

    private void Leave() => _path.RemoveAt(_path.Count - 1);

    private void Add(string reason, string rule)
    {
        if (_found.Count < FoundMax)
            _found.Add(new ProblemError(Path, reason, rule));
    }
}

/// <summary>What JSON calls a type, for error messages.</summary>
internal static class JsonWords
{
    public static string Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            return "one of " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName)
                .Where(name => name is not "none"));
        }
        return type == typeof(string) ? "a string"
            : type == typeof(bool) ? "true or false"
            : type == typeof(Guid) ? "an id (UUID)"
            : type == typeof(DateOnly) ? "a date, yyyy-MM-dd"
            : type == typeof(DateTimeOffset) ? "a moment (RFC 3339)"
            : "a number";
    }
}
