using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;

namespace Ombud.Notices.Reading;

/// <summary>See what differs between two versions, clause by clause (promise <c>changes.published</c>).</summary>
internal static class CompareVersions
{
    internal static string PathOf(string older, string newer) => $"{ReadVersion.PathOf(older)}/compare/{newer}";

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapPage($"{ListVersions.Path}/{{older}}/compare/{{newer}}", Handle);

    internal static Results<RazorComponentResult<ComparePage>, NotFound> Handle(
        string older, string newer, Language language, NoticeBook book)
    {
        if (book.Find(older) is not { } before || book.Find(newer) is not { } after)
            return TypedResults.NotFound();

        var changes = TextChange.Between(before, after, language);
        return new RazorComponentResult<ComparePage>(new { Before = before, After = after, Changes = changes });
    }
}
