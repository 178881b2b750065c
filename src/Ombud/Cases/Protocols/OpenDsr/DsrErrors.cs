using System.Globalization;

namespace Ombud.Cases.Protocols.OpenDsr;

/// <summary>The protocol's errors. None repeats what was sent.</summary>
internal static class DsrErrors
{
    /// <summary>Another controller's request, and none at all.</summary>
    internal static IResult NotFound => Of(StatusCodes.Status404NotFound, "not-found", "No request of yours has that subject_request_id.");

    internal static IResult TooLarge => Of(
        StatusCodes.Status413PayloadTooLarge, "body-too-large",
        string.Create(CultureInfo.InvariantCulture, $"A request has at most {SentBody.Max} bytes."));

    internal static IResult NotAllowed => Of(
        StatusCodes.Status403Forbidden, "not-allowed", "The API key is no controller's, or may not do the action request.");

    internal static IResult Wrong(string what) => Of(StatusCodes.Status400BadRequest, "invalid", what);

    internal static IResult Of(int status, string reason, string message) => new SignedAnswer<DsrProblem>(
        new DsrProblem(new DsrError(status, message, [new DsrErrorDetail("Ombud", reason, message)])), DsrJson.Default.DsrProblem, status);

    /// <summary>What is answered where something else than a handler says that a request failed.</summary>
    internal static IResult OfStatus(int status, long? limit)
    {
        _ = limit;
        return status switch
        {
            StatusCodes.Status401Unauthorized => Of(status, "api-key-required", "A valid API key is wanted: Authorization: Bearer ombud_…"),
            StatusCodes.Status413PayloadTooLarge => TooLarge,
            StatusCodes.Status429TooManyRequests => Of(
                status, "too-many-requests", "There are too many requests. Wait as Retry-After says."),
            < StatusCodes.Status500InternalServerError => Of(status, "bad-request", "The request could not be understood."),
            _ => Of(status, "internal-error", "Something went wrong on our side. Try again in a while."),
        };
    }
}
