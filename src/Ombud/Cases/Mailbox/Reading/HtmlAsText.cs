using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Ombud.Cases.Mailbox.Reading;

/// <summary>The words of a page that was sent as a mail, without what draws it. Nothing that it names is fetched.</summary>
internal static class HtmlAsText
{
    private const int LengthMax = 200_000;

    private static readonly HashSet<string> Unread = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "head", "title", "template", "noscript", "iframe", "object", "svg",
    };

    private static readonly HashSet<string> Lines = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "hr", "pre", "section",
    };

    public static string Of(string html)
    {
        using var page = new HtmlParser().ParseDocument(html.Length > LengthMax ? html[..LengthMax] : html);
        var text = new StringBuilder();
        // Step by step and not by itself: somebody may have nested it deeper than a stack goes.
        for (INode? node = page.Body; node is not null; node = Next(node, page.Body!, text))
        {
            if (node is IText words)
                Append(text, words.Data);
        }
        return text.ToString();
    }

    private static INode? Next(INode node, INode root, StringBuilder text)
    {
        if (node.FirstChild is { } child && !(node is IElement unread && Unread.Contains(unread.LocalName)))
        {
            Break(node, text);
            return child;
        }
        for (var at = node; at != root; at = at.Parent!)
        {
            Break(at, text);
            if (at.NextSibling is { } next)
                return next;
        }
        return null;
    }

    private static void Break(INode node, StringBuilder text)
    {
        if (node is not IElement element || !Lines.Contains(element.LocalName))
            return;
        if (element.LocalName is "p" or "br" || !IsAtStart(text))
            text.Append('\n');
        if (element.LocalName is "p")
            text.Append('\n');
    }

    // Line ends of the source are spaces on the page, and a line begins with none.
    private static void Append(StringBuilder text, string words)
    {
        var spaced = words.ReplaceLineEndings(" ").Replace('\t', ' ');
        text.Append(IsAtStart(text) ? spaced.TrimStart(' ') : spaced);
    }

    private static bool IsAtStart(StringBuilder text) => text.Length == 0 || text[^1] == '\n';
}
