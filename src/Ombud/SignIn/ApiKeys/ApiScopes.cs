using Ombud.Layout.Api;

namespace Ombud.SignIn.ApiKeys;

/// <summary>Words of what a key may do, and the refusal where it may not.</summary>
internal static class ApiScopes
{
    /// <summary>Ask questions.</summary>
    public const string Decide = "decide";

    /// <summary>Read values, standings and registers.</summary>
    public const string Read = "read";

    /// <summary>Give values to recipients.</summary>
    public const string Disclose = "disclose";

    /// <summary>Hand in collection points and files.</summary>
    public const string Submit = "submit";

    /// <summary>Record consents, and read them.</summary>
    public const string Consent = "consent";

    /// <summary>Note events that retention runs from.</summary>
    public const string Anchor = "anchor";

    /// <summary>Erase a person.</summary>
    public const string Erase = "erase";

    /// <summary>Pass on what people ask of a controller for whom data is handled.</summary>
    public const string Request = "request";

    /// <summary>See what people ask of a client for whom data is handled, and answer for it.</summary>
    public const string Answer = "answer";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> Actions { get; } = [Decide, Read, Disclose, Submit, Consent, Anchor, Erase, Request, Answer];

    /// <summary>The problem where a key may not do something; null where it may.</summary>
    /// <inheritdoc cref="ApiCaller.Allows(string?, string?, string)"/>
    public static ProblemAnswer? Refusal(this ApiCaller caller, string? controller, string? purpose, string action)
    {
        if (caller.Allows(controller, purpose, action))
            return null;
        if (!caller.Allows(action))
            return ApiProblems.ScopeAction.Answer();
        return caller.Controllers.Allows(controller) ? ApiProblems.ScopePurpose.Answer() : ApiProblems.ScopeController.Answer();
    }

    /// <summary>Who a key is in facts and logs of decisions.</summary>
    public static string ReaderId(this ApiCaller caller) => $"key-{caller.KeyId:N}";

    /// <summary>Within which a key's idempotency keys and uploads are its own.</summary>
    public static string IdempotencyScope(this ApiCaller caller) => $"key {caller.KeyId:N}";

    /// <summary>The group of a capability's calls that need a key. What the key may do is asked of its caller.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder app, string tag) =>
        app.MapPublicApi(tag).RequireAuthorization(Access.Api).RequireRateLimiting(RateLimits.Api);
}
