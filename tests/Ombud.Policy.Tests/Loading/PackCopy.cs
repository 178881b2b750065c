using Ombud.Policies.Law;
using Ombud.Policies.Loading;
using Ombud.Policies.Model;

namespace Ombud.Policies.Tests.Loading;

/// <summary>A copy of the minimal pack in a folder of its own, to be spoilt by one test.</summary>
internal sealed class PackCopy : IDisposable
{
    /// <summary>Stands in changed text before the place where an error is expected.</summary>
    internal const char Mark = '«';

    internal const string Old = "2024-01-01";
    internal const string New = "2025-01-01";

    private PackCopy(string folder) => Folder = folder;

    internal static LegalData Law { get; } = LawLoader.Load(Path.Combine(Repository.Packs, "law")).Law!;

    internal string Folder { get; }

    /// <summary>Where the mark stood.</summary>
    internal SourceSpan? Expected { get; private set; }

    internal static PackCopy Minimal()
    {
        var copy = new PackCopy(Directory.CreateTempSubdirectory("ombud-pack-").FullName);
        var source = Path.Combine(Repository.Packs, "minimal");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    internal PackLoading Load() => PackLoader.Load(Folder, Law);

    internal string PathOf(string file) => Path.Combine(Folder, file);

    internal string Read(string file) => File.ReadAllText(PathOf(file));

    internal PackCopy Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(file))!);
        File.WriteAllText(PathOf(file), Unmarked(file, text));
        return this;
    }

    /// <summary>Replaces the first place of a text, which must be there.</summary>
    internal PackCopy Change(string file, string from, string to)
    {
        var text = Read(file);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{from}' is not in {file}");
        return Write(file, string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length)));
    }

    internal PackCopy Delete(string file)
    {
        File.Delete(PathOf(file));
        return this;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private string Unmarked(string file, string text)
    {
        var at = text.IndexOf(Mark, StringComparison.Ordinal);
        if (at < 0)
            return text;

        var before = text[..at];
        Expected = new(file, before.Count(letter => letter == '\n') + 1, at - before.LastIndexOf('\n'));
        return text.Remove(at, 1);
    }
}

/// <summary>Where the repository's files are.</summary>
internal static class Repository
{
    internal static string Root { get; } = Find();

    internal static string Tests => Path.Combine(Root, "tests", "Ombud.Policy.Tests");

    internal static string Packs => Path.Combine(Tests, "Packs");

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Ombud.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("This is no repository.");
        return folder;
    }
}
