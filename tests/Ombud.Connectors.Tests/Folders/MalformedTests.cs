using Ombud.Connectors.Following;
using Ombud.Connectors.Tests.Contract;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Folders;

/// <summary>What is no CSV and no JSON is told by table and line, never by what stands there, and nothing of the file changes.</summary>
public sealed class MalformedTests
{
    [Theory]
    [InlineData("id,name\n1,Anna\n2,\"canary\n3,x\n", "line 3", "not closed")]
    [InlineData("id,name\n1,\"a\nb\"\n2,canary,x\n", "line 4", "3 fields where the header has 2")]
    [InlineData("id,name\n\n1\n", "line 3", "1 fields where the header has 2")]
    [InlineData("id,name\n1,can\"ary\"\n", "line 2", "does not begin with one")]
    [InlineData("id,name\n1,\"canary\"x\n", "line 2", "closing quote")]
    [InlineData("id,name\r1,canary\r", "line 1", "carriage return")]
    [InlineData("", "line 1", "no header")]
    [InlineData("\n\r\n", "line 1", "no header")]
    [InlineData("canary@person.example,canary,name,id\n", "line 1", "address")]
    [InlineData("id,canary,canary,name\n", "line 1", "the same name")]
    [InlineData("id,,name\n", "line 1", "no name")]
    public Task Of_a_csv_file(string text, string line, string what) => IsToldAsync("t.csv", text, line, what);

    [Theory]
    [InlineData("{\"id\":1,\"name\":\"canary\"\n", "line 1", "no JSON")]
    [InlineData("{\"id\":1,\"name\":2}\n\n{\"id\":1} canary\n", "line 3", "no JSON")]
    [InlineData("{\"id\":1,\"name\":2}\n[\"canary\"]\n", "line 2", "no JSON object")]
    [InlineData("{\"id\":1,\"name\":\"a\",\"n\\u0061me\":\"canary\"}\n", "line 1", "twice")]
    [InlineData("{\"id\":1,\"name\":2,}\n", "line 1", "no JSON")]
    public Task Of_json_lines(string text, string line, string what) => IsToldAsync("t.jsonl", text, line, what);

    [Fact]
    public async Task Bytes_that_are_not_in_the_encoding_are_told()
    {
        using var folder = new TestFolder();
        await File.WriteAllBytesAsync(folder.PathOf("t.csv"), [.. "id,name\n1,canary"u8, 0xE5, .. "\n"u8]);

        folder.Write("u.jsonl", "{\"id\":1,\"name\":\"\\ud800 canary\"}\n");

        foreach (var name in new[] { "t", "u" })
        {
            var table = Table(name, Field("id"), Field("name"));
            await TestFolder.TellsAsync("not in the encoding utf-8", name, () => folder.FindAsync(table, "id", "1"));
        }
    }

    [Fact]
    public async Task A_property_that_no_line_has_is_a_mistake_in_its_name_unless_the_last_with_it_has_just_gone()
    {
        using var folder = new TestFolder();
        folder.Write("t.jsonl", "{\"id\":1,\"name\":\"a\"}\n{\"id\":2}\n");
        var table = Table("t", Field("id"), Field("name"));
        await using var connector = folder.Open();
        Assert.Equal([2L, null], Assert.Single(await connector.FindAsync(table, "id", [2], CancellationToken.None).ToListAsync()));
        await using (var erasing = await connector.BeginErasingAsync([], CancellationToken.None))
        {
            await erasing.DeleteAsync(table, [[1]], CancellationToken.None);
            await erasing.CommitAsync(CancellationToken.None);
        }

        Assert.Empty(await connector.FindAsync(table, "name", ["a"], CancellationToken.None).ToListAsync());
        await TestFolder.TellsAsync("no field name in any line", "t", () => folder.FindAsync(table, "id", 2));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_stops_an_erasure_also_where_nobody_described_it()
    {
        using var folder = new TestFolder();
        folder.Write("customers.csv", $"id,email\n1,{Anna}\n");
        folder.Write("other.csv", "id,name\n1,\"canary\n");
        await using var database = new CsvFolder();
        var plan = Plan(database, Table("customers", Field("id"), Email()));
        await using var connector = folder.Open();

        await TestFolder.TellsAsync("line 2", "other", () => ErasePerson.RunAsync(plan, connector, Of(Anna)));
        Assert.Contains(Anna, folder.Read("customers.csv"), StringComparison.Ordinal);

        File.Move(folder.PathOf("other.csv"), folder.PathOf("other.old"));
        Assert.True((await ErasePerson.RunAsync(plan, connector, Of(Anna))).IsVerified);
    }

    private static async Task IsToldAsync(string name, string text, string line, string what)
    {
        using var folder = new TestFolder();
        folder.Write(name, text);
        var table = Table("t", Field("id"), Field("name"));

        await TestFolder.TellsAsync(line, "t", () => folder.FindAsync(table, "id", "7"));
        await TestFolder.TellsAsync(what, "t", () => folder.DeleteAsync(table, "1"));

        Assert.Equal(text, folder.Read(name));
        Assert.Equal([name], folder.Names);
    }
}
