using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Database;
using Ombud.Erasure.Recipients;
using Ombud.Layout;
using Ombud.Policies.Deciding;
using Ombud.SignIn;

namespace Ombud.Corrections.Telling;

/// <summary>Staff see which recipients have not been told of a correction or a restriction, and note whom they have told (promise
/// <c>third-parties.employers</c>).</summary>
internal static class ShowUntold
{
    internal const string Path = "/console/corrections";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync).RequireAuthorization(Access.Staff);
        app.MapForm(Path + "/told", MarkToldAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<RazorComponentResult<UntoldPage>> ShowAsync(RecipientNotices notices, CancellationToken cancel) =>
        new(new { List = await notices.ListAsync(cancel) });

    // Told by somebody else meanwhile, or of something else since: the list shows it.
    internal static async Task<RedirectHttpResult> MarkToldAsync(
        [FromForm] Guid subject, [FromForm] string recipient, [FromForm] NoticeAbout about, [FromForm] long changed, Language language,
        ClaimsPrincipal user, RecipientNotices notices, CancellationToken cancel)
    {
        await notices.MarkToldAsync(
            new SubjectId(subject), recipient, about, Micros.ToMoment(changed), ShowWaiting.IdOf(user), cancel);
        return TypedResults.LocalRedirect(language.Path(Path));
    }
}
