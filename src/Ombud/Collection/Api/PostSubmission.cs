using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Ombud.Collection.Files;
using Ombud.Collection.Submitting;
using Ombud.Log.Idempotency;
using Ombud.Notices;
using Ombud.Policies.Model;
using Ombud.SignIn;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Collection.Api;

/// <summary>A site or application hands in a filled-in point.</summary>
internal static class PostSubmission
{
    private const int BodyMax = 512 * 1024;
    private const string Action = "submit";

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/v1/collection-points/{id}/submissions", HandleAsync)
            .RequireAuthorization(Access.Api)
            .RequireRateLimiting(RateLimits.Api)
            .DisableAntiforgery()
            .WithMetadata(new RequestSizeLimitAttribute(BodyMax))
            .WithName("PostSubmission")
            .WithTags("Collection")
            .WithSummary("Hands in a filled-in collection point; answers ids and receipts, or everything that is wrong.")
            .Accepts<SubmissionRequest>("application/json")
            .Produces<SubmissionAnswer>(StatusCodes.Status201Created)
            .Produces<SubmissionProblem>(StatusCodes.Status422UnprocessableEntity, "application/problem+json");

    internal static async Task<IResult> HandleAsync(
        string id, HttpContext http, [FromHeader(Name = IdempotencyKeys.Header)] string? key, ApiCaller caller, NoticeBook book,
        SubmitPoint submit, [AsParameters] Inputs inputs)
    {
        var cancel = http.RequestAborted;
        if (http.Request.ContentLength > BodyMax)
            return SubmissionProblems.TooLarge;
        if (key is not null && !IdempotencyKeys.IsKey(key))
            return SubmissionProblems.KeyUnfit;

        var (body, request, problem) = await ReadAsync(http, cancel);
        if (request is null)
            return problem!;
        // Of the version that was shown, as it will be stored: another version's point may be another controller's.
        if (PointsOf(book, id, request.Shown.NoticeVersion)
            .Any(point => point.Purposes.Any(purpose => !caller.Allows(point.Controller, purpose, Action))))
            return SubmissionProblems.OutOfScope;
        var scope = ScopeOf(caller);
        var mark = key is null ? null : await inputs.Keys.MarkAsync(scope, key, $"POST {http.Request.Path}", body, cancel);
        var submission = await SubmissionOfAsync(id, request, scope, inputs.Uploads, cancel);
        return Answer(await submit.RunAsync(submission, new Submitter(scope), mark, cancel));
    }

    /// <summary>What the handler needs of others.</summary>
    internal readonly record struct Inputs(IdempotencyKeys Keys, Uploads Uploads);

    internal static string ScopeOf(ApiCaller caller) => $"key {caller.KeyId:N}";

    // A version that nobody knows is refused after this; until then no point of that id may be outside the key's scope.
    internal static IEnumerable<CollectionPoint> PointsOf(NoticeBook book, string id, string shown) =>
        (book.Find(shown) is { } version ? [version] : book.NewestFirst)
            .SelectMany(version => version.CollectionPoints).Where(point => point.Id == id);

    private static async Task<(byte[] Body, SubmissionRequest? Request, IResult? Problem)> ReadAsync(
        HttpContext http, CancellationToken cancel)
    {
        try
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, cancel);
            var bytes = body.ToArray();
            return (bytes, JsonSerializer.Deserialize(bytes, CollectionJson.Strict.SubmissionRequest), SubmissionProblems.Malformed);
        }
        catch (JsonException)
        {
            // Its text may repeat what was sent.
            return ([], null, SubmissionProblems.Malformed);
        }
        catch (BadHttpRequestException bad) when (bad.StatusCode is StatusCodes.Status413PayloadTooLarge)
        {
            return ([], null, SubmissionProblems.TooLarge);
        }
    }

    private static async Task<Submission> SubmissionOfAsync(
        string point, SubmissionRequest request, string scope, Uploads uploads, CancellationToken cancel)
    {
        var files = new Dictionary<string, FileInHand?>(StringComparer.Ordinal);
        foreach (var (field, upload) in request.Files ?? new Dictionary<string, Guid>(StringComparer.Ordinal))
            files[field] = await uploads.FindAsync(upload, scope, cancel);
        return new Submission
        {
            Point = point,
            Subject = request.Subject ?? new SubjectIdentifiers(),
            Fields = request.Fields ?? new Dictionary<string, string>(StringComparer.Ordinal),
            Files = files,
            Shown = request.Shown,
            Confirmations = request.Confirmations ?? [],
            Choices = request.Choices ?? new Dictionary<string, bool>(StringComparer.Ordinal),
        };
    }

    private static IResult Answer(SubmissionOutcome outcome) => outcome switch
    {
        SubmissionOutcome.Accepted accepted => TypedResults.Json(
            new SubmissionAnswer(accepted.SubmissionId, accepted.Subject.Value, SubmissionReceipt.Of(accepted.Facts)),
            CollectionJson.Strict.SubmissionAnswer, statusCode: StatusCodes.Status201Created),
        SubmissionOutcome.Refused refused => SubmissionProblems.Of(refused.Errors),
        SubmissionOutcome.Under13 => SubmissionProblems.Under13,
        SubmissionOutcome.KeyReused => SubmissionProblems.KeyReused,
        SubmissionOutcome.Erased => SubmissionProblems.Erased,
        _ => throw new InvalidOperationException("An outcome that nobody has thought of."),
    };
}
