using System.Net;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Ombud.Layout.Parts;

/// <summary>The pack's Markdown as HTML: no raw HTML, no picture, no address but of a page, a site or a mailbox.</summary>
internal static class Markdown
{
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().DisableHtml().UseAutoLinks().Build();

    /// <summary>Renders a text that stands beneath a heading of the third level.</summary>
    internal static string ToHtml(string markdown, Language language)
    {
        var document = Markdig.Markdown.Parse(markdown, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
            heading.Level = Math.Clamp(heading.Level + 1, 4, 6);
        foreach (var link in document.Descendants<AutolinkInline>().ToList())
            link.ReplaceBy(AsLink(link));
        foreach (var link in document.Descendants<LinkInline>().ToList())
            Settle(link, language);

        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return html.ToString();
    }

    private static LinkInline AsLink(AutolinkInline link)
    {
        var made = new LinkInline(link.IsEmail ? $"mailto:{link.Url}" : link.Url, title: "");
        made.AppendChild(new LiteralInline(link.Url));
        return made;
    }

    private static void Settle(LinkInline link, Language language)
    {
        // A picture would be fetched by every reader; its words serve as a link instead.
        link.IsImage = false;
        var url = link.Url ?? "";
        if (url.StartsWith('#'))
            return;

        if (url.StartsWith('/') && !url.StartsWith("//", StringComparison.Ordinal))
            link.Url = Language.IsIn(url) ? url : language.Path(url);
        else if (Uri.TryCreate(url, UriKind.Absolute, out var site) && site.Scheme is "https" or "http")
            MarkAsOutside(link, language);
        else if (!url.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
            link.Url = "#";
    }

    private static void MarkAsOutside(LinkInline link, Language language)
    {
        var attributes = Markdig.Renderers.Html.HtmlAttributesExtensions.GetAttributes(link);
        attributes.AddClass("external");
        attributes.AddProperty("rel", "external noopener noreferrer");
        attributes.AddProperty("referrerpolicy", "no-referrer");
        var mark = WebUtility.HtmlEncode(LayoutTexts.LeavesSite.In(language));
        link.AppendChild(new HtmlInline($"<span class=\"unseen\"> {mark}</span>"));
    }
}
