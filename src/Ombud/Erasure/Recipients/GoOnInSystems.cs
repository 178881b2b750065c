using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Layout;
using Ombud.Policies.Deciding;
using Ombud.SignIn;
using Ombud.SignIn.Staff;
using Ombud.Systems.Erasing;
using Ombud.Systems.Pages;

namespace Ombud.Erasure.Recipients;

/// <summary>
/// Staff go on with an erasure that waits for a connected system: they have it tried again, as after mending it, or note that they have
/// erased there by hand.
/// </summary>
internal static class GoOnInSystems
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapForm(ShowSystems.AgainPath, TryAgainAsync).RequireAuthorization(Access.Staff);
        app.MapForm(ShowSystems.ByHandPath, NoteByHandAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<RedirectHttpResult> TryAgainAsync(
        [FromForm] Guid subject, Language language, EraseInSystems systems, EraseSubject erase, CancellationToken cancel)
    {
        await systems.HurryAsync(new SubjectId(subject), cancel);
        return await GoOnAsync(new SubjectId(subject), language, erase, cancel);
    }

    internal static async Task<RedirectHttpResult> NoteByHandAsync(
        [FromForm] Guid subject, [FromForm] string system, [FromForm] SystemErasureState? outcome, Language language, ClaimsPrincipal user,
        EraseInSystems systems, EraseSubject erase, CancellationToken cancel)
    {
        await systems.NoteByHandAsync(
            new SubjectId(subject), system, outcome ?? SystemErasureState.ByHand, user.StaffId(), cancel);
        return await GoOnAsync(new SubjectId(subject), language, erase, cancel);
    }

    // With the whole erasure and not the system alone, so that it is done at once where nothing else waits.
    private static async Task<RedirectHttpResult> GoOnAsync(
        SubjectId person, Language language, EraseSubject erase, CancellationToken cancel)
    {
        if (await erase.FindAsync(person, cancel) is not null)
            await erase.RunAsync(person, cancel);
        return TypedResults.LocalRedirect(language.Path(ShowSystems.Path));
    }
}
