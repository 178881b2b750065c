using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Ombud.Layout.Api;

namespace Ombud.Layout.Http;

/// <summary>Answers 413 to every body beyond its endpoint's limit, and says how many bytes that is.</summary>
internal static class BodyLimits
{
    /// <summary>How many bytes beyond a limit are still taken in, and thrown away, so that the answer arrives.</summary>
    internal const int Slack = 64 * 1024;

    /// <summary>Inside the error pages, which put the status into words.</summary>
    internal static void UseBodyLimits(this IApplicationBuilder app) =>
        app.Use(async (context, next) =>
        {
            // A call of the API is told first whether its key may make it.
            if (HttpMethods.IsPost(context.Request.Method) && !context.IsApi() && Of(context) is { } limit)
            {
                // A sender that is cut off sees no answer: what is only just too large is taken in to its end.
                if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                    size.MaxRequestBodySize = limit + Slack;
                if (context.Request.ContentLength > limit)
                {
                    context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                    return;
                }
                if (context.Request.ContentLength is null)
                    context.Request.Body = new LimitedBody(context.Request.Body, limit);
            }
            await next(context);
            // A form whose length was not told is cut off while its token is looked for, and so looks like one without.
            if (!context.Response.HasStarted && context.Response.StatusCode == StatusCodes.Status400BadRequest && IsCutOff(context))
                context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        });

    /// <summary>Most bytes that a body may have where it was sent; null where nothing is said of it.</summary>
    internal static long? Of(HttpContext context) =>
        context.GetEndpoint()?.Metadata is not { } metadata ? null
        : metadata.GetMetadata<BodyLimit>()?.Bytes
            ?? metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize
            ?? (context.IsApi() && HttpMethods.IsPost(context.Request.Method) ? BodyLimit.Default : null);

    private static bool IsCutOff(HttpContext context) =>
        context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false, Error.InnerException: BadHttpRequestException bad }
        && bad.StatusCode == StatusCodes.Status413PayloadTooLarge;
}
