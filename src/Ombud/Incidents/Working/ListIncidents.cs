using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.SignIn;

namespace Ombud.Incidents.Working;

/// <summary>The register of incidents, for the staff (promise <c>security.report</c>).</summary>
internal static class ListIncidents
{
    internal const string Path = "/console/incidents";

    internal static string PathOf(Guid id) => $"{Path}/{id:D}";

    internal static void Map(IEndpointRouteBuilder app) => app.MapPage(Path, ShowAsync).RequireAuthorization(Access.Staff);

    internal static async Task<RazorComponentResult<IncidentsPage>> ShowAsync(
        IncidentBook book, TimeProvider time, CancellationToken cancel) =>
        new(new { All = await book.ListAsync(cancel), Now = time.GetUtcNow() });
}
