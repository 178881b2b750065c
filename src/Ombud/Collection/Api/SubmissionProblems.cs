using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Collection.Checking;
using Ombud.Layout;

namespace Ombud.Collection.Api;

/// <summary>The problems that taking in answers with.</summary>
internal static class SubmissionProblems
{
    private const string ContentType = "application/problem+json";
    private const int EchoMax = 80;

    /// <summary>One problem without places.</summary>
    public static JsonHttpResult<SubmissionProblem> Of(int status, string reason, string title) =>
        TypedResults.Json(
            new SubmissionProblem($"/problems/{reason}", title, status, reason, null),
            CollectionJson.Strict.SubmissionProblem, ContentType, status);

    /// <summary>Everything that is wrong; the problem's own reason is theirs where they have one in common.</summary>
    public static JsonHttpResult<SubmissionProblem> Of(IReadOnlyList<SubmissionError> errors)
    {
        var codes = errors.Select(error => error.Code).Distinct(StringComparer.Ordinal).ToList();
        var reason = codes.Count == 1 ? codes[0] : "submission-invalid";
        var status = reason is "unknown-point" ? StatusCodes.Status404NotFound : StatusCodes.Status422UnprocessableEntity;
        return TypedResults.Json(
            new SubmissionProblem(
                $"/problems/{reason}", "The submission was refused; nothing was stored.", status, reason, [.. errors.Select(ProblemOf)]),
            CollectionJson.Strict.SubmissionProblem, ContentType, status);
    }

    public static JsonHttpResult<SubmissionProblem> Under13 { get; } = Of(
        new SubmissionError("birth-date", "under-13", ErrorTexts.Under13).Alone());

    public static JsonHttpResult<SubmissionProblem> TooLarge { get; } =
        Of(StatusCodes.Status413PayloadTooLarge, "too-large", "What was sent is too large; nothing was stored.");

    public static JsonHttpResult<SubmissionProblem> OutOfScope { get; } =
        Of(StatusCodes.Status403Forbidden, "out-of-scope", "The API key may not submit for this controller and these purposes.");

    public static JsonHttpResult<SubmissionProblem> KeyReused { get; } =
        Of(StatusCodes.Status409Conflict, "idempotency-key-reused", "The idempotency key was used before, for something else.");

    public static JsonHttpResult<SubmissionProblem> KeyUnfit { get; } =
        Of(StatusCodes.Status400BadRequest, "idempotency-key-unfit", "An idempotency key is 1 to 255 visible ASCII characters.");

    public static JsonHttpResult<SubmissionProblem> Malformed { get; } =
        Of(StatusCodes.Status400BadRequest, "json-malformed", "The body is not JSON of a submission's form.");

    public static JsonHttpResult<SubmissionProblem> Erased { get; } =
        Of(StatusCodes.Status410Gone, "subject-erased", "The person has been erased.");

    private static FieldProblem ProblemOf(SubmissionError error) => new(
        error.Field.Length > EchoMax ? error.Field[..EchoMax] : error.Field,
        error.Code,
        Language.All.ToDictionary(language => language.Code, error.AdviceIn, StringComparer.Ordinal));
}
