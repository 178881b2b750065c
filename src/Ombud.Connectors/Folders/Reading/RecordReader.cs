namespace Ombud.Connectors.Folders.Reading;

/// <summary>
/// Cuts a file into records, byte for byte: what stands up to a line end, and that line end. Put together again they are the file.
/// Of the file no more is in memory than a buffer that holds one record.
/// </summary>
/// <param name="stream">Not closed here.</param>
/// <param name="quotes">Whether a line end between quotes ends no record.</param>
internal sealed class RecordReader(Stream stream, bool quotes)
{
    /// <summary>How long a record may be, in bytes. A quote that is never closed would take the rest of the file for one.</summary>
    public const int RecordMax = 64 * 1024 * 1024;

    private const int BufferMin = 64 * 1024;
    private byte[] _buffer = new byte[BufferMin];
    private int _start;
    private int _length;
    private int _end;
    private bool _isBegun;
    private bool _isEnded;
    private long _nextLine = 1;

    /// <summary>The line on which the record begins, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Its bytes with the line end; good until the next is read.</summary>
    public ReadOnlyMemory<byte> Record => _buffer.AsMemory(_start, _length);

    /// <summary>Whether it is the mark of UTF-8 with which some files begin, and no record.</summary>
    public bool IsMark { get; private set; }

    /// <summary>Goes on to the next record; false at the end of the file.</summary>
    /// <exception cref="FolderException">A quote is not closed, or the record is longer than <see cref="RecordMax"/>.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancel)
    {
        (_start, _length, Line) = (_start + _length, 0, _nextLine);
        IsMark = !_isBegun && await BeginsWithMarkAsync(cancel);
        if (IsMark)
            return true;

        var (seen, isInside) = (0, false);
        while (!FindEnd(ref seen, ref isInside))
        {
            if (!_isEnded)
            {
                await FillAsync(cancel);
                continue;
            }

            if (isInside)
                throw FolderFailure.Malformed(Line, "a quote is not closed");
            break;
        }

        _length = seen;
        return _length > 0;
    }

    // A quote within quotes is written twice, which goes out and in again.
    private bool FindEnd(ref int seen, ref bool isInside)
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_start + seen, _end - _start - seen);
            var at = quotes ? rest.IndexOfAny((byte)'"', (byte)'\n') : rest.IndexOf((byte)'\n');
            if (at < 0)
            {
                seen += rest.Length;
                return false;
            }

            seen += at + 1;
            if (rest[at] is (byte)'"')
            {
                isInside = !isInside;
                continue;
            }

            _nextLine++;
            if (!isInside)
                return true;
        }
    }

    private async ValueTask<bool> BeginsWithMarkAsync(CancellationToken cancel)
    {
        _isBegun = true;
        var mark = FolderBytes.Mark.Length;
        while (!_isEnded && _end < mark)
            await FillAsync(cancel);

        _length = _buffer.AsSpan(0, _end).StartsWith(FolderBytes.Mark) ? mark : 0;
        return _length > 0;
    }

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        if (_end == _buffer.Length)
        {
            if (_start == 0 && _buffer.Length >= RecordMax)
                throw FolderFailure.Malformed(Line, "it is longer than 64 MB, as where a quote is not closed");

            var buffer = _start > 0 ? _buffer : new byte[_buffer.Length * 2];
            Buffer.BlockCopy(_buffer, _start, buffer, 0, _end - _start);
            (_buffer, _end, _start) = (buffer, _end - _start, 0);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        _isEnded = read == 0;
        _end += read;
    }
}

/// <summary>Bytes that mean something in every file.</summary>
internal static class FolderBytes
{
    /// <summary>The mark of UTF-8.</summary>
    public static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];
}
