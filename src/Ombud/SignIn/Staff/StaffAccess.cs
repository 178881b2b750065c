using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Ombud.Shared;

namespace Ombud.SignIn.Staff;

/// <summary>Marks what the data protection officer may send; everything else in the Console they read alone.</summary>
internal sealed class DpoActs;

/// <summary>That an account may do what it asks for: the privacy office anything, the data protection officer reading.</summary>
internal sealed class StaffRequirement : IAuthorizationRequirement;

/// <summary>Judges <see cref="StaffRequirement"/> by the account's role, the request's method and the endpoint's marks.</summary>
internal sealed class StaffHandler : AuthorizationHandler<StaffRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, StaffRequirement requirement)
    {
        if (context.User.IsInRole(StaffRoles.Officer)
            || (context.User.IsDpo() && context.Resource is HttpContext http && MaySend(http)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool MaySend(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)
        || http.GetEndpoint()?.Metadata.GetMetadata<DpoActs>() is not null;
}

/// <summary>Marks endpoints for <see cref="StaffHandler"/>, and says who of the staff sends.</summary>
internal static class StaffAccess
{
    /// <summary>Id of the account that is signed in.</summary>
    /// <exception cref="InvalidOperationException">The endpoint does not demand <see cref="Access.Staff"/>.</exception>
    public static string StaffId(this ClaimsPrincipal user) =>
        user.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("The endpoint must demand Access.Staff.");

    /// <summary>Lets the data protection officer send it too.</summary>
    public static RouteHandlerBuilder AlsoForDpo(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new DpoActs());
}
