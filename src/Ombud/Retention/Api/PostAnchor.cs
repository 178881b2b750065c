using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Retention.Ends;
using Ombud.SignIn;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Retention.Api;

/// <summary>What happened, from which periods run.</summary>
/// <param name="SubmissionId">The submission whose records it is about; left out for all of the person's.</param>
internal sealed record AnchorRequest(Anchor Anchor, DateOnly On, Guid? SubmissionId = null);

/// <summary>How many of the person's records end otherwise than before.</summary>
internal sealed record AnchorAnswer(int Changed);

/// <summary>An application says that a recruitment was decided, an event held, an account closed, a contact made.</summary>
internal static class PostAnchor
{
    private const string Action = "anchor";

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/v1/subjects/{id:guid}/anchors", HandleAsync)
            .RequireAuthorization(Access.Api).RequireRateLimiting(RateLimits.Api).DisableAntiforgery()
            .WithName("PostAnchor").WithTags("Retention")
            .WithSummary("Notes an event that retention periods run from; the ends of the person's records are worked out anew.")
            .Accepts<AnchorRequest>("application/json").Produces<AnchorAnswer>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<IResult> HandleAsync(
        Guid id, HttpRequest http, ApiCaller caller, JoinedPersons persons, NoteAnchor note, TimeProvider time,
        CancellationToken cancel)
    {
        if (!caller.Allows(Action))
            return Problem("out-of-scope", "The API key may not do this.", StatusCodes.Status403Forbidden);

        AnchorRequest? request;
        try
        {
            request = await JsonSerializer.DeserializeAsync(http.Body, AnchorJson.Default.AnchorRequest, cancel);
        }
        catch (JsonException failure)
        {
            return Problem("body-unfit", $"The body is not of the form wanted, at {failure.Path ?? "$"}.", StatusCodes.Status400BadRequest);
        }
        if (request is not { Anchor: Anchor.LastContact or Anchor.RecruitmentDecision or Anchor.EventHeld or Anchor.Closed })
        {
            return Problem(
                "anchor-unfit", "anchor is one of lastContact, recruitmentDecision, eventHeld, closed.", StatusCodes.Status400BadRequest);
        }
        if (request.On > PersonAnchors.DayOf(time.GetUtcNow()))
            return Problem("day-to-come", "on is a day that has not come yet: nothing has happened.", StatusCodes.Status400BadRequest);

        var subject = new SubjectId(id);
        var person = await persons.MeantByAsync(subject, cancel);
        if (person != subject && request.SubmissionId is null)
        {
            return Problem(
                "submission-needed", "The person has joined this id with another of theirs: name the submission it happened to.",
                StatusCodes.Status409Conflict);
        }

        var happened = new AnchorHappened(request.Anchor, request.On, request.SubmissionId);
        return await note.HappenedAsync(person, happened, cancel) switch
        {
            null => Problem("subject-erased", "Nothing is kept that could end, or the person has been erased.",
                StatusCodes.Status409Conflict),
            { } changed => TypedResults.Created((string?)null, new AnchorAnswer(changed)),
        };
    }

    private static ProblemHttpResult Problem(string code, string title, int status) =>
        TypedResults.Problem(type: $"/problems/{code}", title: title, statusCode: status);
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AnchorRequest))]
[JsonSerializable(typeof(AnchorAnswer))]
internal sealed partial class AnchorJson : JsonSerializerContext;
