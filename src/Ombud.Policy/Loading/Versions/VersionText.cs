using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Ombud.Policies.Loading.Markdown;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Versions;

/// <summary>Joins the meaning of a version with its text and seals both with a digest.</summary>
internal sealed class VersionText
{
    private readonly VersionParts _parts;
    private readonly IReadOnlyList<string> _languages;
    private readonly Findings _findings;

    private VersionText(VersionParts parts, IReadOnlyList<string> languages, Findings findings)
    {
        _parts = parts;
        _languages = languages;
        _findings = findings;
    }

    internal static NoticeVersion Join(VersionParts parts, IReadOnlyList<string> languages, Findings findings) =>
        new VersionText(parts, languages, findings).Join();

    private NoticeVersion Join()
    {
        var version = _parts.Lists with
        {
            Sections = [.. _parts.Sections.Select(Section)],
            Clauses = [.. _parts.Clauses.Select(Clause)],
            Digest = Digest(),
        };
        foreach (var text in _parts.Texts)
            CheckOwners(text);
        return version;
    }

    private NoticeSection Section(PackEntry section)
    {
        foreach (var language in _languages.Where(language => Find(section.Id, language) is null))
        {
            _findings.Add(section.At, PackRules.TextMissing,
                $"the section '{section.Id}' has no text in {language}; add text/{language}/{section.Id}.md");
        }

        return new()
        {
            Id = section.Id,
            At = section.At,
            Title = Localized(language => Find(section.Id, language)?.Title),
            Lead = Localized(language => Find(section.Id, language)?.Lead),
        };
    }

    private Clause Clause(Mapping.ClauseMeaning clause)
    {
        // Where the file itself is missing or broken, that has been said.
        var judged = _languages.Where(language => Find(clause.Section, language) is { IsSound: true }).ToList();
        var without = judged.Where(language => Find(clause, language) is null).ToList();
        if (without.Count > 0)
        {
            _findings.Add(clause.At, PackRules.ClauseWithoutText,
                $"'{clause.Id}' has no text in {string.Join(", ", without)}; "
                + $"add '## Heading {{#{clause.Id}}}' to text/{without[0]}/{clause.Section}.md");
        }

        foreach (var language in judged)
        {
            if (Find(clause, language) is { Text.Length: 0 } empty)
                _findings.Add(empty.At, PackRules.ClauseWithoutText,
                    $"'{clause.Id}' has an empty text in {language}; write it");
        }

        return new()
        {
            Id = clause.Id,
            At = clause.At,
            Section = clause.Section,
            Rank = clause.Rank,
            Parties = clause.Parties,
            Statements = clause.Statements,
            Title = Localized(language => Find(clause, language)?.Title),
            Text = Localized(language => Find(clause, language)?.Text),
        };
    }

    private void CheckOwners(MarkdownFile file)
    {
        if (!_parts.Unknown.Contains("sections") && _parts.Sections.All(section => section.Id != file.Section))
        {
            // A removed section leaves its older text behind, which is not this version's.
            if (file.File.Path.StartsWith($"{_parts.Name}/", StringComparison.Ordinal))
            {
                var known = _parts.Sections.Select(section => section.Id);
                _findings.Add(file.At, PackRules.TextWithoutClause,
                    $"there is no section '{file.Section}'"
                    + Suggestion.For(file.Section, known, "; add it to sections.yaml or remove the file"));
            }

            return;
        }

        foreach (var twice in file.Clauses.GroupBy(text => text.Id, StringComparer.Ordinal)
            .SelectMany(same => same.Skip(1)))
            _findings.Add(twice.At, PackRules.TextTwice, $"'{twice.Id}' stands twice; keep one");
        if (_parts.Unknown.Contains("clauses"))
            return;

        foreach (var text in file.Clauses)
            CheckOwner(file, text);
        foreach (var link in file.Anchors)
            CheckAnchor(link);
    }

    private void CheckOwner(MarkdownFile file, ClauseText text)
    {
        var clause = _parts.Clauses.FirstOrDefault(clause => clause.Id == text.Id);
        if (clause is null)
        {
            var known = _parts.Clauses.Select(one => one.Id);
            _findings.Add(text.At, PackRules.TextWithoutClause,
                $"there is no clause '{text.Id}'"
                + Suggestion.For(text.Id, known, "; add it to clauses.yaml or remove the text"));
        }
        else if (clause.Section.Length > 0 && clause.Section != file.Section)
        {
            _findings.Add(text.At, PackRules.TextWithoutClause,
                $"'{text.Id}' belongs to the section '{clause.Section}'; move its text to {clause.Section}.md");
        }
    }

    private void CheckAnchor(AnchorLink link)
    {
        var known = _parts.Sections.Select(section => section.Id).Concat(_parts.Clauses.Select(clause => clause.Id));
        if (!_parts.Unknown.Contains("sections") && !known.Holds(link.Anchor))
        {
            _findings.Add(link.At, PackRules.AnchorDangling,
                $"there is no section or clause '{link.Anchor}'{Suggestion.For(link.Anchor, known)}");
        }
    }

    private MarkdownFile? Find(string section, string language) =>
        _parts.Texts.FirstOrDefault(text => text.Section == section && text.Language == language);

    private ClauseText? Find(Mapping.ClauseMeaning clause, string language) =>
        Find(clause.Section, language)?.Clauses.FirstOrDefault(text => text.Id == clause.Id);

    private LocalizedText Localized(Func<string, string?> text) =>
        _languages.Count == 0
            ? LocalizedText.Same("")
            : new(_languages.Select(language => KeyValuePair.Create(language, text(language) ?? "")));

    private string Digest()
    {
        var sections = _parts.Sections.Select(section => section.Id).ToHashSet(StringComparer.Ordinal);
        var files = _parts.Texts.Where(text => sections.Contains(text.Section)).Select(text => text.File)
            .Concat(_parts.YamlFiles).OrderBy(file => file.Path, StringComparer.Ordinal);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            Append(hash, Encoding.UTF8.GetBytes(file.Path));
            Append(hash, file.Bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Each part goes with its length, so that no byte can move from one file to its neighbour unseen.
    private static void Append(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
