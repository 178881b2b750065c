using Ombud.Policies.Loading.Markdown;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Versions;

/// <summary>Lays a version over the one it is based on.</summary>
internal sealed class VersionOverlay
{
    private readonly VersionParts _newer;
    private readonly IReadOnlySet<string> _olderUnknown;
    private readonly Findings _findings;

    private VersionOverlay(VersionParts older, VersionParts newer, Findings findings)
    {
        _olderUnknown = older.Unknown;
        _newer = newer;
        _findings = findings;
    }

    internal static VersionParts Lay(VersionParts older, VersionParts newer, Findings findings) =>
        new VersionOverlay(older, newer, findings).Over(older);

    private VersionParts Over(VersionParts older) => _newer with
    {
        Lists = Lists(older.Lists),
        Sections = Merge("sections", older.Sections, _newer.Sections),
        Clauses = Merge("clauses", older.Clauses, _newer.Clauses),
        Texts = Texts(older.Texts),
        YamlFiles = [.. older.YamlFiles, .. _newer.YamlFiles],
        Unknown = older.Unknown.Concat(_newer.Unknown).ToHashSet(StringComparer.Ordinal),
    };

    private NoticeVersion Lists(NoticeVersion older)
    {
        var newer = _newer.Lists;
        return newer with
        {
            Principles = Merge("principles", older.Principles, newer.Principles),
            Parties = Merge("parties", older.Parties, newer.Parties),
            RecipientKinds = Merge("recipientKinds", older.RecipientKinds, newer.RecipientKinds),
            VendorFunctions = Merge("vendorFunctions", older.VendorFunctions, newer.VendorFunctions),
            Recipients = Merge("recipients", older.Recipients, newer.Recipients),
            SubjectKinds = Merge("subjectKinds", older.SubjectKinds, newer.SubjectKinds),
            Categories = Merge("categories", older.Categories, newer.Categories),
            Purposes = Merge("purposes", older.Purposes, newer.Purposes),
            Topics = Merge("topics", older.Topics, newer.Topics),
            CollectionPoints = Merge("collectionPoints", older.CollectionPoints, newer.CollectionPoints),
            Safeguards = Merge("safeguards", older.Safeguards, newer.Safeguards),
            RetentionRules = Merge("retentionRules", older.RetentionRules, newer.RetentionRules),
            Rights = Merge("rights", older.Rights, newer.Rights),
            Contacts = Merge("contacts", older.Contacts, newer.Contacts),
            Authorities = Merge("authorities", older.Authorities, newer.Authorities),
            Recourse = Merge("recourse", older.Recourse, newer.Recourse),
            FourEyes = Merge("fourEyes", older.FourEyes, newer.FourEyes),
            Sites = Merge("sites", older.Sites, newer.Sites),
            Rules = Merge("rules", older.Rules, newer.Rules),
        };
    }

    // What is replaced stays in its place, what is new comes last: readers find their way in the order they know.
    private List<T> Merge<T>(string key, IReadOnlyList<T> older, IReadOnlyList<T> newer)
        where T : PackEntry
    {
        var removed = _newer.Removed.GetValueOrDefault(key, []);
        var isKnown = !_olderUnknown.Contains(key);
        foreach (var removal in removed.Where(removal => isKnown && older.All(entry => entry.Id != removal.Id)))
        {
            _findings.Add(removal.At, PackRules.RemoveUnknown, $"'{removal.Id}' is not in the older version"
                + Suggestion.For(removal.Id, older.Select(entry => entry.Id), "; leave it out"));
        }

        var merged = older.Where(entry => removed.All(removal => removal.Id != entry.Id))
            .Select(entry => newer.FirstOrDefault(own => own.Id == entry.Id) ?? entry).ToList();
        merged.AddRange(newer.Where(entry => merged.All(known => known.Id != entry.Id)));
        return merged;
    }

    private List<MarkdownFile> Texts(IReadOnlyList<MarkdownFile> older) =>
    [
        .. older.Where(text => !_newer.Texts.Any(own => own.Language == text.Language && own.Section == text.Section)),
        .. _newer.Texts,
    ];
}
