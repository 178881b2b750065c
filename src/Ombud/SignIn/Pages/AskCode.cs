using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Shared;
using Ombud.SignIn.Codes;

namespace Ombud.SignIn.Pages;

/// <summary>A person asks for a code. The answer is the same for every address there is.</summary>
internal static class AskCode
{
    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapLate(HttpMethods.Get, "/sign-in", Show);
        pages.MapLate(HttpMethods.Post, "/sign-in", HandleAsync).RequireRateLimiting(RateLimits.SignIn);
    }

    internal static RazorComponentResult<AskCodePage> Show(
        string language, [FromQuery(Name = "return")] string? back) =>
        new(new { Language = language, Return = Redirects.Local(back) });

    internal static async Task<Results<RedirectHttpResult, RazorComponentResult<AskCodePage>>> HandleAsync(
        HttpContext http, string language, [FromForm] string? address, [FromForm(Name = "return")] string? back,
        SignInCodes codes, CodeCookie cookie, CancellationToken cancel)
    {
        if (MailAddress.Read(address) is not { } known)
        {
            var error = SignInTexts.AddressWrong.In(language);
            return new RazorComponentResult<AskCodePage>(
                new { Language = language, Return = Redirects.Local(back), Error = error })
            {
                StatusCode = StatusCodes.Status422UnprocessableEntity,
            };
        }

        cookie.Set(http, await codes.IssueAsync(
            known, Redirects.Local(back), language, RateLimits.Network(http.Connection.RemoteIpAddress), cancel));
        return TypedResults.LocalRedirect($"/{language}/sign-in/code");
    }
}
