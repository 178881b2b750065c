using Microsoft.AspNetCore.Mvc;
using Ombud.Shared;

namespace Ombud.Layout;

/// <summary>Maps pages by their path without language.</summary>
public static class Pages
{
    // Ample for any form of ours without a file; one that takes more says so after.
    private const int FormMax = 64 * 1024;
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Sending = [HttpMethods.Post];

    /// <summary>Maps a page under each language, and the bare path to the language that the browser likes best.</summary>
    /// <param name="app">Where to map.</param>
    /// <param name="path">Path without language, from <c>/</c>.</param>
    /// <param name="handler">The use case's handler.</param>
    public static RouteHandlerBuilder MapPage(this IEndpointRouteBuilder app, string path, Delegate handler)
    {
        // As a request delegate, which needs no code of its own made for it at every start.
        app.MapMethods(path, Reading, (RequestDelegate)ToLanguageAsync).ExcludeFromDescription();
        return LateHandler.Map(app, InLanguage(path), Reading, handler).ExcludeFromDescription();
    }

    /// <summary>Maps what a page's form is sent to; the antiforgery token is demanded of handlers that bind a form.</summary>
    /// <param name="app">Where to map.</param>
    /// <param name="path">Path without language, from <c>/</c>.</param>
    /// <param name="handler">The use case's handler.</param>
    public static RouteHandlerBuilder MapForm(this IEndpointRouteBuilder app, string path, Delegate handler) =>
        LateHandler.Map(app, InLanguage(path), Sending, handler).ExcludeFromDescription()
            .WithMetadata(new RequestSizeLimitAttribute(FormMax));

    private static string InLanguage(string path) => $"/{{language:{LanguageConstraint.Name}}}{path}";

    private static Task ToLanguageAsync(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept-Language";
        var request = context.Request;
        return TypedResults.LocalRedirect(
            Language.Preferred(request).Path(request.Path.ToUriComponent()) + request.QueryString.ToUriComponent()).ExecuteAsync(context);
    }
}

/// <summary>Lets a route's first segment be a language of the pages and nothing else.</summary>
internal sealed class LanguageConstraint : IRouteConstraint
{
    public const string Name = "language";

    /// <inheritdoc/>
    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection) =>
        Language.TryParse(values[routeKey] as string, provider: null, out _);
}
