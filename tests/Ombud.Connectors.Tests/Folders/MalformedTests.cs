using Ombud.Connectors.Folders;
using Ombud.Connectors.Folders.Reading;
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
        await using (var erasing = await connector.BeginErasingAsync(CancellationToken.None))
        {
            await erasing.DeleteAsync(table, [[1]], CancellationToken.None);
            await erasing.CommitAsync(CancellationToken.None);
        }

        Assert.Empty(await connector.FindAsync(table, "name", ["a"], CancellationToken.None).ToListAsync());
        await TestFolder.TellsAsync("no field name in any line", "t", () => folder.FindAsync(table, "id", 2));
    }

    [Fact]
    public async Task A_row_of_ten_megabytes_is_read_and_written_and_the_next_takes_its_place_in_memory()
    {
        const int Rows = 8;
        const int Length = 10 * 1024 * 1024;
        using var folder = new TestFolder();
        await using (var file = File.CreateText(folder.PathOf("t.csv")))
        {
            await file.WriteAsync("id,note\n");
            for (var id = 0; id < Rows; id++)
                await file.WriteAsync($"{id},\"{new string((char)('a' + id), Length)}\"\n");
        }

        await using var connector = folder.Open();
        var most = 0L;
        await foreach (var row in connector.FindAsync(
            Table("t", Field("id"), Field("note")), "id", [.. Enumerable.Range(0, Rows).Cast<object>()], CancellationToken.None))
        {
            Assert.Equal(Length, ((string)row[1]!).Length);
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        }

        Assert.True(most < 100L * 1024 * 1024, $"{most} bytes");
        Assert.Equal(1, await folder.DeleteAsync(Table("t", Field("id")), 3));
        Assert.Equal("id,note\n".Length + (Rows - 1) * (Length + 5L), new FileInfo(folder.PathOf("t.csv")).Length);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_does_not_take_the_whole_file_into_memory()
    {
        using var endless = new Endless();
        var records = new RecordReader(endless, quotes: true);

        var failure = await Assert.ThrowsAsync<FolderException>(
            async () => await records.ReadAsync(CancellationToken.None));

        Assert.Contains("64 MB", failure.Remedy, StringComparison.Ordinal);
        Assert.True(endless.Position <= RecordReader.RecordMax);
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

    /// <summary>A quote and what never ends.</summary>
    private sealed class Endless : Stream
    {
        private long _position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => _position; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill(_position == 0 ? (byte)'"' : (byte)'x');
            if (_position == 0)
                buffer.AsSpan(offset + 1, count - 1).Fill((byte)'x');
            _position += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
