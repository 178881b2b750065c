using System.Globalization;
using Ombud.Policies.Loading.Mapping;
using Ombud.Policies.Loading.Markdown;
using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading.Versions;

/// <summary>Reads the folder of one version.</summary>
internal sealed class VersionReader
{
    private readonly PackFolder _folder;
    private readonly string _name;
    private readonly ReadContext _context;
    private readonly Dictionary<string, YamlReader> _readers = new(StringComparer.Ordinal);
    private readonly List<SourceFile> _yaml = [];
    private readonly HashSet<string> _unknown = new(StringComparer.Ordinal);

    private VersionReader(PackFolder folder, string name, ReadContext context)
    {
        _folder = folder;
        _name = name;
        _context = context;
    }

    private Findings Findings => _context.Findings;

    internal static VersionParts Read(PackFolder folder, string name, ReadContext context) =>
        new VersionReader(folder, name, context).Read();

    private VersionParts Read()
    {
        var says = ReadVersion();
        foreach (var file in VersionFile.All)
            Open(file, complete: says is { BasedOn: null });

        var parts = new VersionParts
        {
            Name = _name,
            Says = says,
            Lists = Lists(says),
            Sections = Entries("sections", ClausesMapper.Section),
            Clauses = Entries("clauses", ClausesMapper.Clause),
            Removed = Removals(says),
            Texts = Texts(),
            YamlFiles = _yaml,
            Unknown = _unknown,
        };
        foreach (var reader in _readers.Values)
            reader.Done();
        ReportUnknownFiles();
        return parts;
    }

    private VersionMeaning? ReadVersion()
    {
        var path = $"{_name}/{VersionFile.Version}";
        if (!_folder.Has(path))
        {
            Findings.Add(new(path, 1, 1), PackRules.FileMissing, "the version has no version.yaml; add it");
            MarkAllUnknown();
            return null;
        }

        if (ReadMap(path) is not { } map)
        {
            MarkAllUnknown();
            return null;
        }

        var reader = new YamlReader(map, _context);
        var says = PackMapper.Version(reader);
        reader.Done();
        CheckName(says);
        return says;
    }

    private void CheckName(VersionMeaning says)
    {
        if (says.Version.Length > 0 && says.Version != _name)
        {
            Findings.Add(Findings.Places.Of(says.At, "version"), PackRules.VersionName,
                $"the version is '{says.Version}' in the folder '{_name}'; name both alike");
        }

        var effective = says.EffectiveFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (Findings.IsSound(says.At, "effectiveFrom") && effective != _name)
        {
            Findings.Add(Findings.Places.Of(says.At, "effectiveFrom"), PackRules.VersionName,
                $"the version '{_name}' applies from {effective}; name it after its effective date");
        }
    }

    private void Open(VersionFile file, bool complete)
    {
        var path = $"{_name}/{file.Name}";
        if (!_folder.Has(path))
        {
            if (complete)
            {
                Findings.Add(new(path, 1, 1), PackRules.FileMissing,
                    $"the version has no {file.Name}; add it, with empty lists if there is nothing to say");
                _unknown.UnionWith(file.Keys);
            }
        }
        else if (ReadMap(path) is { } map)
        {
            _readers[file.Name] = new(map, _context);
        }
        else
        {
            _unknown.UnionWith(file.Keys);
        }
    }

    private YamlMap? ReadMap(string path)
    {
        var file = SourceFile.Read(_folder.Root, path, Findings);
        if (file is not null)
            _yaml.Add(file);
        return YamlFile.Read(file, Findings);
    }

    private NoticeVersion Lists(VersionMeaning? says) => new()
    {
        Version = _name,
        EffectiveFrom = says?.EffectiveFrom ?? default,
        Summary = says?.Summary ?? LocalizedText.Same(""),
        Sections = [],
        Clauses = [],
        Principles = Entries("principles", ClausesMapper.Principle),
        Parties = Entries("parties", PartiesMapper.Party),
        RecipientKinds = Entries("recipientKinds", PartiesMapper.RecipientKind),
        VendorFunctions = Entries("vendorFunctions", PartiesMapper.VendorFunction),
        Recipients = Entries("recipients", PartiesMapper.Recipient),
        SubjectKinds = Entries("subjectKinds", PurposesMapper.SubjectKind),
        Categories = Entries("categories", PurposesMapper.Category),
        Purposes = Entries("purposes", PurposesMapper.Purpose),
        Topics = Entries("topics", PurposesMapper.Topic),
        CollectionPoints = Entries("collectionPoints", CollectionPointsMapper.Point),
        Safeguards = Entries("safeguards", KeepingMapper.Safeguard),
        RetentionRules = Entries("retentionRules", KeepingMapper.Retention),
        Rights = Entries("rights", ReadingMapper.Rights),
        Contacts = Entries("contacts", ReadingMapper.Contact),
        Authorities = Entries("authorities", ReadingMapper.Authority),
        Recourse = Entries("recourse", ReadingMapper.Recourse),
        FourEyes = Entries("fourEyes", ReadingMapper.FourEyes),
        Sites = Entries("sites", ReadingMapper.Site),
        Rules = Entries("rules", PurposesMapper.Rule),
    };

    private IReadOnlyList<T> Entries<T>(string key, Func<YamlReader, T> map)
        where T : PackEntry
    {
        if (!_readers.TryGetValue(VersionFile.Of(key).Name, out var reader))
            return [];

        var entries = reader.Entries(key, map);
        if (!Findings.IsSound(reader.At, key) && entries.Count == 0)
            _unknown.Add(key);
        return entries;
    }

    private Dictionary<string, IReadOnlyList<Removal>> Removals(VersionMeaning? says)
    {
        var removed = new Dictionary<string, IReadOnlyList<Removal>>(StringComparer.Ordinal);
        foreach (var file in VersionFile.All)
        {
            if (!_readers.TryGetValue(file.Name, out var reader))
                continue;
            if (reader.Has("remove") && says is { BasedOn: null })
            {
                Findings.Add(reader.Skip("remove"), PackRules.VersionBase,
                    "a version that is complete in itself removes nothing; add basedOn to version.yaml or leave it "
                        + "out");
                continue;
            }

            reader.Child("remove", child => RemovalsOf(child, file, removed));
        }

        return removed;
    }

    private YamlReader RemovalsOf(
        YamlReader child, VersionFile file, Dictionary<string, IReadOnlyList<Removal>> removed)
    {
        foreach (var key in file.Keys)
        {
            var ids = child.Words(key);
            removed[key] = [.. ids.Select((id, i) => new Removal(id, Findings.Places.Of(child.At, key, i)))];
        }

        return child;
    }

    private List<MarkdownFile> Texts()
    {
        var texts = new List<MarkdownFile>();
        foreach (var language in _folder.Children($"{_name}/{VersionFile.TextFolder}"))
        {
            var folder = $"{_name}/{VersionFile.TextFolder}/{language}";
            if (!_folder.IsFolder(folder))
                continue;
            if (_context.Languages is { } known && !known.Holds(language))
            {
                Findings.Add(new(folder, 1, 1), PackRules.LanguageUnknown,
                    $"'{language}' is not a language of the pack; add it to pack.yaml or remove the folder");
                continue;
            }

            foreach (var name in _folder.Children(folder).Where(name => name.EndsWith(".md", StringComparison.Ordinal)))
            {
                if (SourceFile.Read(_folder.Root, $"{folder}/{name}", Findings) is { } file)
                    texts.Add(MarkdownFile.Read(file, language, name[..^3], Findings));
            }
        }

        return texts;
    }

    private void ReportUnknownFiles()
    {
        string[] known = [VersionFile.Version, VersionFile.TextFolder, .. VersionFile.All.Select(file => file.Name)];
        foreach (var name in _folder.Children(_name).Where(name => !known.Contains(name)))
            PackFolder.ReportUnknown($"{_name}/{name}", known, Findings);

        var text = $"{_name}/{VersionFile.TextFolder}";
        foreach (var language in _folder.Children(text))
        {
            if (!_folder.IsFolder($"{text}/{language}"))
                PackFolder.ReportUnknown($"{text}/{language}", _context.Languages ?? [], Findings);
            foreach (var name in _folder.Children($"{text}/{language}"))
            {
                if (!name.EndsWith(".md", StringComparison.Ordinal))
                    PackFolder.ReportUnknown($"{text}/{language}/{name}", [], Findings);
            }
        }
    }

    private void MarkAllUnknown() => _unknown.UnionWith(VersionFile.All.SelectMany(file => file.Keys));
}
