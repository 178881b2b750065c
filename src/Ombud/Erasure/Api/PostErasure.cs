using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout.Api;
using Ombud.Log.Idempotency;
using Ombud.Policies.Deciding;
using Ombud.Shared;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Erasure.Api;

/// <summary>A site or application has a person erased, and asks how far it is.</summary>
internal static class PostErasure
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Erasure");
        api.MapLate(HttpMethods.Post, "/subjects/{id:guid}/erasure", HandleAsync)
            .Needs((_, caller) => caller.Refusal(controller: null, purpose: null, ApiScopes.Erase))
            .WithName("PostErasure")
            .WithSummary("Erases a person. From the answer on nothing can be read; asked for again, the first erasure is the answer.")
            .WithDescription("It reaches the data of every controller, so the key must not be limited to controllers or purposes.")
            .Produces<ErasureAnswer>(StatusCodes.Status202Accepted);
        api.MapLate(HttpMethods.Get, "/subjects/{id:guid}/erasure", ShowAsync).WithName("GetErasure")
            .WithSummary("How far an erasure is, with its receipt.");
    }

    internal static async Task<Results<Accepted<ErasureAnswer>, ProblemAnswer>> HandleAsync(
        Guid id, HttpContext http, OnceKey once, ApiCaller caller, EraseSubject erase, [AsParameters] Parts parts)
    {
        var cancel = http.RequestAborted;
        // It needs no body; one that comes is part of what a key stands for.
        var (body, problem) = await BodyBytes.ReadAsync(http, mayBeEmpty: true);
        if (body is null)
            return problem!;
        // The erasure is itself the same each time it is asked for, so that a call that was cut off is made again as a whole.
        var mark = await once.MarkAsync(body, cancel);
        if (mark is not null && await parts.Keys.ReserveAsync(mark, [], cancel) is var reserved && !reserved.IsSame(mark))
            return ApiProblems.KeyReused.Answer();

        var subject = new SubjectId(id);
        if (await erase.AskAsync(subject, ErasureReason.Asked, caller.ReaderId(), cancel) is not { } erasure)
        {
            if (mark is not null)
                await parts.Keys.ReleaseAsync(mark, cancel);
            return ErasureProblems.Unknown.Answer();
        }
        await erase.MakeUnreadableAsync(erasure, cancel);
        parts.Runner.Wake();
        if (mark is not null)
            await parts.Keys.CompleteAsync(mark, StatusCodes.Status202Accepted, cancel);
        return TypedResults.Accepted(
            $"{ApiModule.Prefix}/subjects/{id}/erasure", ErasureAnswer.Of((await parts.Receipts.FindAsync(subject, cancel))!));
    }

    /// <summary>What the handler needs of others.</summary>
    internal readonly record struct Parts(IdempotencyKeys Keys, ErasureRunner Runner, ErasureReceipts Receipts);

    internal static async Task<Results<Ok<ErasureAnswer>, ProblemAnswer>> ShowAsync(
        Guid id, ApiCaller caller, ErasureReceipts receipts, CancellationToken cancel)
    {
        if (caller.Refusal(controller: null, purpose: null, ApiScopes.Erase) is { } refusal)
            return refusal;
        return await receipts.FindAsync(new SubjectId(id), cancel) is { } progress
            ? TypedResults.Ok(ErasureAnswer.Of(progress))
            : ErasureProblems.Unknown.Answer();
    }
}

/// <summary>The problem of erasing.</summary>
internal static class ErasureProblems
{
    internal static readonly ProblemKind Unknown = new("erasure-unknown", 404,
        new(sv: "Ingen sådan person finns, eller ingen radering har begärts.",
            en: "Nobody of that id is known, or no erasure was asked for."),
        new(sv: "Kontrollera id:t. En radering begärs med POST på samma adress.",
            en: "Check the id. An erasure is asked for with a POST to the same address."));
}
