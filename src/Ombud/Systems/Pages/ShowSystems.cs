using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Layout;
using Ombud.Notices;
using Ombud.SignIn;
using Ombud.Systems.Changing;
using Ombud.Systems.Erasing;
using Ombud.Systems.Sweeping;

namespace Ombud.Systems.Pages;

/// <summary>Staff see the connected systems, what differs from their descriptions, and which erasures, corrections and
/// restrictions wait for one.</summary>
internal static class ShowSystems
{
    internal const string Path = "/console/systems";

    /// <summary>Where the form goes that has a waiting erasure tried again.</summary>
    internal const string AgainPath = Path + "/again";

    /// <summary>Where the form goes that notes an erasure there as done by hand.</summary>
    internal const string ByHandPath = Path + "/by-hand";

    /// <summary>Where the form goes that has a waiting correction or restriction tried again.</summary>
    internal const string CorrectPath = Path + "/correct";

    /// <summary>Where the form goes that notes one there as done by hand.</summary>
    internal const string CorrectedPath = Path + "/corrected";

    /// <summary>Where the form goes that has a system swept now.</summary>
    internal const string SweepPath = Path + "/sweep";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync).RequireAuthorization(Access.Staff);
        app.MapForm(SweepPath, SweepAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<RedirectHttpResult> SweepAsync(
        [FromForm] string? system, Language language, SweepInSystems sweep, CancellationToken cancel)
    {
        if (system is { Length: > 0 })
            await sweep.RunAsync(cancel, system);
        return TypedResults.LocalRedirect(language.Path(Path));
    }

    internal static async Task<RazorComponentResult<SystemsPage>> ShowAsync(
        LookAtSystems look, WaitingInSystems waiting, ReadWaitingChanges changes, SystemSweepState sweeps, NoticeBook book,
        Language language, CancellationToken cancel) =>
        new(new
        {
            View = PresentSystems.Of(
                await look.LookAsync(cancel), await waiting.ListAsync(cancel), await changes.ListAsync(cancel),
                await PresentSweeps.OfAsync(sweeps, cancel),
                book.InForce() ?? book.NewestFirst[0], language),
        });
}
