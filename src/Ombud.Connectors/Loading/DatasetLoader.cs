using Ombud.Connectors.Describing;
using Ombud.Connectors.Loading.Checks;
using Ombud.Policies.Loading;
using Ombud.Policies.Loading.Yaml;

namespace Ombud.Connectors.Loading;

/// <summary>Reads dataset files and checks them to the end, so that all that is wrong is said at once.</summary>
public static class DatasetLoader
{
    private const string Extension = ".yaml";

    /// <summary>Loads one dataset file. Bad content is never an exception but an error of the result.</summary>
    /// <param name="path">The file.</param>
    /// <param name="world">What categories, controllers and kinds of person there are; null where they are not checked.</param>
    public static DatasetLoading Load(string path, DatasetWorld? world = null)
    {
        var findings = new Findings();
        var full = Path.GetFullPath(path);
        var system = Read(SourceFile.Read(Path.GetDirectoryName(full)!, Path.GetFileName(full), findings), world, findings);
        return new(system, findings.Errors);
    }

    /// <summary>
    /// Loads every <c>*.yaml</c> of a folder, those of folders within it not. Bad content is never an exception but an error of
    /// the result.
    /// </summary>
    /// <param name="folder">The folder; an empty one is no error.</param>
    /// <param name="world">What categories, controllers and kinds of person there are; null where they are not checked.</param>
    public static DatasetFolderLoading LoadFolder(string folder, DatasetWorld? world = null)
    {
        var findings = new Findings();
        if (!Directory.Exists(folder))
        {
            findings.Add(new(Path.GetFileName(folder), 1, 1), DatasetRules.FolderMissing,
                "there is no such folder; make it or name another");
            return new([], findings.Errors);
        }

        var systems = new List<SystemDescription>();
        foreach (var name in new PackFolder(folder).Children(""))
        {
            if (name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
                findings.Add(new(name, 1, 1), DatasetRules.FileName, "the file is not read; let its name end in .yaml, or move it away");
            else if (name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase)
                && Read(SourceFile.Read(folder, name, findings), world, findings) is { } system)
                systems.Add(system);
        }

        CheckIds(systems, findings);
        return new(systems, findings.Errors);
    }

    internal static SystemDescription? Read(SourceFile? file, DatasetWorld? world, Findings findings)
    {
        if (YamlFile.Read(file, findings) is not { } map)
            return null;

        var reader = new YamlReader(map, new() { Findings = findings });
        var system = new DatasetMapper(findings).System(reader);
        reader.Done();
        DatasetChecks.Run(new(system, world, findings));
        return system;
    }

    private static void CheckIds(List<SystemDescription> systems, Findings findings)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var system in systems.Where(system => system.Id.Length > 0))
        {
            if (!files.TryAdd(system.Id, system.At.File))
            {
                findings.Add(findings.Places.Of(system.At, "system"), DatasetRules.SystemDuplicate,
                    $"'{system.Id}' is the system of {files[system.Id]} already; choose another id");
            }
        }
    }
}
