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

    private static Task AnswerAsync(HttpContext context)
    {
        var code = context.Response.StatusCode;
        return context.IsApi()
            ? ApiProblems.OfStatus(code).Answer().ExecuteAsync(context)
            : new RazorComponentResult<ErrorPage>(new { Code = code }) { StatusCode = code }.ExecuteAsync(context);
    }
}
