using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Layout;
using Ombud.Policies.Deciding;
using Ombud.SignIn;
using Ombud.Systems.Erasing;
using Ombud.Systems.Pages;

namespace Ombud.Erasure.Recipients;

/// <summary>Staff have an erasure gone on with at once that waits for a connected system, as after mending it.</summary>
internal static class TryAgain
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapForm(ShowSystems.AgainPath, HandleAsync).RequireAuthorization(Access.Staff);

    // The whole erasure and not the system alone, so that it is done at once where nothing else waits.
    internal static async Task<RedirectHttpResult> HandleAsync(
        [FromForm] Guid subject, Language language, EraseInSystems systems, EraseSubject erase, CancellationToken cancel)
    {
        var person = new SubjectId(subject);
        await systems.HurryAsync(person, cancel);
        if (await erase.FindAsync(person, cancel) is not null)
            await erase.RunAsync(person, cancel);
        return TypedResults.LocalRedirect(language.Path(ShowSystems.Path));
    }
}
