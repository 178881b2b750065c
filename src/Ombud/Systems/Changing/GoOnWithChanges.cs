using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Layout;
using Ombud.Policies.Deciding;
using Ombud.SignIn;
using Ombud.Systems.Pages;

namespace Ombud.Systems.Changing;

/// <summary>
/// Staff go on with a correction or a restriction that waits for a connected system: they have it tried again, as after mending it, or note
/// that they have seen to it there by hand.
/// </summary>
internal static class GoOnWithChanges
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapForm(ShowSystems.CorrectPath, TryAgainAsync).RequireAuthorization(Access.Staff);
        app.MapForm(ShowSystems.CorrectedPath, NoteByHandAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<RedirectHttpResult> TryAgainAsync(
        [FromForm] Guid subject, [FromForm] string? change, Language language, CarryChanges carry, CancellationToken cancel)
    {
        if (SystemChangeKey.TryParse(change, out var key))
            await carry.CarryAsync(new SubjectId(subject), key, cancel);
        return TypedResults.LocalRedirect(language.Path(ShowSystems.Path));
    }

    internal static async Task<RedirectHttpResult> NoteByHandAsync(
        [FromForm] Guid subject, [FromForm] string? change, Language language, ClaimsPrincipal user, CarryChanges carry,
        CancellationToken cancel)
    {
        if (SystemChangeKey.TryParse(change, out var key) && user.FindFirstValue(ClaimTypes.NameIdentifier) is { } by)
            await carry.NoteByHandAsync(new SubjectId(subject), key, by, cancel);
        return TypedResults.LocalRedirect(language.Path(ShowSystems.Path));
    }
}
