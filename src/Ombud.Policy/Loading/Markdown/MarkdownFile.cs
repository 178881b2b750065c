using System.Text.RegularExpressions;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Markdown;

/// <summary>The text of one clause in one language.</summary>
internal sealed record ClauseText(string Id, SourceSpan At, string Title, string Text);

/// <summary>A link within the notice.</summary>
internal sealed record AnchorLink(SourceSpan At, string Anchor);

/// <summary>A section's text in one language, split into its clauses.</summary>
internal sealed partial class MarkdownFile
{
    private MarkdownFile(SourceFile file, string language, string section)
    {
        File = file;
        Language = language;
        Section = section;
    }

    internal SourceFile File { get; }

    internal string Language { get; }

    /// <summary>Id of the section, by the file's name.</summary>
    internal string Section { get; }

    internal string Title { get; private set; } = "";

    internal string Lead { get; private set; } = "";

    internal IReadOnlyList<ClauseText> Clauses { get; private set; } = [];

    internal IReadOnlyList<AnchorLink> Anchors { get; private set; } = [];

    /// <summary>Whether its headings could be read, so that a clause that is not found is really missing.</summary>
    internal bool IsSound { get; private set; } = true;

    /// <summary>The place of its beginning.</summary>
    internal SourceSpan At => new(File.Path, 1, 1);

    internal static MarkdownFile Read(SourceFile file, string language, string section, Findings findings)
    {
        var markdown = new MarkdownFile(file, language, section);
        if (file.Text is not { } text)
        {
            markdown.IsSound = false;
            return markdown;
        }

        markdown.Split(text.Split('\n'), findings);
        MarkdownSafety.Check(file.Path, text, findings);
        markdown.Anchors = MarkdownLinks.Check(file.Path, text, findings);
        return markdown;
    }

    [GeneratedRegex(@"^(?<marks>#{1,2})\s+(?<title>.*?\S)\s*\{#(?<id>[^{}\s]+)\}\s*\z", RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading { get; }

    [GeneratedRegex(@"^#{1,2}(?:\s|\z)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeadingStart { get; }

    private void Split(string[] lines, Findings findings)
    {
        var clauses = new List<ClauseText>();
        var start = 0;
        (string Id, SourceSpan At, string Title)? open = null;
        for (var i = 0; i <= lines.Length; i++)
        {
            if (i > 0 && i < lines.Length && !HeadingStart.IsMatch(lines[i]))
                continue;

            if (i > 0)
                Close(clauses, open, Body(lines, start, i));
            if (i < lines.Length)
                (open, start) = (Open(lines[i], i, findings), i + 1);
        }

        Clauses = clauses;
    }

    private (string Id, SourceSpan At, string Title)? Open(string line, int index, Findings findings)
    {
        var at = new SourceSpan(File.Path, index + 1, 1);
        var match = Heading.Match(line);
        var id = match.Groups["id"].Value;
        var title = match.Groups["title"].Value;
        var marks = index == 0 ? "#" : "##";
        if (match.Success && match.Groups["marks"].Value == marks && (index > 0 || id == Section))
        {
            if (index > 0)
                return (id, at, title);

            Title = title;
            return null;
        }

        IsSound = false;
        findings.Add(at, PackRules.TextHeading, index == 0
            ? $"begin the file with '# Heading {{#{Section}}}'"
            : $"write '## Heading {{#{Section}.clause}}'; headings within a clause have three marks");
        return null;
    }

    private void Close(List<ClauseText> clauses, (string Id, SourceSpan At, string Title)? open, string body)
    {
        if (open is { } clause)
            clauses.Add(new(clause.Id, clause.At, clause.Title, body));
        else if (clauses.Count == 0 && Lead.Length == 0)
            Lead = body;
    }

    private static string Body(string[] lines, int from, int to) => string.Join('\n', lines[from..to]).Trim('\n', ' ');
}
