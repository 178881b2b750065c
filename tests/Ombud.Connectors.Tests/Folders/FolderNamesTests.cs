using Ombud.Connectors.Connecting;
using Ombud.Connectors.Describing;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Folders;

/// <summary>Which folder and which file a name leads to, and that none leads out of it.</summary>
public sealed class FolderNamesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData("../outside/t")]
    [InlineData("..")]
    [InlineData("/etc/passwd")]
    [InlineData("inner/t")]
    [InlineData(".t")]
    [InlineData("")]
    public async Task No_name_of_a_table_leaves_the_folder(string name)
    {
        using var outside = new TestFolder();
        Directory.CreateDirectory(outside.PathOf("outside"));
        Directory.CreateDirectory(outside.PathOf("in/inner"));
        foreach (var file in new[] { "outside/t.csv", "in/inner/t.csv", "in/.t.csv", "in/..csv", "in/.csv" })
            outside.Write(file, "id\n1\n");
        await using var connector = await OpenSystem.RunAsync("shop", SystemKind.Folder, outside.PathOf("in"), None);
        var table = Table(name, Field("id"));

        await TestFolder.TellsAsync("no name can have", name, async () => await connector.FindAsync(table, "id", ["1"], None).CountAsync());
        await using var erasing = await connector.BeginErasingAsync([], None);
        await TestFolder.TellsAsync("no name can have", name, () => erasing.DeleteAsync(table, [["1"]], None));
        Assert.Empty(await connector.DiscoverAsync(None));
    }

    [Fact]
    public async Task A_link_is_no_table_wherever_it_leads()
    {
        using var outside = new TestFolder();
        using var folder = new TestFolder();
        outside.Write("t.csv", "id\n1\n");
        File.CreateSymbolicLink(folder.PathOf("t.csv"), outside.PathOf("t.csv"));
        File.CreateSymbolicLink(folder.PathOf("gone.jsonl"), outside.PathOf("gone"));
        await using var connector = folder.Open();

        foreach (var name in new[] { "t", "gone" })
        {
            var table = Table(name, Field("id"));
            await TestFolder.TellsAsync("is a link", name, () => folder.FindAsync(table, "id", "1"));
            await TestFolder.TellsAsync("is a link", name, () => folder.DeleteAsync(table, "1"));
        }

        await TestFolder.TellsAsync("is a link", "gone", () => connector.DiscoverAsync(None));
        Assert.Equal("id\n1\n", outside.Read("t.csv"));
    }

    [Fact]
    public async Task What_looks_like_a_file_being_written_and_is_a_link_is_not_written_through()
    {
        using var outside = new TestFolder();
        using var folder = new TestFolder();
        outside.Write("t", "theirs");
        folder.Write("t.csv", "id\n1\n2\n");
        File.CreateSymbolicLink(folder.PathOf(".t.csv.ombud-new"), outside.PathOf("t"));

        await folder.DeleteAsync(Table("t", Field("id")), "1");

        Assert.Equal("theirs", outside.Read("t"));
        Assert.Equal("id\n2\n", folder.Read("t.csv"));
    }

    [Fact]
    public async Task Two_files_of_one_name_are_one_too_many()
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", "id\n1\n");
        folder.Write("t.jsonl", "{\"id\":1}\n");

        await TestFolder.TellsAsync("two files", "t", () => folder.FindAsync(Table("t", Field("id")), "id", "1"));
    }

    [Theory]
    [InlineData("Folder=relative")]
    [InlineData("relative/path")]
    [InlineData("Folder=/tmp;Delimiter=x")]
    [InlineData("Folder=/tmp;Delimiter=;Encoding=utf-8")]
    [InlineData("Folder=/tmp;Encoding=utf-16")]
    [InlineData("Folder=/tmp;Password=canary")]
    [InlineData("Delimiter=tab")]
    [InlineData("")]
    public Task A_connection_string_that_is_none_is_told(string connection) => TestFolder.TellsAsync(
        "connection string cannot be read", null, () => OpenSystem.RunAsync("shop", SystemKind.Folder, connection, None));

    [Fact]
    public async Task A_folder_that_is_not_there_is_told_and_not_made()
    {
        using var folder = new TestFolder();
        var missing = folder.PathOf("canary");

        await TestFolder.TellsAsync("cannot be reached", null, () => OpenSystem.RunAsync("shop", SystemKind.Folder, missing, None));
        await TestFolder.TellsAsync(
            "cannot be reached", null, () => OpenSystem.RunAsync("shop", SystemKind.Folder, $"Folder='{missing}'", None));

        Assert.False(Directory.Exists(missing));
    }

    [Theory]
    [InlineData("", "id,name\n1,a b\n")]
    [InlineData(";delimiter=semicolon", "id;name\n1;a b\n")]
    [InlineData(";Delimiter=';'", "id;name\n1;a b\n")]
    [InlineData(";Delimiter=tab;Encoding=UTF-8", "id\tname\n1\ta b\n")]
    [InlineData(";Delimiter=|;Encoding=iso-8859-1", "id|name\n1|a b\n")]
    public async Task Each_delimiter_has_its_word(string words, string text)
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", text);

        Assert.Equal(["1|a b"], await folder.FindAsync(Table("t", Field("id"), Field("name")), "id", "1", words));
    }
}
