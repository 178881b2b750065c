using System.Runtime.Versioning;
using Ombud.Connectors.Folders;
using Ombud.Connectors.Following;
using Ombud.Connectors.Tests.Contract;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Folders;

/// <summary>What happens at the commit, and what where somebody else or nobody goes on.</summary>
public sealed class CommitTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task What_a_killed_process_left_is_no_table_and_goes_with_the_next_erasing()
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", "id\n1\n2\n");
        folder.Write(".t.csv" + FolderTables.NewEnding, "id\n1\ncanary");
        await using var connector = folder.Open();
        Assert.Equal(["t"], (await connector.DiscoverAsync(None)).Select(table => table.Name));

        Assert.Equal(1, await folder.DeleteAsync(Table("t", Field("id")), "1"));

        Assert.Equal("id\n2\n", folder.Read("t.csv"));
        Assert.Equal(["t.csv"], folder.Names);
    }

    [Theory]
    [InlineData("id\n1\n2\n3\n")]
    [InlineData("id\n1\n9\n")]
    public async Task A_file_that_somebody_writes_to_meanwhile_is_left_to_them(string written)
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", "id\n1\n2\n");
        folder.Write("u.csv", "id\n1\n2\n");
        await using var connector = folder.Open();
        await using (var erasing = await connector.BeginErasingAsync([], None))
        {
            await erasing.DeleteAsync(Table("u", Field("id")), [["1"]], None);
            await erasing.DeleteAsync(Table("t", Field("id")), [["1"]], None);
            folder.Write("t.csv", written);

            await TestFolder.TellsAsync("changed by somebody else", "t", () => erasing.CommitAsync(None));
        }

        Assert.Equal(written, folder.Read("t.csv"));
        Assert.Equal("id\n1\n2\n", folder.Read("u.csv"));
        Assert.Equal(["t.csv", "u.csv"], folder.Names);
        Assert.Equal(1, await folder.DeleteAsync(Table("t", Field("id")), "1"));
    }

    [Fact]
    public async Task Another_file_of_the_same_length_and_time_is_another_file()
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", "id\n1\n2\n");
        folder.Write("new", "id\n1\n9\n");
        File.SetLastWriteTimeUtc(folder.PathOf("new"), File.GetLastWriteTimeUtc(folder.PathOf("t.csv")));
        await using var connector = folder.Open();
        await using var erasing = await connector.BeginErasingAsync([], None);
        await erasing.DeleteAsync(Table("t", Field("id")), [["1"]], None);
        File.Move(folder.PathOf("new"), folder.PathOf("t.csv"), overwrite: true);

        await TestFolder.TellsAsync("changed by somebody else", "t", () => erasing.CommitAsync(None));

        Assert.Equal("id\n1\n9\n", folder.Read("t.csv"));
    }

    [Theory]
    [InlineData(0, "changed by somebody else")]
    [InlineData(1, "does the rest")]
    public async Task A_file_that_changes_at_the_last_moment_is_left_and_what_has_happened_is_told(int replaced, string told)
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", "id\n1\n2\n");
        folder.Write("u.csv", "id\n1\n2\n");
        await using var connector = folder.Open();
        var count = 0;
        connector.Replacing = table =>
        {
            if (count++ == replaced)
                folder.Write(table + ".csv", "id\n1\n2\n3\n");
        };
        await using var erasing = await connector.BeginErasingAsync([], None);
        await erasing.DeleteAsync(Table("t", Field("id")), [["1"]], None);
        await erasing.DeleteAsync(Table("u", Field("id")), [["1"]], None);

        await TestFolder.TellsAsync(told, replaced == 0 ? "t" : "u", () => erasing.CommitAsync(None));

        Assert.Equal(["t.csv", "u.csv"], folder.Names);
        Assert.Equal(replaced == 0 ? "id\n1\n2\n" : "id\n1\n2\n3\n", folder.Read("u.csv"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whoever_is_killed_between_two_files_leaves_what_leads_to_the_rest(int replaced)
    {
        using var folder = new TestFolder();
        folder.Write("customers.csv", $"id,email,address\n1,{Anna},5\n2,{Rolf},6\n");
        folder.Write("orders.jsonl", "{\"id\":10,\"customer\":1}\n{\"id\":11,\"customer\":2}\n");
        folder.Write("addresses.csv", "id,street\n5,Hers\n6,His\n");
        await using var database = new CsvFolder();
        var plan = Plan(database,
            Table("customers", Field("id"), Email(), Owns("address", "addresses.id")),
            Table("orders", Field("id"), BelongsTo("customer", "customers.id")), Table("addresses", Field("id"), Field("street")));
        await using (var connector = folder.Open())
        {
            var count = 0;
            connector.Replacing = _ =>
            {
                if (count++ == replaced)
                    throw new InvalidOperationException("killed");
            };
            await Assert.ThrowsAsync<InvalidOperationException>(() => ErasePerson.RunAsync(plan, connector, Of(Anna), None));
        }

        Assert.Contains(Anna, folder.Read("customers.csv"), StringComparison.Ordinal);
        await using (var connector = folder.Open())
            Assert.True((await ErasePerson.RunAsync(plan, connector, Of(Anna), None)).IsVerified);
        Assert.Equal($"id,email,address\n2,{Rolf},6\n", folder.Read("customers.csv"));
        Assert.Equal("{\"id\":11,\"customer\":2}\n", folder.Read("orders.jsonl"));
        Assert.Equal("id,street\n6,His\n", folder.Read("addresses.csv"));
    }

    [Fact]
    public async Task Two_processes_do_not_change_a_folder_at_once_and_both_read_it()
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", "id\n1\n");
        await using var one = folder.Open();
        await using var other = folder.Open();
        await using (await one.BeginErasingAsync([], None))
        {
            await TestFolder.TellsAsync("held the folder", null, () => other.BeginErasingAsync([], None));
            Assert.Equal(1, await other.FindAsync(Table("t", Field("id")), "id", ["1"], None).CountAsync());
        }

        await using var erasing = await other.BeginErasingAsync([], None);
    }

    [Fact]
    public async Task Rows_that_have_one_key_stay_since_they_may_be_two_peoples()
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", "id,name\n1,canary\n1,Rolf\n2,Eva\n");
        var table = Table("t", Field("id"), Field("name"));

        await TestFolder.TellsAsync("Several rows have one key", "t", () => folder.DeleteAsync(table, "1"));

        Assert.Equal(1, await folder.DeleteAsync(table, "2"));
    }

    [Fact]
    public async Task A_row_is_counted_once_and_not_after_it_went()
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", "id,name\n1,Anna\n");
        var table = Table("t", Field("id"), Field("name"));
        await using var connector = folder.Open();
        await using var erasing = await connector.BeginErasingAsync([], None);

        Assert.Equal(1, await erasing.OverwriteAsync(table, ["1"], [("name", null)], None));
        Assert.Equal(1, await erasing.DeleteAsync(table, [["1"], ["1"], ["7"]], None));
        Assert.Equal(0, await erasing.OverwriteAsync(table, ["1"], [("name", null)], None));
        Assert.Equal(0, await erasing.DeleteAsync(table, [["1"]], None));
        await erasing.CommitAsync(None);

        Assert.Equal("id,name\n", folder.Read("t.csv"));
    }

    [Theory]
    [InlineData("600", 1, 1, true)]
    [InlineData("600", 2, 1, false)]
    [InlineData("640", 2, 1, false)]
    [InlineData("660", 2, 1, false)]
    [InlineData("440", 2, 1, false)]
    [InlineData("664", 2, 1, false)]
    [InlineData("444", 2, 1, true)]
    [InlineData("640", 1, 2, false)]
    [InlineData("664", 1, 2, false)]
    [InlineData("600", 1, 2, true)]
    [InlineData("644", 1, 2, true)]
    [InlineData("666", 2, 2, true)]
    public void A_file_of_somebody_elses_is_replaced_where_they_can_use_the_new_one(string mode, uint user, uint group, bool serves)
    {
        var old = new FileState(default, User: 1, Group: 1, Convert.ToUInt32(mode, 8), IsRegular: true, Links: 1);

        Assert.Equal(serves, FileReplacement.ServesOwner(old, old with { User = user, Group = group }));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_file_stays_its_owners()
    {
        Assert.SkipUnless(Environment.UserName is "root", "Only root gives files away.");
        using var folder = new TestFolder();
        folder.Write("t.csv", "id\n1\n");
        using (var file = File.OpenHandle(folder.PathOf("t.csv")))
            UnixFile.TryGive(file, 1234, 5678);
        File.SetUnixFileMode(folder.PathOf("t.csv"), UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await folder.DeleteAsync(Table("t", Field("id")), "1");

        var state = UnixFile.Find(folder.PathOf("t.csv"))!;
        Assert.Equal((1234u, 5678u, 0x180u), (state.User, state.Group, state.Mode));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_folder_that_may_not_be_written_to_is_told_and_nothing_has_changed()
    {
        Assert.SkipWhen(Environment.UserName is "root", "Nothing is forbidden to root.");
        using var folder = new TestFolder();
        folder.Write("t.csv", "id\n1\n");
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            await TestFolder.TellsAsync("may not be written to", null, () => folder.DeleteAsync(Table("t", Field("id")), "1"));
        }
        finally
        {
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Assert.Equal("id\n1\n", folder.Read("t.csv"));
    }
}
