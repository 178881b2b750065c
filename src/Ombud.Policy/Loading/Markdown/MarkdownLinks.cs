using System.Text.RegularExpressions;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Markdown;

/// <summary>Finds the links of a text, refuses those that could act, and gives those within the notice.</summary>
internal static partial class MarkdownLinks
{
    // Inline '](target' and reference ']: target'; a line break may stand before the target.
    [GeneratedRegex(@"\](?:\(|:)\s*<?(?<target>[^\s<>)]*)", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link { get; }

    // A list of what may pass, for what must not has too many spellings (javascript:, data:, &#106;avascript:, //host).
    [GeneratedRegex(@"^(?:https?://|mailto:|tel:|#|/(?![/\\]))[^\\&;]*\z|^https?://[^\\]*\z",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Allowed { get; }

    internal static IReadOnlyList<AnchorLink> Check(string path, string text, Findings findings)
    {
        var anchors = new List<AnchorLink>();
        var (line, lineStart, seen) = (1, 0, 0);
        foreach (Match match in Link.Matches(text))
        {
            var target = match.Groups["target"];
            for (; seen < target.Index; seen++)
            {
                if (text[seen] == '\n')
                    (line, lineStart) = (line + 1, seen + 1);
            }

            var at = new SourceSpan(path, line, target.Index - lineStart + 1);
            if (!Allowed.IsMatch(target.Value))
            {
                findings.Add(at, PackRules.LinkRefused,
                    $"the link '{target.Value}' is refused; begin it with https://, mailto:, tel:, / or #");
            }
            else if (target.Value.StartsWith('#'))
            {
                anchors.Add(new(at, target.Value[1..]));
            }
        }

        return anchors;
    }
}
