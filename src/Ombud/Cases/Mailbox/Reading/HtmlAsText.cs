using System.Text;
using MimeKit.Text;

namespace Ombud.Cases.Mailbox.Reading;

/// <summary>
/// The words of a page that was sent as a mail, without what draws it. Nothing that it names is fetched. Mark by mark, without the tree
/// that a browser makes of them: somebody may have nested it so deep that making the tree takes minutes.
/// </summary>
internal static class HtmlAsText
{
    private const int LengthMax = 200_000;

    private static readonly HashSet<string> Unread = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "title", "template", "noscript", "iframe", "object", "svg",
    };

    private static readonly HashSet<string> Lines = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "hr", "pre", "section",
    };

    public static string Of(string html)
    {
        using var reader = new StringReader(html.Length > LengthMax ? html[..LengthMax] : html);
        var (marks, text, hidden) = (new HtmlTokenizer(reader), new StringBuilder(), new Hidden());
        while (marks.ReadNextToken(out var mark))
        {
            if (mark is HtmlTagToken tag)
            {
                hidden.Pass(tag);
                Break(tag.Name.ToLowerInvariant(), text);
            }
            // What stands in scripts and styles is data of another kind.
            else if (mark is HtmlDataToken { Kind: HtmlTokenKind.Data } words && !hidden.IsIn)
            {
                Append(text, words.Data);
            }
        }
        return text.ToString();
    }

    private static void Break(string element, StringBuilder text)
    {
        if (!Lines.Contains(element))
            return;
        if (element is "p" or "br" || !IsAtStart(text))
            text.Append('\n');
        if (element is "p")
            text.Append('\n');
    }

    // Line ends of the source are spaces on the page, and a line begins with none.
    private static void Append(StringBuilder text, string words)
    {
        var spaced = words.ReplaceLineEndings(" ").Replace('\t', ' ');
        text.Append(IsAtStart(text) ? spaced.TrimStart(' ') : spaced);
    }

    private static bool IsAtStart(StringBuilder text) => text.Length == 0 || text[^1] == '\n';

    /// <summary>Whether we are within something that is not read.</summary>
    private sealed class Hidden
    {
        private string _element = "";
        private int _depth;

        public bool IsIn => _depth > 0;

        public void Pass(HtmlTagToken tag)
        {
            if (_depth == 0 && Unread.Contains(tag.Name))
                _element = tag.Name;
            if (!tag.Name.Equals(_element, StringComparison.OrdinalIgnoreCase) || tag.IsEmptyElement)
                return;
            _depth = Math.Max(0, _depth + (tag.IsEndTag ? -1 : 1));
            if (_depth == 0)
                _element = "";
        }
    }
}
