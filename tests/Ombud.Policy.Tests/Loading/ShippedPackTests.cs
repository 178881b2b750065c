using Ombud.Policies.Loading;

namespace Ombud.Policies.Tests.Loading;

public sealed class ShippedPackTests
{
    private static readonly LawLoading Law = LawLoader.Load(Path.Combine(Repository.Root, "law"));

    private static readonly Lazy<PackLoading> Shipped =
        new(() => PackLoader.Load(Path.Combine(Repository.Root, "packs", "allegis-group"), Law.Law!));

    [Fact]
    public void The_shipped_law_loads_without_an_error() => Assert.Equal("", Lines(Law.Errors));

    [Fact]
    public void The_shipped_pack_loads_without_an_error() => Assert.Equal("", Lines(Shipped.Value.Errors));

    [Fact]
    public void The_newest_version_relies_on_nothing_that_has_ended() =>
        Assert.Equal("", Lines(Shipped.Value.Warnings));

    [Fact]
    public void Every_file_tells_editors_its_schema_and_the_schema_is_there()
    {
        const string Line = "# yaml-language-server: $schema=";
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "packs", "allegis-group"), "*.yaml", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var first = File.ReadLines(file).First();
            Assert.StartsWith(Line, first, StringComparison.Ordinal);
            var schema = Path.GetFullPath(first[Line.Length..], Path.GetDirectoryName(file)!);
            Assert.True(File.Exists(schema), $"{file}: {first}");
            Assert.Equal(Path.GetFileNameWithoutExtension(file) + ".schema.json", Path.GetFileName(schema));
        }
    }

    [Fact]
    public void Its_clauses_are_exactly_the_promises()
    {
        var promises = File.ReadAllLines(Path.Combine(Repository.Tests, "promise-ids.txt"));

        Assert.Equal(87, promises.Length);
        foreach (var version in Shipped.Value.Pack!.Versions)
        {
            Assert.Equal(promises.Order(StringComparer.Ordinal),
                version.Clauses.Select(clause => clause.Id).Order(StringComparer.Ordinal));
        }
    }

    private static string Lines(IEnumerable<PackError> errors) => string.Join('\n', errors);
}
