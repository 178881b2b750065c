using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Ombud.SignIn.Pages;

/// <summary>
/// Where a browser is sent, and back to. Only paths of ours, and never a query, which we do not know.
/// </summary>
internal static class Redirects
{
    private const int PathMax = 200;

    /// <summary>Sends a browser to a sign-in page, which leads back to where it was; a program is told 401.</summary>
    public static Task To(RedirectContext<CookieAuthenticationOptions> context, string page)
    {
        var request = context.Request;
        if (request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        var back = HttpMethods.IsGet(request.Method) ? "?return=" + Uri.EscapeDataString(request.Path) : "";
        context.Response.Redirect($"/{PageLanguage.Of(context.HttpContext)}{page}{back}");
        return Task.CompletedTask;
    }

    /// <summary>The path itself where it is one of ours; otherwise null.</summary>
    public static string? Local(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && path.Length <= PathMax
            && !path.Any(c => char.IsControl(c) || c is '\\' or '?' or '#')
            ? path
            : null;
}

/// <summary>The language of a page: that of its path, or else the one the browser likes best.</summary>
internal static class PageLanguage
{
    /// <summary>The route prefix of a page in a language.</summary>
    public const string Prefix = "/{language:regex(^(sv|en)$)}";

    public static string Of(HttpContext http)
    {
        var first = (http.Request.Path.Value ?? "").TrimStart('/').Split('/', 2)[0];
        if (first is "sv" or "en")
            return first;

        var liked = http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(range => range.Quality ?? 1)
            .Select(range => range.Value.Value?.Split('-')[0]).FirstOrDefault(code => code is "sv" or "en");
        return liked ?? "en";
    }
}
