using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Folders;

/// <summary>Numbers of JSON are the same when all their digits are, however many; half a character in a name stops nobody.</summary>
public sealed class JsonNumberTests
{
    private const string One = "10000000000000000000000000000000001";
    private const string Two = "10000000000000000000000000000000002";

    [Fact]
    public async Task Two_numbers_that_differ_in_their_last_digit_are_two()
    {
        using var folder = new TestFolder();
        folder.Write("t.jsonl", $"{{\"id\":{One},\"name\":\"a\"}}\n{{\"id\":{Two},\"name\":\"b\"}}\n");
        folder.Write("u.csv", $"id\n{One}\n{Two}\n");
        var table = Table("t", Field("id"), Field("name"));
        await using var connector = folder.Open();
        var row = await connector.FindAsync(table, "name", ["b"], CancellationToken.None).SingleAsync();

        Assert.Equal([Two], await folder.FindAsync(Table("u", Field("id")), "id", row[0]!));
        Assert.Equal(1, await folder.DeleteAsync(table, row[0]!));
        Assert.Equal($"{{\"id\":{One},\"name\":\"a\"}}\n", folder.Read("t.jsonl"));
    }

    [Theory]
    [InlineData("5.0", "5")]
    [InlineData("1.50e3", "1500")]
    [InlineData("-0.25", "-0.25")]
    [InlineData("1e28", "10000000000000000000000000000")]
    [InlineData("0.1234567890123456789012345678", "0.1234567890123456789012345678")]
    [InlineData("0.12345678901234567890123456789", "0.12345678901234567890123456789")]
    [InlineData("1.0000000000000000000000000000000000", "1")]
    [InlineData("1e-40", "1e-40")]
    [InlineData("1e400", "1e400")]
    [InlineData("1e99999999999", "1e99999999999")]
    [InlineData("0.0e-40", "0")]
    public async Task A_number_is_found_by_its_digits(string written, string text)
    {
        using var folder = new TestFolder();
        folder.Write("t.jsonl", $"{{\"id\":{written}}}\n{{\"id\":0.12345678901234567890123456788}}\n");

        Assert.Single(await folder.FindAsync(Table("t", Field("id")), "id", text));
    }

    [Fact]
    public async Task A_name_with_half_a_character_is_no_name_that_is_asked_for()
    {
        using var folder = new TestFolder();
        folder.Write("t.jsonl", "{\"id\":1,\"\\ud800\":2}\n{\"id\":2}\n");
        var table = Table("t", Field("id"));

        Assert.Equal(["1"], await folder.FindAsync(table, "id", 1L));
        Assert.Equal(1, await folder.DeleteAsync(table, 2L));
        Assert.Equal("{\"id\":1,\"\\ud800\":2}\n", folder.Read("t.jsonl"));
    }
}
