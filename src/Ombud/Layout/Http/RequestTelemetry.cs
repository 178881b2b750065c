using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;

namespace Ombud.Layout.Http;

/// <summary>What is told of a request: method, route as it is declared, status. Never its path, which holds ids.</summary>
internal static class RequestTelemetry
{
    private static readonly HashSet<string> Methods =
        new(StringComparer.Ordinal) { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" };

    internal static void UseRequestTelemetry(this IApplicationBuilder app) =>
        app.Use(async (context, next) =>
        {
            await next(context);
            // The web server's own span, where somebody listens.
            if (Activity.Current is { IsAllDataRequested: true } span)
                Tell(span, context);
        });

    private static void Tell(Activity span, HttpContext context)
    {
        // A method may be any word.
        var method = Methods.Contains(context.Request.Method) ? context.Request.Method : "_OTHER";
        // After a failure the request is answered anew, without its endpoint.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        var route = endpoint?.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route;
        span.DisplayName = route is null ? method : $"{method} {route}";
        span.SetTag("http.request.method", method).SetTag("http.route", route)
            .SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            span.SetStatus(ActivityStatusCode.Error);
    }
}
