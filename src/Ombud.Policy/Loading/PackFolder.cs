namespace Ombud.Policies.Loading;

/// <summary>A folder that is loaded; paths are relative to it, with forward slashes.</summary>
internal sealed class PackFolder(string root)
{
    internal string Root { get; } = root;

    internal bool Has(string path) => File.Exists(Path.Combine(Root, path));

    internal bool IsFolder(string path) => Directory.Exists(Path.Combine(Root, path));

    /// <summary>Names in a folder, in a fixed order; hidden files are the machine's, not the pack's.</summary>
    internal IReadOnlyList<string> Children(string path)
    {
        var folder = new DirectoryInfo(Path.Combine(Root, path));
        try
        {
            return folder.Exists
                ? [.. folder.EnumerateFileSystemInfos().Select(child => child.Name)
                    .Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)]
                : [];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    internal static void ReportUnknown(string path, IEnumerable<string> known, Findings findings)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        findings.Add(new(path, 1, 1), PackRules.FileUnknown,
            $"'{name}' is no part of a pack{Suggestion.For(name, known, "; remove it")}");
    }
}
