using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Collection.Api;
using Ombud.Collection.Storing;
using Ombud.Layout;
using Ombud.Log;
using Ombud.Policies.Deciding;

namespace Ombud.Collection.Pages;

/// <summary>After sending: the receipts, to see and to keep.</summary>
internal static class ShowReceipts
{
    internal static string PathOf(string point) => $"{FillInPoint.PathOf(point)}/received";

    internal static string DownloadOf(string point) => $"{FillInPoint.PathOf(point)}/receipts.json";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(PathOf("{point}"), ShowAsync);
        app.MapPage(DownloadOf("{point}"), DownloadAsync);
    }

    internal static async Task<RazorComponentResult<ReceivedPage>> ShowAsync(
        string point, HttpContext http, ReceiptTicket ticket, SubmissionReceipts receipts, CancellationToken cancel) =>
        new(new
        {
            Point = point,
            Facts = (await FindAsync(point, http, ticket, receipts, cancel))
                .Select(fact => new ReceiptLine(fact.Kind, fact.At, fact.Id)).ToList(),
        });

    internal static async Task<Results<FileContentHttpResult, NotFound>> DownloadAsync(
        string point, HttpContext http, ReceiptTicket ticket, SubmissionReceipts receipts, CancellationToken cancel)
    {
        var facts = await FindAsync(point, http, ticket, receipts, cancel);
        if (facts.Count == 0)
            return TypedResults.NotFound();
        var json = JsonSerializer.SerializeToUtf8Bytes(SubmissionReceipt.Of(facts), CollectionJson.Strict.IReadOnlyListSubmissionReceipt);
        return TypedResults.File(json, "application/json", "receipts.json");
    }

    private static async Task<IReadOnlyList<WrittenFact>> FindAsync(
        string point, HttpContext http, ReceiptTicket ticket, SubmissionReceipts receipts, CancellationToken cancel) =>
        ticket.Read(http, point) is { } mine
            ? await receipts.FindAsync(new SubjectId(mine.Subject), mine.Submission, cancel) ?? []
            : [];
}

/// <summary>A receipt as the page lists it.</summary>
/// <param name="Kind">Word of the fact's type.</param>
public sealed record ReceiptLine(string Kind, DateTimeOffset At, Guid Id);
