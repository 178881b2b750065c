using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Ombud.Paper.Pdf;

/// <summary>
/// A PDF 1.7 as it is written: objects by number, in any order, each gone from memory once written. Those without content are put
/// into compressed streams of a few hundred, which is what makes a tree of a hundred thousand elements small.
/// </summary>
internal sealed class PdfFile
{
    private const int ObjectsPerStream = 200;
    private const byte Free = 0, Plain = 1, Packed = 2;

    private readonly Stream _output;
    private readonly List<(byte Kind, long Place, int Index)> _objects = [(Free, 0, 0)];
    private readonly List<(int Id, string Text)> _waiting = [];
    private long _position;

    /// <param name="output">Where the file goes; it stays open.</param>
    public PdfFile(Stream output)
    {
        _output = output;
        // The second line tells programs that guess that the file is no text.
        Put("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    }

    /// <summary>A number for an object that is written later.</summary>
    public int Reserve()
    {
        _objects.Add((Free, 0, 0));
        return _objects.Count - 1;
    }

    /// <summary>Writes an object without content.</summary>
    /// <param name="id">Its number, as reserved.</param>
    /// <param name="text">A dictionary or an array, as PDF writes them.</param>
    public void Write(int id, string text)
    {
        _waiting.Add((id, text));
        if (_waiting.Count == ObjectsPerStream)
            Pack();
    }

    /// <summary>Writes an object with content, compressed.</summary>
    /// <param name="id">Its number, as reserved.</param>
    /// <param name="entries">What its dictionary says beside length and compression.</param>
    /// <param name="content">The content.</param>
    public void WriteStream(int id, string entries, ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(content);
        PutStream(id, entries + "/Filter/FlateDecode", packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    /// <summary>Writes content as it is, so that a program that knows no PDF finds it, as metadata has to be.</summary>
    public void WritePlainStream(int id, string entries, ReadOnlySpan<byte> content) => PutStream(id, entries, content);

    /// <summary>Writes where everything is. Nothing can be written after.</summary>
    /// <param name="catalog">The number of the catalogue.</param>
    /// <param name="information">The number of the information dictionary.</param>
    public void Finish(int catalog, int information)
    {
        Pack();
        var id = Reserve();
        var start = _position;
        _objects[id] = (Plain, start, 0);
        var table = new byte[_objects.Count * 8];
        for (var index = 0; index < _objects.Count; index++)
        {
            var (kind, place, order) = _objects[index];
            var row = table.AsSpan(index * 8, 8);
            row[0] = kind;
            row[1] = (byte)(place >> 32);
            BinaryPrimitives.WriteUInt32BigEndian(row[2..], (uint)place);
            BinaryPrimitives.WriteUInt16BigEndian(row[6..], (ushort)order);
        }
        WriteStream(id, string.Create(CultureInfo.InvariantCulture,
            $"/Type/XRef/Size {_objects.Count}/W[1 5 2]/Root {catalog} 0 R/Info {information} 0 R"), table);
        Put(string.Create(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF\n"));
    }

    private void Pack()
    {
        if (_waiting.Count == 0)
            return;
        var (places, texts, stream) = (new StringBuilder(), new StringBuilder(), Reserve());
        for (var index = 0; index < _waiting.Count; index++)
        {
            var (id, text) = _waiting[index];
            _objects[id] = (Packed, stream, index);
            places.Append(CultureInfo.InvariantCulture, $"{id} {texts.Length} ");
            texts.Append(text).Append('\n');
        }
        var entries = string.Create(CultureInfo.InvariantCulture, $"/Type/ObjStm/N {_waiting.Count}/First {places.Length}");
        _waiting.Clear();
        WriteStream(stream, entries, Encoding.Latin1.GetBytes(places.Append(texts).ToString()));
    }

    private void PutStream(int id, string entries, ReadOnlySpan<byte> content)
    {
        _objects[id] = (Plain, _position, 0);
        Put(string.Create(CultureInfo.InvariantCulture, $"{id} 0 obj\n<<{entries}/Length {content.Length}>>\nstream\n"));
        Put(content);
        Put("\nendstream\nendobj\n");
    }

    private void Put(string text) => Put(Encoding.Latin1.GetBytes(text));

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _position += bytes.Length;
    }
}
