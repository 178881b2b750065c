using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Consents.Answering;
using Ombud.Decisions;
using Ombud.Layout.Api;
using Ombud.Log;
using Ombud.Policies.Deciding;
using Ombud.Policies.Model;
using Ombud.Retention.Ends;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Retention.Api;

/// <summary>What happened, from which periods run.</summary>
internal sealed record AnchorRequest
{
    /// <summary>What: <c>last-contact</c>, <c>recruitment-decision</c>, <c>event-held</c> or <c>closed</c>.</summary>
    public required Anchor Anchor { get; init; }

    /// <summary>The day on which it happened.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Id of the controller whose records it is about; left out for those of all, which takes a key without limits.</summary>
    [MaxLength(100)]
    public string? Controller { get; init; }

    /// <summary>The submission whose records it is about; left out for all of the person's.</summary>
    public Guid? SubmissionId { get; init; }
}

/// <summary>The event was noted.</summary>
/// <param name="FactId">Id of its fact, by which its proof is fetched.</param>
/// <param name="Changed">How many of the person's records end otherwise than before; 0 where the call was a repeated one.</param>
internal sealed record AnchorAnswer(Guid FactId, int Changed);

/// <summary>An application says that a recruitment was decided, an event held, an account closed, a contact made.</summary>
internal static class PostAnchor
{
    internal static void Map(IEndpointRouteBuilder api) =>
        api.MapLate(HttpMethods.Post, "/subjects/{id:guid}/anchors", HandleAsync)
            .Needs(ApiScopes.Anchor)
            .WithName("PostAnchor")
            .WithSummary("Notes an event that retention periods run from; the ends of the person's records are worked out anew.")
            .WithDescription("A key that is limited to controllers names one of them, and reaches that one's records alone.")
            .ProducesProblems(StatusCodes.Status409Conflict, StatusCodes.Status410Gone);

    internal static async Task<Results<Created<AnchorAnswer>, ProblemAnswer>> HandleAsync(
        Guid id, Body<AnchorRequest> body, OnceKey once, ApiCaller caller, [AsParameters] Knowledge known, CancellationToken cancel)
    {
        var request = body.Value;
        // The records of a controller serve several purposes, and an event moves them all.
        if (caller.Refusal(request.Controller, purpose: null, ApiScopes.Anchor) is { } refusal)
            return refusal;
        if (known.Rules.Check(request) is { Count: > 0 } errors)
            return ApiProblems.BodyInvalid.Answer(errors);

        var person = await known.Persons.MeantByAsync(new SubjectId(id), cancel);
        if (person.Value != id && request.SubmissionId is null)
            return RetentionProblems.SubmissionNeeded.Answer();

        var happened = new AnchorHappened(request.Anchor, request.On, request.SubmissionId, request.Controller);
        return await known.Note.HappenedAsync(person, happened, cancel, await once.MarkAsync(body.Bytes, cancel)) switch
        {
            AnchorOutcome.Noted noted => TypedResults.Created((string?)null, new AnchorAnswer(noted.FactId, noted.Changed)),
            AnchorOutcome.NobodyKnown => DecisionProblems.SubjectUnknown.Answer(),
            AnchorOutcome.Erased => ConsentProblems.SubjectErased.Answer(),
            AnchorOutcome.KeyReused => ApiProblems.KeyReused.Answer(),
            _ => throw new InvalidOperationException("An outcome without an answer."),
        };
    }

    /// <summary>What the handler needs of others.</summary>
    internal readonly record struct Knowledge(JoinedPersons Persons, NoteAnchor Note, AnchorRules Rules);
}

/// <summary>What an event must be that a site may report.</summary>
internal sealed class AnchorRules(Policy policy, TimeProvider time)
{
    /// <summary>Everything that is wrong; the place and the rule.</summary>
    public IReadOnlyList<ProblemError> Check(AnchorRequest request)
    {
        var errors = new List<ProblemError>();
        if (request.Anchor is not (Anchor.LastContact or Anchor.RecruitmentDecision or Anchor.EventHeld or Anchor.Closed))
        {
            errors.Add(new("$.anchor", "anchor-not-reported",
                "It is one of last-contact, recruitment-decision, event-held, closed; the others are known without being told."));
        }
        if (request.On > PersonAnchors.DayOf(time.GetUtcNow()))
            errors.Add(new("$.on", "day-to-come", "It is a day that has not come yet: nothing has happened."));
        if (request.Controller is { } controller
            && !policy.Pack.Versions.SelectMany(version => version.Parties).Any(party => party.Id == controller))
            errors.Add(new("$.controller", "controller-not-declared", "No version of the notice has a party of that id."));
        return errors;
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AnchorRequest))]
[JsonSerializable(typeof(AnchorAnswer))]
internal sealed partial class AnchorJson : JsonSerializerContext;
