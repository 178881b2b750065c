using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Consents.Receipts;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.Log.Publishing;
using Ombud.Log.Sequencing;
using Ombud.SignIn;
using Ombud.Trail.Receipts;

namespace Ombud.MyData.Receipts;

/// <summary>What checking came to; null outcome where it was no receipt at all.</summary>
public sealed record CheckedReceipt(ReceiptOutcome? Outcome, ReceiptProof? Receipt, Text? Error);

/// <summary>Check a receipt on a page, without login and without storing it.</summary>
internal static class CheckReceipt
{
    internal const string Path = "/check-receipt";
    private const int BytesMax = 256 * 1024;
    private const int FormMax = 2 * BytesMax;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync);
        // The token is checked by the handler, which reads the form itself.
        app.MapForm(Path, HandleAsync).RequireRateLimiting(RateLimits.Forms).WithMetadata(new RequestSizeLimitAttribute(FormMax));
    }

    internal static Task<RazorComponentResult<CheckReceiptPage>> ShowAsync(TrailKey key, CancellationToken cancel) =>
        PageAsync(key, null, cancel);

    internal static async Task<IResult> HandleAsync(HttpContext http, IAntiforgery antiforgery, TrailKey key, CancellationToken cancel)
    {
        var (form, status) = await MemoryForm.ReadAsync(http, antiforgery, FormMax, cancel);
        if (form is null)
            return TypedResults.StatusCode(status);
        var bytes = await ReadAsync(form["text"], form.Files["file"], cancel);
        if (bytes is null)
            return await PageAsync(key, new CheckedReceipt(null, null, CheckTexts.Missing), cancel);
        if (ReceiptFile.Read(bytes, ConsentRecordCheck.Differing, out _) is not { } read)
            return await PageAsync(key, new CheckedReceipt(null, null, CheckTexts.Malformed), cancel);
        var (receipt, outcome) = (read.Receipt, read.Receipt.Verify((await key.SignerAsync(cancel)).Verifier));
        if (read.Differing is not null && outcome is (ReceiptOutcome.Included or ReceiptOutcome.Pending))
            outcome = ReceiptOutcome.BodyDiffers;
        return await PageAsync(key, new CheckedReceipt(outcome, receipt, null), cancel);
    }

    private static async Task<byte[]?> ReadAsync(string? text, IFormFile? file, CancellationToken cancel)
    {
        if (file is { Length: > 0 and <= BytesMax })
        {
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, cancel);
            return content.ToArray();
        }
        return string.IsNullOrWhiteSpace(text) ? null : Encoding.UTF8.GetBytes(text.Trim());
    }

    private static async Task<RazorComponentResult<CheckReceiptPage>> PageAsync(
        TrailKey key, CheckedReceipt? result, CancellationToken cancel) =>
        new(new { Result = result, Key = (await key.SignerAsync(cancel)).Verifier.ToString() })
        {
            StatusCode = result is { Error: not null } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK,
        };
}
