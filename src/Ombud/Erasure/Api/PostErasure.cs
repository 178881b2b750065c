using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout.Api;
using Ombud.Policies.Deciding;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Erasure.Api;

/// <summary>A site or application has a person erased, and asks how far it is.</summary>
internal static class PostErasure
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapApi("Erasure");
        api.MapPost("/subjects/{id:guid}/erasure", HandleAsync).WithName("PostErasure")
            .WithSummary("Erases a person. From the answer on nothing can be read; sent again, the first erasure is the answer.")
            .WithDescription("It reaches the data of every controller, so the key must not be limited to controllers or purposes.")
            .Produces<ErasureAnswer>(StatusCodes.Status202Accepted);
        api.MapGet("/subjects/{id:guid}/erasure", ShowAsync).WithName("GetErasure")
            .WithSummary("How far an erasure is, with its receipt.");
    }

    // An erasure is itself the same each time it is asked for: the key of the call is looked at, and nothing is kept of it.
    internal static async Task<Results<Accepted<ErasureAnswer>, ProblemAnswer>> HandleAsync(
        Guid id, OnceKey once, ApiCaller caller, EraseSubject erase, ErasureRunner runner, ErasureReceipts receipts,
        CancellationToken cancel)
    {
        if (once.Problem is { } unfit)
            return unfit;
        if (caller.Refusal(controller: null, purpose: null, ApiScopes.Erase) is { } refusal)
            return refusal;
        var subject = new SubjectId(id);
        if (await erase.AskAsync(subject, ErasureReason.Asked, caller.ReaderId(), cancel) is not { } erasure)
            return ErasureProblems.Unknown.Answer();

        await erase.MakeUnreadableAsync(erasure, cancel);
        runner.Wake();
        return TypedResults.Accepted(
            $"{ApiModule.Prefix}/subjects/{id}/erasure", ErasureAnswer.Of((await receipts.FindAsync(subject, cancel))!));
    }

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
