using Ombud.Layout.Api;

namespace Ombud.SignIn.ApiKeys;

/// <summary>
/// What a call demands of its key as far as key and address tell, asked before a byte of its body is read. What the body names is
/// asked by the handler.
/// </summary>
/// <param name="Refusal">The problem where the key may not; null where it may, or where only the body tells.</param>
internal sealed record ScopeDemand(Func<HttpContext, ApiCaller, ProblemAnswer?> Refusal);

internal static class ScopeDemands
{
    /// <summary>Lets in keys that may do an action.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder endpoint, string action) =>
        endpoint.Needs((_, caller) => caller.Allows(action) ? null : ApiProblems.ScopeAction.Answer());

    /// <inheritdoc cref="Needs(RouteHandlerBuilder, string)"/>
    /// <param name="endpoint">The call.</param>
    /// <param name="refusal">What else the address tells.</param>
    public static RouteHandlerBuilder Needs(
        this RouteHandlerBuilder endpoint, Func<HttpContext, ApiCaller, ProblemAnswer?> refusal) =>
        endpoint.WithMetadata(new ScopeDemand(refusal));

    /// <summary>After it is known whose key it is, and before anything is bound.</summary>
    public static void UseScopeDemands(this IApplicationBuilder app) =>
        app.Use((context, next) =>
            context.GetEndpoint()?.Metadata.GetMetadata<ScopeDemand>() is { } demand
            && context.Features.Get<ApiCaller>() is { } caller
            && demand.Refusal(context, caller) is { } refusal
                ? refusal.ExecuteAsync(context)
                : next(context));
}
