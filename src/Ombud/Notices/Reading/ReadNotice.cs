using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;

namespace Ombud.Notices.Reading;

/// <summary>Read the notice in force (promises <c>scope.effective-date</c>, <c>scope.contents</c>).</summary>
internal static class ReadNotice
{
    internal const string Path = "/notice";

    internal static void Map(IEndpointRouteBuilder app) => app.MapPage(Path, Handle);

    internal static Results<RazorComponentResult<NoticePage>, NotFound> Handle(NoticeBook book) =>
        book.InForce() is { } version
            ? new RazorComponentResult<NoticePage>(new { Version = version })
            : TypedResults.NotFound();
}
