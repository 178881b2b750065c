using System.Buffers;
using System.Text;
using Ombud.Connectors.Connecting;

namespace Ombud.Connectors.Folders.Reading;

/// <summary>
/// A CSV file by RFC 4180, its first record a header. A cell that is empty and not in quotes is null; one in quotes is a text, if
/// only an empty one.
/// </summary>
internal sealed class CsvReader(Stream stream, FolderSettings settings, string[] fields)
    : TableReader(stream, new RecordReader(stream, quotes: true), fields)
{
    private readonly List<Cell> _cells = [];
    private readonly int[] _columns = new int[fields.Length];
    private string[]? _header;
    private ReadOnlyMemory<byte> _record;

    /// <summary>A cell with its quotes.</summary>
    private readonly record struct Cell(int Start, int Length, bool IsQuoted);

    public override IReadOnlyList<string> Header => _header ?? [];

    public override object? Value(int place) => Text(_cells[_columns[place]]);

    public override IEnumerable<(string Name, object? Value)> All() =>
        _header!.Select((name, column) => (name, Seen(() => Text(_cells[column]))));

    public override void Overwrite(IReadOnlyDictionary<int, object?> values, IBufferWriter<byte> output)
    {
        var at = 0;
        foreach (var (column, value) in values.Select(each => (_columns[each.Key], each.Value)).OrderBy(each => each.Item1))
        {
            var cell = _cells[column];
            output.Write(_record.Span[at..cell.Start]);
            if (value is not null)
                output.Write(Written(Comparable.Of(value), cell.IsQuoted));
            at = cell.Start + cell.Length;
        }

        output.Write(_record.Span[at..]);
    }

    protected override bool Take(ReadOnlyMemory<byte> record)
    {
        _record = record;
        var length = LengthOfLine(record.Span);
        if (length == 0)
            return false;

        Split(record.Span[..length]);
        if (_header is null)
        {
            TakeHeader();
            return false;
        }

        if (_cells.Count == _header.Length)
            return true;

        throw FolderFailure.Malformed(Line, FormattableString.Invariant(
            $"it has {_cells.Count} fields where the header has {_header.Length}"));
    }

    protected override void End()
    {
        if (_header is null)
            throw FolderFailure.Malformed(1, "the file has no header");
    }

    private static int LengthOfLine(ReadOnlySpan<byte> record)
    {
        if (!record.EndsWith("\n"u8))
            return record.Length;

        return record.EndsWith("\r\n"u8) ? record.Length - 2 : record.Length - 1;
    }

    private void Split(ReadOnlySpan<byte> line)
    {
        _cells.Clear();
        for (var at = 0; ; at++)
        {
            var cell = at < line.Length && line[at] is (byte)'"' ? Quoted(line, at) : Bare(line, at);
            _cells.Add(cell);
            at = cell.Start + cell.Length;
            if (at == line.Length)
                return;
            if (line[at] != settings.Delimiter)
                throw FolderFailure.Malformed(Line, "something stands between a closing quote and the next delimiter");
        }
    }

    private Cell Quoted(ReadOnlySpan<byte> line, int start)
    {
        var at = start + 1;
        while (true)
        {
            var quote = line[at..].IndexOf((byte)'"');
            if (quote < 0)
                throw FolderFailure.Malformed(Line, "a quote is not closed");

            at += quote + 1;
            if (at == line.Length || line[at] is not (byte)'"')
                return new(start, at - start, IsQuoted: true);
            at++;
        }
    }

    private Cell Bare(ReadOnlySpan<byte> line, int start)
    {
        var length = line[start..].IndexOfAny(settings.Delimiter, (byte)'"', (byte)'\r');
        if (length >= 0 && line[start + length] != settings.Delimiter)
        {
            throw FolderFailure.Malformed(Line, line[start + length] is (byte)'"'
                ? "a quote stands within a field that does not begin with one"
                : "a carriage return stands alone");
        }

        return new(start, length < 0 ? line.Length - start : length, IsQuoted: false);
    }

    // Its words may be somebody's row where the header was forgotten, so that they are not repeated.
    private void TakeHeader()
    {
        string[] header = [.. _cells.Select(cell => Text(cell) ?? "")];
        if (header.Contains("", StringComparer.Ordinal))
            throw FolderFailure.Malformed(Line, "a field of the header has no name");
        if (header.Distinct(StringComparer.Ordinal).Count() < header.Length)
            throw FolderFailure.Malformed(Line, "two fields of the header have the same name");
        if (header.Any(AddressName.Is))
            throw FolderFailure.Malformed(Line, "it holds an address where the names of the fields should stand");

        for (var place = 0; place < _columns.Length; place++)
        {
            _columns[place] = Array.IndexOf(header, Fields[place]);
            if (_columns[place] < 0)
                throw FolderFailure.NoField(Fields[place]);
        }

        _header = header;
    }

    private string? Text(Cell cell)
    {
        if (!cell.IsQuoted && cell.Length == 0)
            return null;

        var bytes = cell.IsQuoted ? _record.Span.Slice(cell.Start + 1, cell.Length - 2) : _record.Span.Slice(cell.Start, cell.Length);
        try
        {
            var text = settings.Encoding.GetString(bytes);
            return cell.IsQuoted ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
        }
        catch (DecoderFallbackException)
        {
            throw FolderFailure.Malformed(Line, $"it is not in the encoding {settings.Encoding.WebName}");
        }
    }

    private byte[] Written(string text, bool isQuoted)
    {
        var isPlain = !isQuoted && text.Length > 0 && text.AsSpan().IndexOfAny('"', '\r', '\n') < 0
            && !text.Contains((char)settings.Delimiter, StringComparison.Ordinal);
        try
        {
            return settings.Encoding.GetBytes(isPlain ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }
        catch (EncoderFallbackException)
        {
            throw new FolderException(FolderFailure.Unfit);
        }
    }
}
