using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ombud.Layout;
using Ombud.Layout.Parts;

namespace Ombud.Tests.Layout;

public sealed class MarkdownTests
{
    [Fact]
    public void Raw_html_is_shown_as_text() =>
        Assert.Null(Render("<script>alert(1)</script> <b onclick=x>hi</b>").QuerySelector("script, b"));

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](data:text/html,hi)")]
    [InlineData("[x](//elsewhere.example)")]
    [InlineData("<javascript:alert(1)>")]
    public void An_address_that_is_neither_page_nor_site_nor_mailbox_leads_nowhere(string markdown)
    {
        var link = Render(markdown).QuerySelector("a");

        Assert.Contains(link?.GetAttribute("href"), (string?[])["#", null]);
    }

    [Theory]
    [InlineData("[x](https://elsewhere.example/a)")]
    [InlineData("https://elsewhere.example/a")]
    [InlineData("<https://elsewhere.example/a>")]
    [InlineData("![x](https://elsewhere.example/a)")]
    [Trait("Promise", "links-and-forums.links")]
    public void A_link_outside_is_marked_for_eye_and_ear_and_no_picture_is_fetched(string markdown)
    {
        var body = Render(markdown);

        var link = body.QuerySelector("a.external")!;
        Assert.Equal("https://elsewhere.example/a", link.GetAttribute("href"));
        Assert.Equal("external noopener noreferrer", link.GetAttribute("rel"));
        Assert.Contains("another site", link.QuerySelector(".unseen")!.TextContent, StringComparison.Ordinal);
        Assert.Null(body.QuerySelector("img"));
    }

    [Theory]
    [InlineData("[x](/companies)", "/en/companies")]
    [InlineData("[x](/sv/companies)", "/sv/companies")]
    [InlineData("[x](#scope.date)", "#scope.date")]
    [InlineData("[x](mailto:office@sample.example)", "mailto:office@sample.example")]
    public void A_link_within_stays_within_and_keeps_the_language(string markdown, string expected)
    {
        var link = Render(markdown).QuerySelector("a")!;

        Assert.Equal(expected, link.GetAttribute("href"));
        Assert.Null(link.GetAttribute("rel"));
    }

    private static IElement Render(string markdown) =>
        new HtmlParser().ParseDocument(Markdown.ToHtml(markdown, Language.English)).Body!;
}
