using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.MyData.HandingOver;

/// <summary>A signed-in person, with a fresh code, makes addresses from which others fetch their data, and closes them.</summary>
internal static class MakeHandOver
{
    internal const string Path = "/my-data/hand-over";
    internal const string ClosePath = Path + "/close";
    private const int RecipientMax = 200;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync).RequireAuthorization(Access.FreshCode);
        app.MapForm(Path, HandleAsync).RequireAuthorization(Access.FreshCode);
        app.MapForm(ClosePath, CloseAsync).RequireAuthorization(Access.FreshCode);
    }

    internal static Task<RazorComponentResult<HandOverPage>> ShowAsync(CurrentPerson person, HandOver handOver, CancellationToken cancel) =>
        PageAsync(person, handOver, made: null, error: null, cancel);

    internal static async Task<RazorComponentResult<HandOverPage>> HandleAsync(
        HttpContext http, [FromForm] string? recipient, Language language, CurrentPerson person, HandOver handOver,
        CancellationToken cancel)
    {
        var name = (recipient ?? "").Trim();
        if (name.Length is 0 or > RecipientMax || name.Any(char.IsControl))
            return await RefusedAsync(HandOverTexts.RecipientMissing);
        if (await handOver.OpenAsync(person.Required, name, cancel) is not { } secret)
            return await RefusedAsync(HandOverTexts.Refused);
        var address = $"{http.Request.Scheme}://{http.Request.Host}{language.Path(FetchHandOver.PathOf(secret))}";
        return await PageAsync(person, handOver, new MadeAddress(name, address), error: null, cancel);

        Task<RazorComponentResult<HandOverPage>> RefusedAsync(Text why) =>
            PageAsync(person, handOver, made: null, new FieldError("recipient", why.In(language)), cancel);
    }

    internal static async Task<RedirectHttpResult> CloseAsync(
        [FromForm] Guid id, Language language, CurrentPerson person, HandOver handOver, CancellationToken cancel)
    {
        await handOver.CloseAsync(person.Required, id, cancel);
        return TypedResults.LocalRedirect(language.Path(Path));
    }

    private static async Task<RazorComponentResult<HandOverPage>> PageAsync(
        CurrentPerson person, HandOver handOver, MadeAddress? made, FieldError? error, CancellationToken cancel) =>
        new(new { All = await handOver.ListAsync(person.Required, cancel), Made = made, Error = error })
        {
            StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity,
        };
}

/// <summary>An address that was just made, whole; it is shown once.</summary>
public sealed record MadeAddress(string Recipient, string Address);
