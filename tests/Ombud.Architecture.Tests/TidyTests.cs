using System.Text.RegularExpressions;

namespace Ombud.Architecture.Tests;

/// <summary>The tree's own tidiness: sizes, names, leftovers, addresses.</summary>
public sealed partial class TidyTests
{
    private const int LinesMax = 300;
    private const int ColumnsMax = 140;
    private const int FilesInFolderMax = 14;

    private static readonly string[] RootFiles =
    [
        ".editorconfig", ".gitattributes", ".gitignore", "bench", "CONTRIBUTING.md", "Directory.Build.props",
        "Directory.Packages.props", "global.json", "LICENSE", "Ombud.slnx", "README.md", "test",
    ];

    private static readonly string[] BannedSuffixes = ["Manager", "Helper", "Helpers", "Util", "Utils", "Info", "Processor"];

    private static IReadOnlyList<string> Sources { get; } = Tree.Files("src", ".cs").Concat(Tree.Files("tests", ".cs"))
        .Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal)).ToList();

    [Fact]
    public void No_source_file_is_longer_than_it_can_be_read() =>
        Assert.Empty(Sources.Where(file => Tree.Lines(file).Length > LinesMax));

    [Fact]
    public void No_line_is_wider_than_a_screen() =>
        Assert.Empty(Sources.SelectMany(file => Tree.Lines(file).Select((line, index) => (file, line, index)))
            .Where(at => at.line.Length > ColumnsMax).Select(at => $"{at.file}:{at.index + 1}"));

    [Fact]
    public void No_folder_of_the_product_holds_more_than_can_be_seen_at_once() =>
        Assert.Empty(Tree.Files("src", ".cs").Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))
            .GroupBy(file => Path.GetDirectoryName(file)!)
            .Where(folder => folder.Count() > FilesInFolderMax).Select(folder => $"{folder.Key}: {folder.Count()} files"));

    [Fact]
    public void No_name_ends_in_a_word_that_says_nothing() =>
        Assert.Empty(Tree.Files("src", ".cs").Where(file =>
            BannedSuffixes.Any(suffix => Path.GetFileNameWithoutExtension(file).EndsWith(suffix, StringComparison.Ordinal))));

    [Fact]
    public void Nothing_is_left_undone_in_the_source() =>
        Assert.Empty(Sources.Where(file => !file.EndsWith("TidyTests.cs", StringComparison.Ordinal))
            .SelectMany(file => Tree.Lines(file).Where(line => Leftover.IsMatch(line)).Select(line => $"{file}: {line.Trim()}")));

    [Fact]
    public void The_root_holds_only_what_a_reader_needs_first() =>
        Assert.Empty(Directory.GetFiles(Tree.Root).Select(file => Path.GetFileName(file)!)
            .Where(file => !RootFiles.Contains(file)));

    [Fact]
    public void Every_capability_has_its_module() =>
        Assert.Empty(Directory.GetDirectories(Path.Combine(Tree.Root, "src/Ombud")).Select(folder => Path.GetFileName(folder)!)
            .Where(name => CapabilityOrder.Capabilities.Contains(name) && name is not "Shared")
            .Where(name => !File.Exists(Path.Combine(Tree.Root, "src/Ombud", name, name + "Module.cs"))));

    [Fact]
    public void Made_up_people_live_at_reserved_domains() =>
        Assert.Empty(Tree.Files("tests", ".cs").SelectMany(file => Tree.Lines(file)
            .SelectMany(line => Address.Matches(line)).Select(match => match.Groups["domain"].Value)
            .Where(domain => !Reserved(domain)).Select(domain => $"{file}: {domain}")));

    // The partner: the patterns find what they are for.
    [Fact]
    public void The_patterns_bite()
    {
        Assert.Matches(Leftover, "// " + "TO" + "DO: later");
        Assert.False(Reserved("company.com"));
        Assert.True(Reserved("jobs.example"));
        Assert.Equal("company.com", Address.Match("write to anna@" + "company.com now").Groups["domain"].Value);
    }

    private static bool Reserved(string domain) =>
        domain.EndsWith(".example", StringComparison.OrdinalIgnoreCase) || domain.EndsWith(".test", StringComparison.Ordinal)
        || domain.EndsWith(".invalid", StringComparison.Ordinal) || domain is "example.com" or "example.org" or "localhost";

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b|#region", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Leftover { get; }

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@(?<domain>[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address { get; }
}

/// <summary>The checked-out tree.</summary>
internal static class Tree
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Files(string folder, string extension) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*" + extension, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ombud.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run inside the checked-out tree.");
    }
}
