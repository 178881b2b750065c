using Microsoft.AspNetCore.Http.HttpResults;
using Ombud.Layout;
using Ombud.Notices.Reading;
using Ombud.Policies.Explaining;

namespace Ombud.Notices.Comparing;

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

        var texts = TextChange.Between(before, after, language);
        // The texts that differ are shown word by word; here only what differs in substance.
        PackChange[] meaning =
            [.. PackDifference.Between(before, after).Changes.Where(change => change.Kind is not ChangeKind.TextChanged)];
        return new RazorComponentResult<ComparePage>(
            new { Before = before, After = after, Texts = texts, Meaning = meaning });
    }
}
