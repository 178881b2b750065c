using System.Buffers;

namespace Ombud.Connectors.Folders.Reading;

/// <summary>Reads a table's file from its beginning to its end, piece by piece, each with its bytes as they are.</summary>
/// <param name="fields">The fields that are asked for, each once; values go by their place here.</param>
internal abstract class TableReader(Stream stream, RecordReader records, string[] fields) : IAsyncDisposable
{
    /// <summary>The fields that are asked for.</summary>
    public IReadOnlyList<string> Fields => fields;

    /// <summary>The bytes of the piece; good until the next is read.</summary>
    public ReadOnlyMemory<byte> Piece => records.Record;

    /// <summary>Whether the piece is a row; a header or a blank line is none and belongs to nobody.</summary>
    public bool IsRow { get; private set; }

    /// <summary>The fields that a header names, also where there is no row.</summary>
    public virtual IReadOnlyList<string> Header => [];

    /// <summary>The place of a field that is asked for.</summary>
    public int PlaceOf(string field) => Array.IndexOf(fields, field);

    /// <summary>Goes on to the next piece; false at the end.</summary>
    /// <exception cref="FolderException">The file is malformed, or lacks a field that is asked for.</exception>
    public async ValueTask<bool> ReadAsync(CancellationToken cancel)
    {
        if (await records.ReadAsync(cancel))
        {
            IsRow = !records.IsMark && Take(records.Record);
            return true;
        }

        IsRow = false;
        End();
        return false;
    }

    /// <summary>The value of a field of the row.</summary>
    /// <param name="place">Its place in <see cref="Fields"/>.</param>
    /// <exception cref="FolderException">It is not in the encoding of the file.</exception>
    public abstract object? Value(int place);

    /// <summary>
    /// Every field of the row, whether or not it is asked for, to see what its values look like: one that is not in the encoding of the
    /// file is an empty text here, and a field whose name is not is passed over.
    /// </summary>
    public abstract IEnumerable<(string Name, object? Value)> All();

    /// <summary>Writes the row with other values in some fields; all else of it stays byte for byte.</summary>
    /// <param name="values">By place in <see cref="Fields"/>.</param>
    public abstract void Overwrite(IReadOnlyDictionary<int, object?> values, IBufferWriter<byte> output);

    public ValueTask DisposeAsync() => stream.DisposeAsync();

    /// <summary>A value for its looks alone.</summary>
    protected static object? Seen(Func<object?> value)
    {
        try
        {
            return value();
        }
        catch (FolderException)
        {
            return "";
        }
    }

    protected long Line => records.Line;

    /// <summary>Takes a record apart; false where it is no row.</summary>
    protected abstract bool Take(ReadOnlyMemory<byte> record);

    /// <summary>Says what only the whole file can tell.</summary>
    protected abstract void End();
}
