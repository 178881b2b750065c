using System.Runtime.InteropServices;
using System.Text;
using Ombud.Connectors.Folders;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Folders;

/// <summary>Names in the folder are not trusted: neither Ombud's own nor those that lead to one file twice.</summary>
public sealed class OwnNamesTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_lock_that_is_a_link_or_a_folder_is_told_and_what_it_leads_to_is_left_alone()
    {
        using var outside = new TestFolder();
        using var folder = new TestFolder();
        folder.Write("t.csv", "id\n1\n");
        var table = Table("t", Field("id"));
        File.CreateSymbolicLink(folder.PathOf(FolderTables.LockName), outside.PathOf("theirs"));
        await TestFolder.TellsAsync(".ombud-lock in the folder is a link", null, () => folder.DeleteAsync(table, "1"));
        Assert.Empty(outside.Names);

        File.Delete(folder.PathOf(FolderTables.LockName));
        Directory.CreateDirectory(folder.PathOf(FolderTables.LockName));
        await TestFolder.TellsAsync(".ombud-lock in the folder is a link or no file", null, () => folder.DeleteAsync(table, "1"));

        Assert.Equal("id\n1\n", folder.Read("t.csv"));
    }

    [Fact]
    public void Only_a_lock_that_is_held_is_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The numbers are those of Linux.");

        Assert.True(FolderLock.IsHeld(new IOException("", 11)));
        // A full disk, and a folder that is there to be read alone.
        Assert.False(FolderLock.IsHeld(new IOException("", 28)));
        Assert.False(FolderLock.IsHeld(new IOException("", 30)));
    }

    [Fact]
    public async Task A_file_with_two_names_is_refused_since_what_goes_would_stay_under_the_other()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere nobody tells how many names a file has.");
        using var folder = new TestFolder();
        folder.Write("t.csv", "id\n1\n");
        Assert.Equal(0, Link(Bytes(folder.PathOf("t.csv")), Bytes(folder.PathOf("other"))));
        var table = Table("t", Field("id"));

        await TestFolder.TellsAsync("another name", "t", () => folder.DeleteAsync(table, "1"));
        await TestFolder.TellsAsync("another name", "t", () => folder.FindAsync(table, "id", "1"));

        File.Delete(folder.PathOf("other"));
        Assert.Equal(1, await folder.DeleteAsync(table, "1"));
    }

    [Fact]
    public void A_file_of_which_the_system_does_not_tell_is_not_taken_for_one_without_rights()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the question is another.");
        using var folder = new TestFolder();
        File.CreateSymbolicLink(folder.PathOf("round"), folder.PathOf("round"));

        // ELOOP: neither is it there nor is it not.
        Assert.Contains("code 40", Assert.Throws<FolderException>(() => UnixFile.Find(folder.PathOf("round/t.csv"))).Remedy,
            StringComparison.Ordinal);
        Assert.Null(UnixFile.Find(folder.PathOf("gone/t.csv")));
    }

    [Fact]
    public async Task What_cannot_be_removed_after_a_failure_does_not_hide_it()
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", "id\n1\n2\n");
        folder.Write("u.csv", "id\n1\n2\n");
        await using var connector = folder.Open();
        connector.Replacing = table =>
        {
            if (table is not "u")
                return;

            folder.Write("u.csv", "id\n1\n2\n3\n");
            File.Delete(folder.PathOf(".u.csv" + FolderTables.NewEnding));
            Directory.CreateDirectory(folder.PathOf(".u.csv" + FolderTables.NewEnding));
        };
        await using var erasing = await connector.BeginErasingAsync([], None);
        await erasing.DeleteAsync(Table("t", Field("id")), [["1"]], None);
        await erasing.DeleteAsync(Table("u", Field("id")), [["1"]], None);

        await TestFolder.TellsAsync("does the rest", "u", () => erasing.CommitAsync(None));
    }

    private static byte[] Bytes(string path) => [.. Encoding.UTF8.GetBytes(path), 0];

    [DllImport("libc", EntryPoint = "link")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(byte[] path, byte[] name);
}
