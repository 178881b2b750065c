using Ombud.Policies.Deciding;
using Ombud.SignIn;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Erasure.Api;

/// <summary>A site or application has a person erased, and asks how far it is.</summary>
internal static class PostErasure
{
    private const string Action = "erase";

    internal static void Map(IEndpointRouteBuilder app)
    {
        var erasures = app.MapGroup("/api/v1/subjects/{id:guid}/erasure").WithTags("Erasure")
            .RequireAuthorization(Access.Api).RequireRateLimiting(RateLimits.Api).DisableAntiforgery();
        erasures.MapPost("", HandleAsync).WithName("PostErasure")
            .WithSummary("Erases a person. From the answer on nothing can be read; sent again, the first erasure is the answer.")
            .Produces<ErasureAnswer>(StatusCodes.Status202Accepted).ProducesProblem(StatusCodes.Status404NotFound);
        erasures.MapGet("", ShowAsync).WithName("GetErasure")
            .WithSummary("How far an erasure is, with its receipt.")
            .Produces<ErasureAnswer>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<IResult> HandleAsync(
        Guid id, ApiCaller caller, EraseSubject erase, ErasureRunner runner, ErasureReceipts receipts, CancellationToken cancel)
    {
        if (!caller.Allows(Action))
            return OutOfScope;
        var subject = new SubjectId(id);
        if (await erase.AskAsync(subject, ErasureReason.Asked, $"key {caller.KeyId:N}", cancel) is not { } erasure)
            return Unknown;

        await erase.MakeUnreadableAsync(erasure, cancel);
        runner.Wake();
        return TypedResults.Accepted($"/api/v1/subjects/{id}/erasure", ErasureAnswer.Of((await receipts.FindAsync(subject, cancel))!));
    }

    internal static async Task<IResult> ShowAsync(Guid id, ApiCaller caller, ErasureReceipts receipts, CancellationToken cancel)
    {
        if (!caller.Allows(Action))
            return OutOfScope;
        return await receipts.FindAsync(new SubjectId(id), cancel) is { } progress
            ? TypedResults.Ok(ErasureAnswer.Of(progress))
            : Unknown;
    }

    private static IResult Unknown => TypedResults.Problem(
        type: "/problems/subject-unknown", title: "Nothing is known of such a person, or no erasure was asked for.",
        statusCode: StatusCodes.Status404NotFound);

    private static IResult OutOfScope => TypedResults.Problem(
        type: "/problems/out-of-scope", title: "The API key may not do this.", statusCode: StatusCodes.Status403Forbidden);
}
