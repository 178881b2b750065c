using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.Log.Writing;
using Ombud.SignIn;

namespace Ombud.Incidents.Working;

/// <summary>The notification to the authority, prepared from the file: to be printed, and as JSON. The staff send it.</summary>
internal static class NotifyPages
{
    internal static string PathOf(Guid id) => ListIncidents.PathOf(id) + "/notification";

    internal static void Map(IEndpointRouteBuilder app)
    {
        const string Path = ListIncidents.Path + "/{id:guid}/notification";
        app.MapPage(Path, ShowAsync).RequireAuthorization(Access.Staff);
        app.MapPage(Path + ".json", JsonAsync).RequireAuthorization(Access.Staff);
    }

    internal static async Task<IResult> ShowAsync(
        Guid id, ClaimsPrincipal user, IncidentBook book, IncidentView view, Ledger ledger, CancellationToken cancel) =>
        await WorkIncident.ReadAsync(id, user, book, ledger, cancel) is { } file
            ? new RazorComponentResult<NotificationPage>(new { Shown = await view.OfAsync(file, cancel) }) : TypedResults.NotFound();

    internal static async Task<IResult> JsonAsync(
        Guid id, Language language, ClaimsPrincipal user, IncidentBook book, IncidentView view, Ledger ledger, CancellationToken cancel) =>
        await WorkIncident.ReadAsync(id, user, book, ledger, cancel) is { } file
            ? TypedResults.File(Notification.AsJson(await view.OfAsync(file, cancel), language), "application/json",
                $"incident-{id:D}.json")
            : TypedResults.NotFound();
}
