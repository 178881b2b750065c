using Ombud.Connectors.Folders;
using Ombud.Connectors.Folders.Reading;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Folders;

/// <summary>Tests that weigh what is in memory, and so run while no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>Of a file no more than a record is in memory.</summary>
[Collection(nameof(Alone))]
public sealed class HugeRecordTests
{
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
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;
        await foreach (var row in connector.FindAsync(
            Table("t", Field("id"), Field("note")), "id", [.. Enumerable.Range(0, Rows).Cast<object>()], CancellationToken.None))
        {
            Assert.Equal(Length, ((string)row[1]!).Length);
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
        }

        // The record and its text, with twice the room; all rows would be 160 MB as texts.
        Assert.InRange(most - before, 0, 6L * Length);
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
