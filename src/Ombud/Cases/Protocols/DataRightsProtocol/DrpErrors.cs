using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;

namespace Ombud.Cases.Protocols.DataRightsProtocol;

/// <summary>Something that is wrong with a message, and by which status it is answered.</summary>
/// <param name="IsFatal">Whether sending it again is in vain.</param>
internal sealed record DrpFault(int Status, string Message, bool IsFatal = false)
{
    public IResult Answer() => TypedResults.Json(
        new DrpProblem(Status.ToString(CultureInfo.InvariantCulture), Message, IsFatal ? true : null), DrpJson.Default.DrpProblem,
        statusCode: Status);
}

/// <summary>The protocol's errors. None repeats what was sent.</summary>
internal static class DrpErrors
{
    /// <summary>Another agent's request, and none at all: the same answer, so that a number tells nothing.</summary>
    internal static readonly DrpFault NotYours = new(
        StatusCodes.Status403Forbidden, "No request of yours at this business has that number.");

    internal static readonly DrpFault TooLarge = new(
        StatusCodes.Status413PayloadTooLarge,
        string.Create(CultureInfo.InvariantCulture, $"A message has at most {SentBody.Max} bytes."), IsFatal: true);

    internal static readonly DrpFault TokenWanted = new(
        StatusCodes.Status401Unauthorized, "A bearer token is wanted: POST /v1/agent/{agent-id} gives one.");

    internal static readonly DrpFault NotBase64 = new(
        StatusCodes.Status400BadRequest, "The body must be base64 of a signature and a message.", IsFatal: true);

    internal static readonly DrpFault NotSigned = new(
        StatusCodes.Status403Forbidden, "The message is not signed by the agent's key.", IsFatal: true);

    internal static readonly DrpFault NotJson = new(
        StatusCodes.Status400BadRequest, "The message must be a JSON object, each of its names once.", IsFatal: true);

    internal static DrpFault Wrong(string what) => new(StatusCodes.Status400BadRequest, what, IsFatal: true);

    /// <summary>What is answered where something else than a handler says that a request failed.</summary>
    internal static IResult OfStatus(int status, long? limit)
    {
        _ = limit;
        return (status switch
        {
            StatusCodes.Status401Unauthorized => TokenWanted,
            StatusCodes.Status413PayloadTooLarge => TooLarge,
            StatusCodes.Status429TooManyRequests => new DrpFault(status, "There are too many requests. Wait as Retry-After says."),
            < StatusCodes.Status500InternalServerError => new DrpFault(status, "The request could not be understood."),
            _ => new DrpFault(status, "Something went wrong on our side. Try again in a while."),
        }).Answer();
    }
}

/// <summary>An answer without a body, as the protocol wants it where an agent cannot be given a token (section 2.05.1).</summary>
internal sealed class BareForbidden : IResult
{
    public static readonly BareForbidden Instance = new();

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Features.Get<IStatusCodePagesFeature>()?.Enabled = false;
        httpContext.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
