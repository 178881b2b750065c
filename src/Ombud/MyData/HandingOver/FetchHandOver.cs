using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.Layout.Api;
using Ombud.MyData.Porting;
using Ombud.MyData.Taking;
using Ombud.Shared;
using Ombud.SignIn;

namespace Ombud.MyData.HandingOver;

/// <summary>
/// Whoever was given an address fetches the data from it: a person by a button, a program by a call. Looking at the page takes nothing,
/// since mail programs look at links before people do.
/// </summary>
internal static class FetchHandOver
{
    private const string Path = "/hand-over/{secret}";

    internal static readonly ProblemKind Gone = new("hand-over-gone", 404,
        new(sv: "Från den här adressen går det inte att hämta något.", en: "Nothing can be fetched from this address."),
        HandOverTexts.Gone);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync).RequireRateLimiting(RateLimits.Api);
        app.MapForm(Path, FileAsync).RequireRateLimiting(RateLimits.Api);
        app.MapPublicApi("MyData").MapLate(HttpMethods.Post, "/hand-overs/{secret}", AnswerAsync).WithName("FetchHandOver")
            .RequireRateLimiting(RateLimits.Api)
            .WithSummary("Fetch the data that a person hands over, once.")
            .WithDescription("The secret is the last part of the address that the person gave. The answer is what they may take along "
                + "(format ombud.portable/1). Used, closed, too old or unknown: 404, all alike.")
            .Produces<JsonObject>(StatusCodes.Status200OK, "application/json");
    }

    internal static string PathOf(string secret) => "/hand-over/" + secret;

    internal static string ApiPathOf(string secret) => ApiModule.Prefix + "/hand-overs/" + secret;

    internal static async Task<IResult> ShowAsync(string secret, HandOver handOver, CancellationToken cancel) =>
        Page(secret, await handOver.IsOpenAsync(secret, cancel));

    // Bound as a form, so that the antiforgery token is demanded.
    internal static async Task<IResult> FileAsync(
        string secret, IFormCollection form, Language language, HandOver handOver, CancellationToken cancel)
    {
        _ = form;
        return await handOver.FetchAsync(secret, cancel) is { } given
            ? TypedResults.File(JsonOf(given, language), "application/json", "portable.json")
            : Page(secret, isOpen: false);
    }

    internal static async Task<IResult> AnswerAsync(string secret, HandOver handOver, CancellationToken cancel) =>
        await handOver.FetchAsync(secret, cancel) is { } given
            ? TypedResults.Bytes(JsonOf(given, Language.English), "application/json")
            : Gone.Answer();

    private static byte[] JsonOf(HandedOver given, Language language) =>
        LegibleJson.Of(PortableJson.Of(given.Data, language, given.Contents));

    private static RazorComponentResult<FetchHandOverPage> Page(string secret, bool isOpen) =>
        new(new { Secret = isOpen ? secret : null })
        {
            StatusCode = isOpen ? StatusCodes.Status200OK : StatusCodes.Status404NotFound,
        };
}
