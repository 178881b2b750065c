using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Database;
using Ombud.Layout.Api;

namespace Ombud.Layout.Http;

/// <summary>What people and programs are told when something goes wrong: a page in the frame, problem details for the API.</summary>
internal static class ErrorPages
{
    internal static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerExceptionAsync,
            // A body that cannot be read is the sender's mistake, in Development too.
            StatusCodeSelector = StatusOf,
        });
        app.UseStatusCodePages(context => AnswerAsync(context.HttpContext));
    }

    // A storage that cannot be written is no mistake of the program, and passes: whoever asked may try again.
    private static int StatusOf(Exception failure) => failure switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        _ when DbFailure.IsFull(failure) => StatusCodes.Status507InsufficientStorage,
        _ when DbFailure.IsOfWholeDatabase(failure) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static async Task AnswerExceptionAsync(HttpContext context)
    {
        // A renderer that has thrown cannot render once more: the error page gets a scope, and so a renderer, of its own.
        await using var scope = context.RequestServices.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        await AnswerAsync(context);
    }

    // In seconds: a server comes back by itself, room on a disk is made by somebody.
    private static string? RetryAfter(int code) => code switch
    {
        StatusCodes.Status503ServiceUnavailable => "5",
        StatusCodes.Status507InsufficientStorage => "60",
        _ => null,
    };

    private static Task AnswerAsync(HttpContext context)
    {
        var code = context.Response.StatusCode;
        var limit = code == StatusCodes.Status413PayloadTooLarge ? BodyLimits.Of(context) : null;
        if (RetryAfter(code) is { } seconds)
            context.Response.Headers.RetryAfter = seconds;
        // After a failure the request is answered anew, without its endpoint.
        var endpoint = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<ErrorForm>() is { } own)
            return own.Of(code, limit).ExecuteAsync(context);
        return context.IsApi()
            ? (limit is { } bytes ? ApiProblems.TooLargeFor(bytes) : ApiProblems.OfStatus(code).Answer()).ExecuteAsync(context)
            : new RazorComponentResult<ErrorPage>(new { Code = code, Limit = limit }) { StatusCode = code }.ExecuteAsync(context);
    }
}
