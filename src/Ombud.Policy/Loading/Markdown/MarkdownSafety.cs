using System.Text.RegularExpressions;

namespace Ombud.Policies.Loading.Markdown;

/// <summary>Refuses what could make a text act or look other than it reads: HTML and attributes.</summary>
internal static partial class MarkdownSafety
{
    // Code is no exception: a notice shows none, and a renderer may see its borders elsewhere than we do.
    [GeneratedRegex(@"(?<slashes>\\*)(?<mark><(?=[A-Za-z/!?])|\{)", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mark { get; }

    [GeneratedRegex(@"\G<(?:https?://[^\s<>]+|mailto:[^\s<>]+|[^\s<>@/:]+@[^\s<>@/:]+)>", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex AutoLink { get; }

    [GeneratedRegex(@"\G\{#[a-z0-9.-]+\}[ ]*$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeadingId { get; }

    internal static void Check(string path, string text, Findings findings)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            foreach (Match match in Mark.Matches(lines[i]))
                CheckMark(new(path, i + 1, match.Groups["mark"].Index + 1), lines[i], match, findings);
        }
    }

    private static void CheckMark(Model.SourceSpan at, string line, Match match, Findings findings)
    {
        var mark = match.Groups["mark"];
        var escaped = match.Groups["slashes"].Length % 2 == 1;
        if (escaped)
            return;
        if (mark.Value == "<" && !AutoLink.IsMatch(line, mark.Index))
            findings.Add(at, PackRules.TextMarkup, "raw HTML is refused; write Markdown, or '\\<' for the sign itself");
        if (mark.Value == "{" && !(line.StartsWith('#') && HeadingId.IsMatch(line, mark.Index)))
            findings.Add(at, PackRules.TextMarkup,
                "an attribute is refused; only a heading ends with {#id}, '\\{' is the sign itself");
    }
}
