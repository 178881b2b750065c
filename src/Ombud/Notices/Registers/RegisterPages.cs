using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.Notices.Transfers;

namespace Ombud.Notices.Registers;

/// <summary>The registers that are read straight from the version in force; each is one page.</summary>
internal static class RegisterPages
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPage("/companies", Companies);
        app.MapPage("/recipients", Show<RecipientsPage>);
        app.MapPage("/safeguards", Show<SafeguardsPage>);
        app.MapPage("/collection-points", Show<CollectionPointsPage>);
        app.MapPage("/processing", Show<ProcessingPage>);
        app.MapPage("/cookies", Show<CookiesPage>);
    }

    internal static Results<RazorComponentResult<CompaniesPage>, NotFound> Companies(string? country, NoticeBook book) =>
        book.InForce() is { } notice
            ? new RazorComponentResult<CompaniesPage>(new { Notice = notice, Country = country })
            : TypedResults.NotFound();

    private static Results<RazorComponentResult<TPage>, NotFound> Show<TPage>(NoticeBook book)
        where TPage : IComponent =>
        book.InForce() is { } notice
            ? new RazorComponentResult<TPage>(new { Notice = notice })
            : TypedResults.NotFound();
}
