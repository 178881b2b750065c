using Microsoft.AspNetCore.Authorization;
using Ombud.Policies.Deciding;

namespace Ombud.SignIn.People;

/// <summary>The signed-in person of this request, if there is one.</summary>
internal sealed class CurrentPerson(IHttpContextAccessor accessor, TimeProvider time)
{
    /// <summary>The person, or null where nobody has signed in.</summary>
    public SubjectId? Id => accessor.HttpContext is { } http ? PersonSession.SubjectOf(http.User) : null;

    /// <summary>The person, where the endpoint demands one.</summary>
    /// <exception cref="InvalidOperationException">Nobody has signed in: the endpoint lacks its policy.</exception>
    public SubjectId Required => Id ?? throw new InvalidOperationException("The endpoint must demand Access.Person.");

    /// <summary>When this session began.</summary>
    public DateTimeOffset? SignedInAt => accessor.HttpContext is { } http
        ? PersonSession.MomentOf(http.User, PersonSession.SignedInAt) : null;

    /// <summary>Whether a code was entered within the last ten minutes.</summary>
    public bool IsFresh => accessor.HttpContext is { } http
        && PersonSession.MomentOf(http.User, PersonSession.FreshUntil) > time.GetUtcNow();
}

/// <summary>Demands a code entered within the last ten minutes.</summary>
internal sealed class FreshCodeRequirement : IAuthorizationRequirement;

/// <inheritdoc cref="FreshCodeRequirement"/>
internal sealed class FreshCodeHandler(TimeProvider time) : AuthorizationHandler<FreshCodeRequirement>
{
    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context, FreshCodeRequirement requirement)
    {
        if (PersonSession.MomentOf(context.User, PersonSession.FreshUntil) > time.GetUtcNow())
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
