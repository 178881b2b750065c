using System.Text.RegularExpressions;
using Ombud.Policies.Law;
using Ombud.Policies.Loading.Checks;
using Ombud.Policies.Loading.Mapping;
using Ombud.Policies.Loading.Versions;
using Ombud.Policies.Loading.Yaml;
using Ombud.Policies.Model;

namespace Ombud.Policies.Loading;

/// <summary>Reads a pack from its folder and checks it, to the end, so that all that is wrong is said at
/// once.</summary>
public sealed partial class PackLoader
{
    private const string PackFile = "pack.yaml";

    private readonly PackFolder _folder;
    private readonly LegalData _law;
    private readonly Findings _findings = new();

    private PackLoader(PackFolder folder, LegalData law)
    {
        _folder = folder;
        _law = law;
    }

    /// <summary>Loads a pack. Bad content is never an exception but an error of the result.</summary>
    /// <param name="packFolder">The folder that holds <c>pack.yaml</c>.</param>
    /// <param name="law">The law's data, against which countries, regimes and mechanisms are checked.</param>
    public static PackLoading Load(string packFolder, LegalData law)
    {
        ArgumentNullException.ThrowIfNull(law);
        var loader = new PackLoader(new(packFolder), law);
        var pack = loader.Read();
        return new(pack, loader._findings.Errors, loader._findings.Warnings);
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionPattern { get; }

    private Pack? Read()
    {
        if (!_folder.Has(PackFile))
        {
            _findings.Add(new(PackFile, 1, 1), PackRules.PackMissing,
                "there is no pack.yaml; give the folder of a pack");
            return null;
        }

        if (YamlFile.Read(SourceFile.Read(_folder.Root, PackFile, _findings), _findings) is not { } map)
            return null;

        var languages = LanguagesOf(map);
        var context = new ReadContext { Findings = _findings, Languages = languages };
        var reader = new YamlReader(map, context);
        var says = PackMapper.Pack(reader);
        reader.Done();
        CheckLanguages(says);
        CheckFolders(says);
        return new()
        {
            Id = says.Id,
            Name = says.Name,
            Disclaimer = says.Disclaimer,
            Languages = says.Languages,
            Versions = Versions(says, context),
        };
    }

    // The texts of pack.yaml itself need the languages that it lists; what is wrong with those is said once, later.
    private static List<string>? LanguagesOf(YamlMap map)
    {
        var unheard = new ReadContext { Findings = new() };
        var languages = new YamlReader(map, unheard).Words("languages").Where(Languages.Known.Contains)
            .Distinct(StringComparer.Ordinal).ToList();
        return languages.Count > 0 ? languages : null;
    }

    private void CheckLanguages(PackMeaning says)
    {
        for (var i = 0; i < says.Languages.Count; i++)
        {
            if (!Languages.Known.Contains(says.Languages[i]))
            {
                _findings.Add(_findings.Places.Of(says.At, "languages", i), PackRules.LanguageUnknown,
                    $"'{says.Languages[i]}' is no language; write an ISO 639-1 code");
            }
        }
    }

    private void CheckFolders(PackMeaning says)
    {
        foreach (var name in _folder.Children(""))
        {
            if (name is PackFile or "README.md" || says.Versions.Holds(name))
                continue;
            if (VersionPattern.IsMatch(name) && _folder.IsFolder(name) && _findings.IsSound(says.At, "versions"))
            {
                _findings.Add(_findings.Places.Of(says.At, "versions"), PackRules.VersionNotListed,
                    $"the folder {name} is not listed; add it or remove the folder");
            }
            else if (!VersionPattern.IsMatch(name))
            {
                PackFolder.ReportUnknown(name, [PackFile, .. says.Versions], _findings);
            }
        }
    }

    private List<NoticeVersion> Versions(PackMeaning says, ReadContext context)
    {
        var versions = new List<NoticeVersion>();
        var older = new Dictionary<string, VersionParts>(StringComparer.Ordinal);
        for (var i = 0; i < says.Versions.Count; i++)
        {
            var name = says.Versions[i];
            var at = _findings.Places.Of(says.At, "versions", i);
            if (i > 0 && string.CompareOrdinal(says.Versions[i - 1], name) > 0)
                _findings.Add(at, PackRules.VersionOrder, $"'{name}' is older than the one before it; sort them");
            if (older.ContainsKey(name) || !IsReadable(name, at))
                continue;

            var own = VersionReader.Read(_folder, name, context);
            var whole = Whole(own, older);
            older[name] = whole;
            var version = VersionText.Join(whole, context.Languages ?? [], _findings);
            PackChecks.Run(new(version, whole, _law, _findings) { IsNewest = i == says.Versions.Count - 1 });
            versions.Add(version);
        }

        return versions;
    }

    private bool IsReadable(string name, SourceSpan at)
    {
        // The name becomes a path: nothing else than a date gets that far.
        if (!VersionPattern.IsMatch(name))
            _findings.Add(at, PackRules.VersionName,
                $"'{name}' is no version; name it yyyy-MM-dd after its effective date");
        else if (!_folder.IsFolder(name))
            _findings.Add(at, PackRules.VersionNotListed,
                $"there is no folder {name}; add it or leave the version out");
        else
            return true;
        return false;
    }

    private VersionParts Whole(VersionParts own, Dictionary<string, VersionParts> older)
    {
        if (own.Says?.BasedOn is not { } name)
            return own;
        if (older.TryGetValue(name, out var below))
            return VersionOverlay.Lay(below, own, _findings);

        _findings.Add(_findings.Places.Of(own.At, "basedOn"), PackRules.VersionBase,
            $"'{name}' is no older version of this pack{Suggestion.For(name, older.Keys)}");
        return own with { Unknown = VersionFile.All.SelectMany(file => file.Keys).ToHashSet(StringComparer.Ordinal) };
    }
}
