using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Layout;
using Ombud.Layout.Forms;
using Ombud.SignIn;
using Ombud.SignIn.People;
using Ombud.Systems;

namespace Ombud.Erasure.Pages;

/// <summary>A signed-in person, with a fresh code, sees what an erasure does and asks for it (promise
/// <c>rights.rectify-erase</c>).</summary>
internal static class EraseMe
{
    internal const string Path = "/my-data/erase";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync).RequireAuthorization(Access.FreshCode);
        app.MapForm(Path, HandleAsync).RequireAuthorization(Access.FreshCode);
    }

    internal static async Task<RazorComponentResult<ErasePage>> ShowAsync(
        Language language, CurrentPerson person, [AsParameters] Previewing preview, CancellationToken cancel) =>
        new(new
        {
            Lists = await preview.Here.OfAsync(person.Required, language, cancel),
            Elsewhere = await preview.Elsewhere.OfAsync(person.Required, cancel),
        });

    internal static async Task<IResult> HandleAsync(
        [FromForm] string? confirm, Language language, HttpContext http, CurrentPerson person, [AsParameters] Previewing preview,
        [AsParameters] Erasing erasing)
    {
        var cancel = http.RequestAborted;
        if (confirm is not "true")
        {
            FieldError[] errors = [new("confirm", ErasureTexts.ConfirmMissing.In(language))];
            return new RazorComponentResult<ErasePage>(
                new
                {
                    Lists = await preview.Here.OfAsync(person.Required, language, cancel),
                    Elsewhere = await preview.Elsewhere.OfAsync(person.Required, cancel),
                    Errors = errors,
                })
            {
                StatusCode = StatusCodes.Status422UnprocessableEntity,
            };
        }

        if (await erasing.Erase.AskAsync(person.Required, ErasureReason.Asked, "self", cancel) is not { } erasure)
            return TypedResults.NotFound();
        await erasing.Erase.MakeUnreadableAsync(erasure, cancel);
        erasing.Runner.Wake();
        await http.SignOutAsync(Schemes.Person);
        return TypedResults.LocalRedirect(language.Path(ShowErasure.PathOf(erasure.ReceiptId)));
    }

    /// <summary>What showing beforehand needs: here, and in connected systems.</summary>
    internal readonly record struct Previewing(PreviewErasure Here, PreviewInSystems Elsewhere);

    /// <summary>What erasing needs.</summary>
    internal readonly record struct Erasing(EraseSubject Erase, ErasureRunner Runner);
}
