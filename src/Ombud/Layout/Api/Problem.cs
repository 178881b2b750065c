using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Metadata;

namespace Ombud.Layout.Api;

/// <summary>Problem details (RFC 9457), as they cross the wire. They never repeat what was sent.</summary>
/// <param name="Type">Address of the page that explains the problem.</param>
/// <param name="Title">What is wrong, one sentence.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Reason">The reason code, for programs.</param>
/// <param name="TraceId">What the logs call this request; the same as the header <c>X-Request-Id</c>.</param>
internal sealed record Problem(string Type, string Title, int Status, string Reason, string TraceId)
{
    /// <summary>The clause of the notice that decided, where one did.</summary>
    public string? Clause { get; init; }

    /// <summary>What exactly is wrong, and where.</summary>
    public IReadOnlyList<ProblemError>? Errors { get; init; }
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Path">JSON path of the place, from <c>$</c>; of members that nobody knows, their parent's.</param>
/// <param name="Reason">The reason code.</param>
/// <param name="Detail">The rule that was broken.</param>
internal sealed record ProblemError(string Path, string Reason, string Detail)
{
    /// <summary>Of a submission: id of the field, or the place.</summary>
    public string? Field { get; init; }

    /// <summary>Of a submission: what to do about it, by language, to be shown beside the field.</summary>
    public IReadOnlyDictionary<string, string>? Advice { get; init; }
}

/// <summary>A problem as an endpoint's answer.</summary>
internal sealed class ProblemAnswer(ProblemKind kind) : IResult, IStatusCodeHttpResult, IEndpointMetadataProvider
{
    public const string ContentType = "application/problem+json";

    /// <summary>What kind it is.</summary>
    public ProblemKind Kind { get; } = kind;

    /// <inheritdoc cref="Problem.Clause"/>
    public string? Clause { get; init; }

    /// <inheritdoc cref="Problem.Errors"/>
    public IReadOnlyList<ProblemError> Errors { get; init; } = [];

    public int? StatusCode => Kind.Status;

    /// <summary>What the logs call a request: the trace's id, which says nothing about anybody.</summary>
    public static string TraceIdOf(HttpContext context) =>
        Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = new Problem(Kind.Type, Kind.Title.In(Language.English), Kind.Status, Kind.Code, TraceIdOf(httpContext))
        {
            Clause = Clause,
            Errors = Errors.Count == 0 ? null : Errors,
        };
        httpContext.Response.StatusCode = Kind.Status;
        httpContext.Response.ContentType = ContentType;
        await JsonSerializer.SerializeAsync(
            httpContext.Response.Body, problem, ProblemJson.Default.Problem, httpContext.RequestAborted);
    }

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(Problem), [ContentType]));
}

/// <summary>Says in the document which problems of its own an endpoint answers with.</summary>
internal static class ProducedProblems
{
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            endpoint.Produces<Problem>(status, ProblemAnswer.ContentType);
        return endpoint;
    }
}

/// <summary>The types of problems that cross HTTP.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;
