using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.SignIn;

namespace Ombud.Web;

/// <summary>The Console's front page: every tool of the staff.</summary>
internal static class ShowConsole
{
    internal static void Map(IEndpointRouteBuilder app) => app.MapPage("/console", Handle).RequireAuthorization(Access.Staff);

    internal static RazorComponentResult<ConsolePage> Handle() => new();
}
