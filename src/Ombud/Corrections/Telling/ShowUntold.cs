using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Layout;
using Ombud.Policies.Deciding;
using Ombud.SignIn;
using Ombud.SignIn.Staff;

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
        [FromForm] Guid subject, [FromForm] string? notice, [FromForm] long changed, Language language, ClaimsPrincipal user,
        RecipientNotices notices, CancellationToken cancel)
    {
        if (NoticeKey.TryParse(notice, out var key))
            await notices.MarkToldAsync(new SubjectId(subject), key, changed, user.StaffId(), cancel);
        return TypedResults.LocalRedirect(language.Path(Path));
    }
}
