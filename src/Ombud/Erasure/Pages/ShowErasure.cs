using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.Log.Receipts;
using Ombud.Log.Sequencing;

namespace Ombud.Erasure.Pages;

/// <summary>How far an erasure is, and its receipt, by an unguessable id and without a login: the person has none any more.</summary>
internal static class ShowErasure
{
    internal static string PathOf(Guid receipt) => $"/erasure/{receipt}";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage("/erasure/{receipt:guid}", ShowAsync);
        app.MapPage("/erasure/{receipt:guid}/receipt.json", DownloadAsync);
    }

    internal static async Task<Results<RazorComponentResult<ErasureReceiptPage>, NotFound>> ShowAsync(
        Guid receipt, Language language, HttpContext http, ErasureReceipts receipts, ErasureWords words, TrailKey key)
    {
        var cancel = http.RequestAborted;
        if (await receipts.FindAsync(receipt, cancel) is not { } progress)
            return TypedResults.NotFound();
        Unshared(http);
        return new RazorComponentResult<ErasureReceiptPage>(
            new { View = words.View(progress, language), Key = (await key.SignerAsync(cancel)).Verifier.ToString() });
    }

    internal static async Task<Results<FileContentHttpResult, NotFound>> DownloadAsync(
        Guid receipt, HttpContext http, ErasureReceipts receipts, FactReceipts facts, CancellationToken cancel)
    {
        if (await receipts.FindAsync(receipt, cancel) is not { Fact: { } fact })
            return TypedResults.NotFound();
        Unshared(http);
        return TypedResults.File((await facts.OfAsync(fact, cancel)).ToJson(), "application/json", $"receipt-{fact.Id}.json");
    }

    // The address is all that is needed to read it, so that it must not be passed on.
    private static void Unshared(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers["X-Robots-Tag"] = "noindex";
    }
}
