using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;

namespace Ombud.Notices.Reading;

/// <summary>Read any version, an old one marked as history (promise <c>changes.published</c>).</summary>
internal static class ReadVersion
{
    internal static string PathOf(string version) => $"{ListVersions.Path}/{version}";

    internal static void Map(IEndpointRouteBuilder app) => app.MapPage($"{ListVersions.Path}/{{version}}", Handle);

    internal static Results<RazorComponentResult<NoticePage>, NotFound> Handle(string version, NoticeBook book) =>
        book.Find(version) is { } found
            ? new RazorComponentResult<NoticePage>(new { Version = found })
            : TypedResults.NotFound();
}
