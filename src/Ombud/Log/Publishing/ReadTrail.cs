using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Log.Sequencing;
using Ombud.Shared;
using Ombud.Trail.Tiles;

namespace Ombud.Log.Publishing;

/// <summary>Read the trail over HTTP with any C2SP client: checkpoint, tiles, entries and the key that verifies.</summary>
internal static class ReadTrail
{
    /// <summary>The limit of what anybody may read of the trail and of proofs.</summary>
    public const string RateLimit = "trail";

    private const string ForEver = "public, max-age=31536000, immutable";
    private const string Shortly = "public, max-age=5";

    internal static void Map(IEndpointRouteBuilder app)
    {
        var trail = app.MapGroup("/api/v1/trail").WithTags("Trail").AllowAnonymous().RequireRateLimiting(RateLimit);
        trail.MapLate(HttpMethods.Get, "/checkpoint", CheckpointAsync).WithName("GetCheckpoint")
            .WithSummary("The newest signed checkpoint (C2SP tlog-checkpoint).").Produces<string>(contentType: "text/plain");
        trail.MapLate(HttpMethods.Get, "/tile/{**path}", TileAsync).WithName("GetTile")
            .WithSummary("A tile of hashes, or under entries/ a bundle of commitments (C2SP tlog-tiles).")
            .Produces<byte[]>(contentType: "application/octet-stream");
        trail.MapLate(HttpMethods.Get, "/key", KeyAsync).WithName("GetTrailKey")
            .WithSummary("The public key of the checkpoints (C2SP signed-note vkey).").Produces<string>(contentType: "text/plain");
    }

    internal static async Task<Results<Utf8ContentHttpResult, NotFound>> CheckpointAsync(
        PublishedTrail trail, HttpResponse response, CancellationToken cancel)
    {
        if (await trail.CheckpointAsync(cancel) is not { } note)
            return TypedResults.NotFound();
        response.Headers.CacheControl = "no-cache";
        return TypedResults.Text(Encoding.UTF8.GetBytes(note), "text/plain; charset=utf-8");
    }

    internal static async Task<Results<FileContentHttpResult, NotFound>> TileAsync(
        string path, PublishedTrail trail, HttpResponse response, CancellationToken cancel)
    {
        var tile = TilePath.Parse("tile/" + path);
        if (!tile.IsOk || await trail.TileAsync(tile.Value, cancel) is not { } bytes)
            return TypedResults.NotFound();
        response.Headers.CacheControl = tile.Value.IsFull ? ForEver : Shortly;
        return TypedResults.Bytes(bytes, "application/octet-stream");
    }

    internal static async Task<Utf8ContentHttpResult> KeyAsync(TrailKey key, HttpResponse response, CancellationToken cancel)
    {
        var signer = await key.SignerAsync(cancel);
        response.Headers.CacheControl = "no-cache";
        return TypedResults.Text(Encoding.UTF8.GetBytes(signer.Verifier + "\n"), "text/plain; charset=utf-8");
    }
}
