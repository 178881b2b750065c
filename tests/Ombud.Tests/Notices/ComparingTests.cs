using Ombud.Layout;
using Ombud.Notices.Comparing;
using Ombud.Tests.Running;

namespace Ombud.Tests.Notices;

public sealed class ComparingTests
{
    [Fact]
    [Trait("Promise", "changes.published")]
    public async Task Two_versions_are_compared_word_by_word_in_both_languages()
    {
        await using var host = await PageHost.StartAsync();

        var swedish = await host.PageAsync("/sv/notice/versions/2018-05-04/compare/2026-01-01");
        var english = await host.PageAsync("/en/notice/versions/2018-05-04/compare/2026-01-01");

        Assert.Contains("då", swedish.QuerySelector("[id='scope.date'] del")!.TextContent, StringComparison.Ordinal);
        var added = string.Concat(english.QuerySelectorAll("[id='scope.date'] ins").Select(word => word.TextContent));
        Assert.Contains("now", added, StringComparison.Ordinal);
        Assert.NotNull(english.QuerySelector("[id='sharing.extra'] .good"));
        Assert.Null(english.GetElementById("sharing.vendors"));
    }

    [Fact]
    [Trait("Promise", "changes.material")]
    public async Task What_changes_in_substance_is_said_in_words()
    {
        await using var host = await PageHost.StartAsync();

        var page = await host.PageAsync("/sv/notice/versions/2018-05-04/compare/2026-01-01");

        Assert.Contains("Nytt skydd vid överföring: Ramverket.", page.QuerySelector(".changes")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_differs_from_itself_in_nothing()
    {
        var version = SamplePack.Pack.Versions[0];

        Assert.All(TextChange.Between(version, version, Language.Swedish), change => Assert.Equal(TextChangeKind.Unchanged, change.Kind));
    }

    [Fact]
    public void The_pieces_of_a_change_make_up_both_texts()
    {
        var (before, after) = (SamplePack.Pack.Versions[0], SamplePack.Pack.Versions[1]);

        var change = Assert.Single(
            TextChange.Between(before, after, Language.Swedish), change => change.Kind is TextChangeKind.Changed);

        Assert.Equal("Datum\n\nGäller då.", Words(change, TextChangeKind.Removed));
        Assert.Equal("Datum\n\nGäller **nu**. Se [delning](#sharing.vendors).", Words(change, TextChangeKind.Added));
    }

    private static string Words(TextChange change, TextChangeKind side) => string.Concat(
        change.Pieces.Where(piece => piece.Kind is TextChangeKind.Unchanged || piece.Kind == side).Select(piece => piece.Words));
}
