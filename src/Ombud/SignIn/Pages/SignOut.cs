using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Shared;

namespace Ombud.SignIn.Pages;

/// <summary>People and staff sign out, each by their own page.</summary>
internal static class SignOut
{
    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapLate(HttpMethods.Get, "/sign-out", (string language) => Show(language, $"/{language}/sign-out"));
        pages.MapLate(HttpMethods.Post, "/sign-out", (HttpContext http, string language) =>
            HandleAsync(http, Schemes.Person, $"/{language}"))
            .WithMetadata(new RequireAntiforgeryTokenAttribute());
        pages.MapLate(HttpMethods.Get, "/console/sign-out", (string language) => Show(language, $"/{language}/console/sign-out"));
        pages.MapLate(
            HttpMethods.Post, "/console/sign-out",
            (HttpContext http, string language) => HandleAsync(http, Schemes.Staff, $"/{language}/console/sign-in"))
            .WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static RazorComponentResult<SignOutPage> Show(string language, string action) =>
        new(new { Language = language, Action = action });

    // No form field binds here, so that nothing but this line would look at the token.
    private static async Task<Results<RedirectHttpResult,
        BadRequest>> HandleAsync(HttpContext http, string scheme, string next)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true })
            return TypedResults.BadRequest();
        await http.SignOutAsync(scheme);
        return TypedResults.LocalRedirect(next);
    }
}
