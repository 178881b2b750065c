using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Ombud.Layout;
using Ombud.Policies.Deciding;
using Ombud.SignIn;
using Ombud.SignIn.Staff;

namespace Ombud.Erasure.Recipients;

/// <summary>Staff see which recipients have not been told of an erasure, and note whom they have told (promise
/// <c>rights.rectify-erase</c>).</summary>
internal static class ShowWaiting
{
    internal const string Path = "/console/erasures";

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage(Path, ShowAsync).RequireAuthorization(Access.Staff);
        app.MapForm(Path + "/told", MarkToldAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<RazorComponentResult<WaitingPage>> ShowAsync(ReadWaiting read, CancellationToken cancel) =>
        new(new { List = await read.ListAsync(cancel) });

    // Told by somebody else meanwhile is told all the same: the list shows it.
    internal static async Task<RedirectHttpResult> MarkToldAsync(
        [FromForm] Guid subject, [FromForm] string recipient, Language language, ClaimsPrincipal user, TellRecipients recipients,
        EraseSubject erase, CancellationToken cancel)
    {
        var person = new SubjectId(subject);
        if (await recipients.MarkToldAsync(person, recipient, user.StaffId(), cancel))
            await erase.RunAsync(person, cancel);
        return TypedResults.LocalRedirect(language.Path(Path));
    }
}
