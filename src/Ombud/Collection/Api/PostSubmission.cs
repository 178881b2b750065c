using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Collection.Files;
using Ombud.Collection.Submitting;
using Ombud.Decisions;
using Ombud.Layout.Api;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Collection.Api;

/// <summary>A site or application hands in a filled-in point.</summary>
internal static class PostSubmission
{
    private const int BodyMax = 512 * 1024;
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapLate(HttpMethods.Post, "/collection-points/{id}/submissions", HandleAsync)
            .WithMetadata(new BodyLimit(BodyMax))
            .Needs(Refusal)
            .WithName("PostSubmission")
            .WithSummary("Hands in a filled-in collection point; answers ids and receipts, or everything that is wrong.")
            .Accepts<SubmissionRequest>("application/json")
            .Produces<SubmissionAnswer>(StatusCodes.Status201Created)
            .ProducesProblems(StatusCodes.Status410Gone, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<JsonHttpResult<SubmissionAnswer>, ProblemAnswer>> HandleAsync(
        string id, HttpContext http, OnceKey once, ApiCaller caller, NoticeBook book, SubmitPoint submit, Uploads uploads)
    {
        var cancel = http.RequestAborted;
        var (body, problem) = await BodyBytes.ReadAsync(http);
        if (body is null || StrictJson.Read(body, CollectionJson.Strict.SubmissionRequest, http, out problem) is not { } request)
            return problem!;
        // Of the version that was shown, as it will be stored: another version's point may be another controller's.
        if (PointsOf(book, id, request.Shown.NoticeVersion).Select(point => RefusalOf(caller, point))
            .FirstOrDefault(no => no is not null) is { } refusal)
            return refusal;
        var mark = await once.MarkAsync(body, cancel);
        var scope = caller.IdempotencyScope();
        var submission = await SubmissionOfAsync(id, request, scope, uploads, cancel);
        return Answer(await submit.RunAsync(submission, new Submitter(scope), mark, cancel));
    }

    // Before the body is read nobody knows which version was shown: refused is what no version of the point would let in.
    private static ProblemAnswer? Refusal(HttpContext http, ApiCaller caller)
    {
        if (!caller.Allows(ApiScopes.Submit))
            return ApiProblems.ScopeAction.Answer();
        var (book, id) = (http.RequestServices.GetRequiredService<NoticeBook>(), http.GetRouteValue("id") as string);
        var refusals = book.NewestFirst.SelectMany(version => version.CollectionPoints).Where(point => point.Id == id)
            .Select(point => RefusalOf(caller, point)).ToList();
        return refusals.TrueForAll(no => no is not null) ? refusals.FirstOrDefault() : null;
    }

    private static ProblemAnswer? RefusalOf(ApiCaller caller, CollectionPoint point) => point.Purposes
        .Select(purpose => caller.Refusal(point.Controller, purpose, ApiScopes.Submit)).FirstOrDefault(no => no is not null);

    // A version that nobody knows is refused after this; until then no point of that id may be outside the key's scope.
    internal static IEnumerable<CollectionPoint> PointsOf(NoticeBook book, string id, string shown) =>
        (book.Find(shown) is { } version ? [version] : book.NewestFirst)
            .SelectMany(version => version.CollectionPoints).Where(point => point.Id == id);

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

    private static Results<JsonHttpResult<SubmissionAnswer>, ProblemAnswer> Answer(SubmissionOutcome outcome) => outcome switch
    {
        SubmissionOutcome.Accepted accepted => TypedResults.Json(
            new SubmissionAnswer(accepted.SubmissionId, accepted.Subject.Value, SubmissionReceipt.Of(accepted.Facts)),
            CollectionJson.Strict.SubmissionAnswer, statusCode: StatusCodes.Status201Created),
        SubmissionOutcome.Refused refused => SubmissionProblems.Of(refused.Errors),
        SubmissionOutcome.Under13 => DecisionProblems.Of(DenialReason.Under13).Answer(),
        SubmissionOutcome.KeyReused => ApiProblems.KeyReused.Answer(),
        SubmissionOutcome.Erased => DecisionProblems.Of(DenialReason.SubjectErased).Answer(),
        _ => throw new InvalidOperationException("An outcome that nobody has thought of."),
    };
}
