using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Shared;
using Ombud.SignIn.Codes;
using Ombud.SignIn.People;

namespace Ombud.SignIn.Pages;

/// <summary>
/// A person enters the code and is signed in. Wrong, late, used and in another browser are one answer.
/// </summary>
internal static class EnterCode
{
    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapLate(HttpMethods.Get, "/sign-in/code", Show);
        pages.MapLate(HttpMethods.Post, "/sign-in/code", HandleAsync).RequireRateLimiting(RateLimits.SignIn);
    }

    internal static RazorComponentResult<EnterCodePage> Show(string language) => new(new { Language = language });

    internal static async Task<Results<RedirectHttpResult, RazorComponentResult<EnterCodePage>>> HandleAsync(
        HttpContext http, string language, [FromForm] string? code, SignInCodes codes, CodeCookie cookie,
            ProveAddress prove,
        PersonSession session, CancellationToken cancel)
    {
        var digits = string.Concat((code ?? "").Where(char.IsAsciiDigit));
        if (cookie.Read(http) is not { } ticket || digits.Length != 8
            || !await codes.RedeemAsync(ticket, digits, cancel))
            return Again(language, SignInTexts.CodeWrong);

        cookie.Delete(http);
        if (await prove.RunAsync(ticket.Address, cancel) is not { } person)
            return Again(language, SignInTexts.BeingErased);

        await http.SignInAsync(Schemes.Person, session.PrincipalOf(person));
        return TypedResults.LocalRedirect(ticket.Return ?? $"/{language}/my-data");
    }

    private static RazorComponentResult<EnterCodePage> Again(string language, Wording error) =>
        new(new { Language = language, Error = error.In(language) })
        {
            StatusCode = StatusCodes.Status422UnprocessableEntity,
        };
}
