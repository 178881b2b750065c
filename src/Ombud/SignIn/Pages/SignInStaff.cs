using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Shared;
using Ombud.SignIn.Staff;

namespace Ombud.SignIn.Pages;

/// <summary>Staff sign in to the Console. Unknown, wrong and locked are one answer.</summary>
internal static class SignInStaff
{
    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapLate(HttpMethods.Get, "/console/sign-in", Show);
        pages.MapLate(HttpMethods.Post, "/console/sign-in", HandleAsync).RequireRateLimiting(RateLimits.SignIn);
    }

    internal static RazorComponentResult<StaffPage> Show(string language, [FromQuery(Name = "return")] string? back) =>
        new(new { Language = language, Return = Redirects.Local(back) });

    internal static async Task<Results<RedirectHttpResult, RazorComponentResult<StaffPage>>> HandleAsync(
        HttpContext http, string language, [FromForm] string? name, [FromForm] string? password,
        [FromForm(Name = "return")] string? back, StaffSignIn signIn)
    {
        if (name is { Length: > 0 } && password is { Length: > 0 } && await signIn.TryAsync(http, name, password))
            return TypedResults.LocalRedirect(Redirects.Local(back) ?? $"/{language}/console");

        var error = SignInTexts.PasswordWrong.In(language);
        return new RazorComponentResult<StaffPage>(
            new { Language = language, Return = Redirects.Local(back), Error = error })
        {
            StatusCode = StatusCodes.Status422UnprocessableEntity,
        };
    }
}
