using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.MyData.Reading;
using Ombud.SignIn;
using Ombud.SignIn.People;

namespace Ombud.MyData.Taking;

/// <summary>Read one's own data as a report, to print or save: takes a fresh code, since nothing in it is hidden.</summary>
internal static class ShowReport
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapPage("/my-data/report", HandleAsync).RequireAuthorization(Access.FreshCode);

    internal static async Task<Results<RazorComponentResult<ReportPage>, NotFound>> HandleAsync(
        CurrentPerson person, OwnDataReader reader, HttpResponse response, CancellationToken cancel)
    {
        if (await reader.ReadAsync(person.Required, cancel) is not { } data)
            return TypedResults.NotFound();
        response.Headers.ContentSecurityPolicy = ReportStyle.ContentSecurityPolicy;
        return new RazorComponentResult<ReportPage>(new { Data = data });
    }
}
