using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.Notices;

namespace Ombud.Collection.Pages;

/// <summary>All points that a person can fill in.</summary>
internal static class ListPoints
{
    internal const string Path = "/collect";

    internal static void Map(IEndpointRouteBuilder app) => app.MapPage(Path, Handle);

    internal static Results<RazorComponentResult<ListPage>, NotFound> Handle(NoticeBook book)
    {
        if (book.InForce() is not { } version)
            return TypedResults.NotFound();
        var points = version.CollectionPoints.Where(PointView.IsForPeople).ToList();
        return new RazorComponentResult<ListPage>(
            new { Version = version, Points = points, Path, Title = PageTexts.Collect, Lead = PageTexts.CollectSays });
    }
}
