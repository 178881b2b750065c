using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Ombud.Layout;
using Ombud.Policies.Model;

namespace Ombud.Notices.Comparing;

/// <summary>How a piece of a text came to be.</summary>
public enum TextChangeKind
{
    Unchanged,
    Changed,
    Added,
    Removed,
}

/// <summary>Words that stand together and have the same history.</summary>
/// <param name="Words">The words, with the spaces between them.</param>
/// <param name="Kind">Unchanged, added or removed.</param>
public sealed record TextPiece(string Words, TextChangeKind Kind);

/// <summary>What became of one clause's, or one section's introductory, text from one version to another.</summary>
/// <param name="Id">Id of the clause or the section.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Kind">Whether it was added, removed, changed or left.</param>
/// <param name="Pieces">Its words in order, old and new.</param>
public sealed record TextChange(string Id, string Title, TextChangeKind Kind, IReadOnlyList<TextPiece> Pieces)
{
    private static readonly WordChunker Words = new();

    /// <summary>Every text of both versions in the newer one's order, those that are gone last.</summary>
    public static IReadOnlyList<TextChange> Between(NoticeVersion older, NoticeVersion newer, Language language)
    {
        var before = Texts(older, language).ToDictionary(text => text.Id, StringComparer.Ordinal);
        var after = Texts(newer, language).ToList();
        var kept = after.Select(text => text.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. after.Select(text => Compare(before.GetValueOrDefault(text.Id), text)),
            .. before.Values.Where(text => !kept.Contains(text.Id)).Select(Gone),
        ];
    }

    private static IEnumerable<ClauseWords> Texts(NoticeVersion version, Language language)
    {
        foreach (var section in version.Sections)
        {
            yield return ClauseWords.Of(section.Id, section.Title, section.Lead, language);
            foreach (var clause in version.Clauses.Where(clause => clause.Section == section.Id))
                yield return ClauseWords.Of(clause.Id, clause.Title, clause.Text, language);
        }
    }

    private static TextChange Compare(ClauseWords? before, ClauseWords after)
    {
        if (before is null)
            return new(after.Id, after.Title, TextChangeKind.Added, [new(after.Text, TextChangeKind.Added)]);
        if (before.Text == after.Text)
            return new(after.Id, after.Title, TextChangeKind.Unchanged, [new(after.Text, TextChangeKind.Unchanged)]);

        var lines = InlineDiffBuilder.Diff(
            Differ.Instance, before.Text, after.Text, ignoreWhiteSpace: false, ignoreCase: false, Words).Lines;
        return new(after.Id, after.Title, TextChangeKind.Changed, Joined(lines));
    }

    private static TextChange Gone(ClauseWords before) =>
        new(before.Id, before.Title, TextChangeKind.Removed, [new(before.Text, TextChangeKind.Removed)]);

    private static List<TextPiece> Joined(IEnumerable<DiffPiece> words)
    {
        var pieces = new List<TextPiece>();
        foreach (var word in words)
        {
            var kind = word.Type switch
            {
                ChangeType.Inserted => TextChangeKind.Added,
                ChangeType.Deleted => TextChangeKind.Removed,
                _ => TextChangeKind.Unchanged,
            };
            if (pieces.Count > 0 && pieces[^1].Kind == kind)
                pieces[^1] = pieces[^1] with { Words = pieces[^1].Words + word.Text };
            else
                pieces.Add(new(word.Text ?? "", kind));
        }

        return pieces;
    }

    private sealed record ClauseWords(string Id, string Title, string Text)
    {
        internal static ClauseWords Of(string id, LocalizedText title, LocalizedText text, Language language) =>
            new(id, title.In(language.Code), $"{title.In(language.Code)}\n\n{text.In(language.Code)}".Trim());
    }
}
