using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ombud.Consents.Answering;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Path">JSON path of the place, from <c>$</c>.</param>
/// <param name="Reason">The reason code.</param>
/// <param name="Detail">The rule that was broken; never the value.</param>
internal sealed record ConsentError(string Path, string Reason, string Detail);

/// <summary>The problems of this capability's calls (RFC 9457).</summary>
internal static class ConsentProblems
{
    public static ProblemHttpResult Of(int status, string reason, string title, params IReadOnlyList<ConsentError> errors)
    {
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["reason"] = reason };
        if (errors.Count > 0)
        {
            extensions["errors"] = new JsonArray([.. errors.Select(error => (JsonNode)new JsonObject
            {
                ["path"] = error.Path, ["reason"] = error.Reason, ["detail"] = error.Detail,
            })]);
        }
        return TypedResults.Problem(type: "/problems/" + reason, title: title, statusCode: status, extensions: extensions);
    }

    public static ProblemHttpResult BodyMalformed() => Of(
        StatusCodes.Status400BadRequest, "body-invalid",
        "The body is not JSON of the declared form: a member is unknown, repeated or missing, or of a wrong type.");

    public static ProblemHttpResult TooLarge() =>
        Of(StatusCodes.Status413PayloadTooLarge, "body-too-large", "The body is too large.");

    public static ProblemHttpResult KeyInvalid() => Of(
        StatusCodes.Status400BadRequest, "idempotency-key-invalid", "An idempotency key is 1 to 255 visible ASCII characters.");

    public static ProblemHttpResult KeyReused() => Of(
        StatusCodes.Status409Conflict, "idempotency-key-reused", "The idempotency key was used for another request.");

    public static ProblemHttpResult OutOfScope() =>
        Of(StatusCodes.Status403Forbidden, "out-of-scope", "The API key does not reach that controller or purpose.");

    public static ProblemHttpResult SubjectUnknown() =>
        Of(StatusCodes.Status404NotFound, "subject-not-found", "Nobody has that id.");

    public static ProblemHttpResult SubjectErased() =>
        Of(StatusCodes.Status410Gone, "subject-erased", "The person has been erased.");

    public static ProblemHttpResult Invalid(IReadOnlyList<ConsentError> errors) => Of(
        StatusCodes.Status422UnprocessableEntity, "consent-invalid", "The answer does not go with the notice.", errors);
}
