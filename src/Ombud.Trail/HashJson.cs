using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ombud.Trail;

/// <summary>
/// Reads and writes a <see cref="Hash32"/> as base64 of exactly 32 bytes; anything else is a JSON error.
/// </summary>
public sealed class Hash32JsonConverter : JsonConverter<Hash32>
{
    /// <inheritdoc/>
    public override Hash32 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.String
        && reader.TryGetBytesFromBase64(out var bytes)
        && bytes.Length == Hash32.Length
            ? Hash32.From(bytes)
            : throw new JsonException("A hash is the base64 of 32 bytes.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Hash32 value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteBase64StringValue(value.AsSpan());
    }
}

/// <summary>Reads and writes a <see cref="Commitment"/> as its hash.</summary>
public sealed class CommitmentJsonConverter : JsonConverter<Commitment>
{
    private static readonly Hash32JsonConverter Inner = new();

    /// <inheritdoc/>
    public override Commitment Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(Inner.Read(ref reader, typeof(Hash32), options));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Commitment value, JsonSerializerOptions options) =>
        Inner.Write(writer, value.Value, options);
}
