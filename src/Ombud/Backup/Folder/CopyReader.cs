using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Ombud.Backup.Folder;

/// <summary>Reads a table that PostgreSQL copied in its binary format (https://www.postgresql.org/docs/current/sql-copy.html).</summary>
internal static class CopyReader
{
    private static readonly byte[] Signature = [.. "PGCOPY\n"u8, 0xff, (byte)'\r', (byte)'\n', 0];

    /// <summary>A table's file in a backup.</summary>
    public static string FileOf(string folder, string table) => Path.Combine(folder, "tables", table + ".copy.gz");

    /// <summary>The rows: each column's bytes as the server sends them, or null.</summary>
    /// <exception cref="InvalidDataException">It was cut off, or is no such copy.</exception>
    public static async IAsyncEnumerable<byte[]?[]> ReadAsync(string file, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var disk = File.OpenRead(file);
        await using var unzipped = new GZipStream(disk, CompressionMode.Decompress);
        await using var stream = new BufferedStream(unzipped, 1 << 16);
        await ReadHeaderAsync(stream, cancel);
        var four = new byte[4];
        while (true)
        {
            await ReadExactlyAsync(stream, four.AsMemory(0, 2), cancel);
            var columns = BinaryPrimitives.ReadInt16BigEndian(four);
            if (columns == -1)
                yield break;
            var row = new byte[]?[columns];
            for (var i = 0; i < columns; i++)
            {
                await ReadExactlyAsync(stream, four, cancel);
                var length = BinaryPrimitives.ReadInt32BigEndian(four);
                if (length < 0)
                    continue;
                row[i] = new byte[length];
                await ReadExactlyAsync(stream, row[i], cancel);
            }
            yield return row;
        }
    }

    private static async Task ReadHeaderAsync(Stream stream, CancellationToken cancel)
    {
        var header = new byte[Signature.Length + 8];
        await ReadExactlyAsync(stream, header, cancel);
        if (!header.AsSpan().StartsWith(Signature))
            throw new InvalidDataException("This is no copy of PostgreSQL.");
        var extension = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(Signature.Length + 4))];
        await ReadExactlyAsync(stream, extension, cancel);
    }

    private static async Task ReadExactlyAsync(Stream stream, Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            await stream.ReadExactlyAsync(buffer, cancel);
        }
        catch (EndOfStreamException failure)
        {
            throw new InvalidDataException("The copy was cut off.", failure);
        }
    }
}
