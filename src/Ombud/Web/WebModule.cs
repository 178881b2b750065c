namespace Ombud.Web;

/// <summary>The front page of the Privacy Centre.</summary>
public static class WebModule
{
    public static IServiceCollection AddWeb(this IServiceCollection services) => services;

    public static void MapWeb(this IEndpointRouteBuilder app) => ShowFrontPage.Map(app);
}
