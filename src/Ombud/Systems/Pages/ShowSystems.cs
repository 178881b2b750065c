using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Layout;
using Ombud.Notices;
using Ombud.Policies.Deciding;
using Ombud.SignIn;
using Ombud.Systems.Erasing;

namespace Ombud.Systems.Pages;

/// <summary>Staff see the connected systems, what differs from their descriptions, and which erasures wait for one.</summary>
internal static class ShowSystems
{
    internal const string Path = "/console/systems";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync).RequireAuthorization(Access.Staff);
        app.MapForm(Path + "/again", TryAgainAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<RazorComponentResult<SystemsPage>> ShowAsync(
        LookAtSystems look, WaitingInSystems waiting, NoticeBook book, Language language, CancellationToken cancel) =>
        new(new
        {
            View = PresentSystems.Of(
                await look.LookAsync(cancel), await waiting.ListAsync(cancel), book.InForce() ?? book.NewestFirst[0], language),
        });

    // Several that wait are tried one after the other by whoever goes on with erasures; this brings them forward.
    internal static async Task<RedirectHttpResult> TryAgainAsync(
        [FromForm] Guid subject, Language language, EraseInSystems erase, CancellationToken cancel)
    {
        var person = new SubjectId(subject);
        await erase.HurryAsync(person, cancel);
        await erase.EraseAsync(person, cancel);
        return TypedResults.LocalRedirect(language.Path(Path));
    }
}
