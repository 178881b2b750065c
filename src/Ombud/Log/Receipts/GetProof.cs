using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Log.Publishing;
using Ombud.Shared;
using Ombud.Trail;
using Ombud.Trail.Receipts;

namespace Ombud.Log.Receipts;

/// <summary>Fetch the proof of a fact by its id, without login: it says that something is in the trail, and not what.</summary>
internal static class GetProof
{
    private const string RetryAfterSeconds = "1";

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapLate(HttpMethods.Get, "/api/v1/receipts/{factId:guid}/proof", HandleAsync)
            .WithName("GetReceiptProof").WithTags("Trail").AllowAnonymous().RequireRateLimiting(ReadTrail.RateLimit)
            .WithSummary("The proof that a fact is in the trail; 202 while it waits to be taken into the tree.")
            .Produces<ProofAnswer>(StatusCodes.Status202Accepted);

    internal static async Task<Results<Ok<ProofAnswer>, JsonHttpResult<ProofAnswer>, NotFound>> HandleAsync(
        Guid factId, FactReceipts receipts, HttpResponse response, CancellationToken cancel)
    {
        if (await receipts.FindAsync(factId, cancel) is not { } place)
            return TypedResults.NotFound();
        if (place.Proof is { } proof)
        {
            return TypedResults.Ok(new ProofAnswer(factId, place.Commitment, ReceiptState.Included)
            {
                LeafIndex = proof.LeafIndex, TreeSize = proof.TreeSize, Inclusion = proof.Inclusion, Checkpoint = proof.Checkpoint,
            });
        }

        response.Headers.RetryAfter = RetryAfterSeconds;
        return TypedResults.Json(
            new ProofAnswer(factId, place.Commitment, ReceiptState.Pending), ReceiptsJson.Default.ProofAnswer,
            statusCode: StatusCodes.Status202Accepted);
    }
}

/// <summary>Where a fact is in the trail. The same members as a receipt, without body and salt.</summary>
internal sealed record ProofAnswer(Guid FactId, Commitment Commitment, ReceiptState State)
{
    /// <inheritdoc cref="ReceiptProof.LeafIndex"/>
    public long? LeafIndex { get; init; }

    /// <inheritdoc cref="ReceiptProof.TreeSize"/>
    public long? TreeSize { get; init; }

    /// <inheritdoc cref="ReceiptProof.Inclusion"/>
    public IReadOnlyList<Hash32>? Inclusion { get; init; }

    /// <inheritdoc cref="ReceiptProof.Checkpoint"/>
    public string? Checkpoint { get; init; }
}

/// <summary>The types of receipts that cross HTTP.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProofAnswer))]
internal sealed partial class ReceiptsJson : JsonSerializerContext;
