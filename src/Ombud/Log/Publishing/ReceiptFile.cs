using System.Text;
using System.Text.Json;
using Ombud.Trail.Receipts;

namespace Ombud.Log.Publishing;

/// <summary>What somebody kept: a receipt, or a record that holds its receipt and says the same for readers.</summary>
/// <param name="Receipt">The receipt, not verified yet.</param>
/// <param name="Differing">Of a record: the member that says otherwise than the fact in its receipt; null where none does.</param>
internal sealed record ReceiptFile(ReceiptProof Receipt, string? Differing)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Reads either. Never throws for what the bytes hold.</summary>
    /// <param name="differing">Names the member in which a record, the first, differs from a fact's body; null where none does.</param>
    /// <param name="reason">Why it cannot be read, in one sentence; null where it can.</param>
    /// <returns>Null where it cannot be read.</returns>
    public static ReceiptFile? Read(
        ReadOnlyMemory<byte> utf8Json, Func<JsonElement, JsonElement, string?>? differing, out string? reason)
    {
        var whole = ReceiptProof.Parse(utf8Json.Span);
        reason = whole.Reason;
        if (whole.IsOk)
            return new ReceiptFile(whole.Value, null);
        try
        {
            using var record = JsonDocument.Parse(utf8Json, Strict);
            if (differing is null || record.RootElement.ValueKind is not JsonValueKind.Object
                || !record.RootElement.TryGetProperty("receipt"u8, out var inner))
                return null;
            var receipt = ReceiptProof.Parse(Encoding.UTF8.GetBytes(inner.GetRawText()));
            reason = receipt.Reason;
            if (!receipt.IsOk)
                return null;
            using var body = JsonDocument.Parse(receipt.Value.Body, Strict);
            return new ReceiptFile(receipt.Value, differing(record.RootElement, body.RootElement));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
