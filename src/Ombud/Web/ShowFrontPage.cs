using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;

namespace Ombud.Web;

/// <summary>Welcome people and show every way in.</summary>
internal static class ShowFrontPage
{
    internal static void Map(IEndpointRouteBuilder app) => app.MapPage("/", Handle);

    internal static RazorComponentResult<FrontPage> Handle() => new();
}
