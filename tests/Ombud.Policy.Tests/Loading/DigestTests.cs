namespace Ombud.Policies.Tests.Loading;

public sealed class DigestTests
{
    [Fact]
    public void The_same_files_give_the_same_digest_wherever_they_lie()
    {
        using var one = PackCopy.Minimal();
        using var other = PackCopy.Minimal();

        Assert.Equal(Digests(one), Digests(other));
        Assert.All(Digests(one), digest => Assert.Matches("^[0-9a-f]{64}$", digest));
    }

    [Fact]
    public void Any_changed_byte_of_a_file_changes_the_digest_of_its_version()
    {
        using var original = PackCopy.Minimal();
        var before = Digests(original);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(original.Folder, PackCopy.Old), "*",
            SearchOption.AllDirectories))
        {
            using var copy = PackCopy.Minimal();
            File.AppendAllText(copy.PathOf(Path.GetRelativePath(original.Folder, file)), "\n");

            Assert.NotEqual(before[0], Digests(copy)[0]);
        }
    }

    [Fact]
    public void A_newer_version_leaves_the_digest_of_an_older_one_alone()
    {
        using var copy = PackCopy.Minimal();
        var before = Digests(copy);
        copy.Change($"{PackCopy.New}/version.yaml", "No more", "Never more").Change("pack.yaml", "Made up", "Invented");

        var after = Digests(copy);

        Assert.Equal(before[0], after[0]);
        Assert.NotEqual(before[1], after[1]);
    }

    [Fact]
    public void A_newer_version_is_sealed_with_what_it_takes_over_but_not_with_text_it_replaces()
    {
        using var copy = PackCopy.Minimal();
        var before = Digests(copy)[1];

        copy.Change($"{PackCopy.Old}/text/en/use.md", "Only with", "Just with");
        Assert.Equal(before, Digests(copy)[1]);

        copy.Change($"{PackCopy.Old}/text/sv/use.md", "Bara", "Endast");
        Assert.NotEqual(before, Digests(copy)[1]);
    }

    private static string[] Digests(PackCopy copy) => [.. copy.Load().Pack!.Versions.Select(version => version.Digest)];
}
