namespace Ombud.Layout.Http;

/// <summary>What every answer tells the browser not to do (promise <c>security.secure-servers</c>).</summary>
internal static class SecurityHeaders
{
    /// <summary>No script at all: the pages need none, so none that is slipped in will run.</summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'; script-src 'none'";

    private const string PermissionsPolicy =
        "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), fullscreen=(), "
        + "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    /// <summary>Adds the headers to every answer, errors too.</summary>
    internal static void UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use((context, next) =>
        {
            // On starting and not before: the exception handler clears the headers that are already there.
            context.Response.OnStarting(Add, context.Response);
            return next(context);
        });

    private static Task Add(object state)
    {
        var headers = ((HttpResponse)state).Headers;
        // A page that must stand alone brings a policy of its own, as strict and with the hash of its style.
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = PermissionsPolicy;
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
