using Ombud.Policies.Loading;

namespace Ombud.Policies.Tests.Loading.Rules;

public sealed class FolderRuleTests
{
    public static IEnumerable<TheoryDataRow<RuleCase>> Cases => RuleCase.Rows(
        new("language-unknown", "pack.yaml", "languages: [en, sv]", "languages: [en, sv, «xx]"),
        new("version-name", "2025-01-01/version.yaml", "version: 2025-01-01", "version: «2025-01-02"),
        new("version-name", "2025-01-01/version.yaml", "effectiveFrom: 2025-01-01", "effectiveFrom: «2025-02-01"),
        new("version-name", "pack.yaml", "versions: [2024-01-01, ", "versions: [2024-01-01, «../secret, "),
        new("value-twice", "pack.yaml", "versions: [2024-01-01, ", "versions: [2024-01-01, «2024-01-01, "),
        new("version-not-listed", "pack.yaml", "versions: [2024-01-01, 2025-01-01]", "versions: «[2024-01-01]"),
        new("version-not-listed", "pack.yaml", "versions: [2024-01-01, ", "versions: [2024-01-01, «2024-06-01, "),
        new("version-base", "2025-01-01/version.yaml", "basedOn: 2024-01-01", "basedOn: «2024-01-02"),
        new("version-base", "2025-01-01/version.yaml", "basedOn: 2024-01-01", "basedOn: «2025-01-01"),
        new("version-base", "purposes.yaml", "purposes:", "remove: «{purposes: [accounts]}\npurposes:"),
        new("remove-unknown", "2025-01-01/purposes.yaml", "remove: {topics: [vacancies]}",
            "remove: {topics: [vacancies, «vacancy]}"),
        new("key-unknown", "2025-01-01/purposes.yaml", "remove: {topics: [vacancies]}",
            "remove: {topics: [vacancies], «parties: [client-oy]}"));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_badly_listed_version_is_refused_at_its_place(RuleCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        // What is not listed, or listed in the wrong place, may break another rule about versions too.
        if (one.Rule == "version-not-listed" || one.To.Contains("../secret", StringComparison.Ordinal))
            CheckFirst(one);
        else
            one.Check();
    }

    [Fact]
    public void Versions_are_listed_oldest_first()
    {
        using var copy = PackCopy.Minimal();
        copy.Change("pack.yaml", "[2024-01-01, 2025-01-01]", "[2025-01-01, «2024-01-01]");

        var errors = copy.Load().Errors;

        Assert.Contains(errors, error => error.Rule == "version-order" && error.At == copy.Expected);
        Assert.Contains(errors, error => error.Rule == "version-base");
        Assert.Equal(2, errors.Count);
    }

    [Fact]
    public void A_folder_that_is_no_pack_is_an_error_and_no_exception()
    {
        var loading = PackLoader.Load(Path.Combine(Repository.Packs, "nowhere"), PackCopy.Law);

        Assert.Null(loading.Pack);
        Assert.Equal("pack-missing", Assert.Single(loading.Errors).Rule);
    }

    [Fact]
    public void A_complete_version_has_every_file()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Packs, "minimal", PackCopy.Old)))
        {
            using var copy = PackCopy.Minimal();
            copy.Delete($"{PackCopy.Old}/{Path.GetFileName(file)}");

            var error = Assert.Single(copy.Load().Errors);

            Assert.Equal(("file-missing", $"{PackCopy.Old}/{Path.GetFileName(file)}"), (error.Rule, error.At.File));
        }
    }

    [Theory]
    [InlineData("notes.txt")]
    [InlineData("2024-01-01/purpose.yaml")]
    [InlineData("2024-01-01/text/en/scope.html")]
    [InlineData("2024-01-01/text/scope.md")]
    public void A_file_that_is_no_part_of_a_pack_is_refused(string file)
    {
        using var copy = PackCopy.Minimal();
        copy.Write(file, "nothing");

        var error = Assert.Single(copy.Load().Errors);

        Assert.Equal(("file-unknown", file), (error.Rule, error.At.File));
    }

    [Fact]
    public void A_text_in_a_language_that_the_pack_lacks_is_refused()
    {
        using var copy = PackCopy.Minimal();
        copy.Write($"{PackCopy.Old}/text/de/scope.md", "# Umfang {#scope}\n");

        Assert.Equal("language-unknown", Assert.Single(copy.Load().Errors).Rule);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error_and_no_exception()
    {
        using var copy = PackCopy.Minimal();
        var path = $"{PackCopy.Old}/cookies.yaml";
        copy.Delete(path);
        File.CreateSymbolicLink(copy.PathOf(path), copy.PathOf("pack.yaml"));
        using var held = new FileStream(copy.PathOf("pack.yaml"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var errors = copy.Load().Errors;

        Assert.Equal("file-unreadable", Assert.Single(errors).Rule);
    }

    private static void CheckFirst(RuleCase one)
    {
        using var copy = PackCopy.Minimal();
        copy.Change(one.File, one.From, one.To);

        Assert.Contains(copy.Load().Errors, error => error.Rule == one.Rule && error.At == copy.Expected);
    }
}
