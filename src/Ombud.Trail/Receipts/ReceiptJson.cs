using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ombud.Trail.Receipts;

/// <summary>Generated JSON of receipts. Use <see cref="Strict"/>; the default context is lenient.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ReceiptProof))]
internal sealed partial class ReceiptJson : JsonSerializerContext
{
    /// <summary>
    /// Refuses what a receipt does not have, and what it has twice; writes one spelling on every machine.
    /// </summary>
    internal static ReceiptJson Strict { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        NewLine = "\n",

        // The checkpoint's em dash and plus signs stay legible; receipts are files and API answers, never page text.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

/// <summary>Writes the state as a word in camel case and reads no number for it.</summary>
public sealed class ReceiptStateJsonConverter()
    : JsonStringEnumConverter<ReceiptState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
