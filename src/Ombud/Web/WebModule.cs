namespace Ombud.Web;

/// <summary>The front pages of the Privacy Centre and the Console.</summary>
public static class WebModule
{
    public static IServiceCollection AddWeb(this IServiceCollection services) => services;

    public static void MapWeb(this IEndpointRouteBuilder app)
    {
        ShowFrontPage.Map(app);
        ShowConsole.Map(app);
    }
}
