using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.Notices;

namespace Ombud.Collection.Pages;

/// <summary>All points that a person can fill in.</summary>
internal static class ListPoints
{
    internal const string Path = "/collect";

    internal static void Map(IEndpointRouteBuilder app) => app.MapPage(Path, Handle);

    internal static Results<RazorComponentResult<ListPage>, NotFound> Handle(NoticeBook book) =>
        book.InForce() is { } version
            ? new RazorComponentResult<ListPage>(new
            {
                Version = version, Points = version.CollectionPoints.Where(PointView.IsForPeople).ToList(), Path,
                Title = PageTexts.Collect, Lead = PageTexts.CollectSays,
            })
            : TypedResults.NotFound();
}
