using System.Text;

namespace Ombud.Connectors.Tests.SqlServer.Wire;

/// <summary>What a server answers, token by token, as MS-TDS 7.4 has them.</summary>
internal sealed class TdsReply
{
    public const ushort HasError = 0x02;
    public const ushort AttentionHeard = 0x20;

    private readonly MemoryStream _bytes = new();
    private readonly BinaryWriter _writer;
    private TdsType[] _columns = [];

    public TdsReply() => _writer = new(_bytes, Encoding.Unicode);

    /// <summary>Instead of an answer the server is gone.</summary>
    public static TdsReply Gone { get; } = new();

    /// <summary>Instead of an answer there is none, until the client says that it waits no longer.</summary>
    public static TdsReply Never { get; } = new();

    public byte[] Bytes => _bytes.ToArray();

    public static TdsReply Nothing() => new TdsReply().Done();

    public static TdsReply Failure(int number, byte kind, string message) => new TdsReply().Error(number, kind, message).Done(HasError);

    /// <summary>What a changing statement answers: how many rows it met, after whatever the system's triggers answered.</summary>
    public static TdsReply Met(int rows, params int[] ofTriggers)
    {
        var reply = new TdsReply();
        foreach (var count in ofTriggers)
            reply.DoneInside((ulong)count);
        reply.DoneInside((ulong)rows);
        reply.ReturnValue("@met", rows);
        return reply.Done();
    }

    public static TdsReply Rows(TdsType[] columns, params object?[][] rows)
    {
        var reply = new TdsReply().Columns(columns);
        foreach (var row in rows)
            reply.Row(row);
        return reply.Done();
    }

    public TdsReply Columns(TdsType[] columns)
    {
        _columns = columns;
        _writer.Write((byte)0x81);
        _writer.Write((ushort)columns.Length);
        foreach (var column in columns)
        {
            _writer.Write(0u);
            _writer.Write((ushort)1);
            column.WriteType(_writer);
            Short(column.Name);
        }

        return this;
    }

    public TdsReply Row(object?[] values)
    {
        _writer.Write((byte)0xD1);
        foreach (var (column, value) in _columns.Zip(values))
            column.WriteValue(_writer, value);
        return this;
    }

    public TdsReply Error(int number, byte kind, string message)
    {
        var inside = new MemoryStream();
        using var writer = new BinaryWriter(inside, Encoding.Unicode);
        writer.Write(number);
        writer.Write((byte)1);
        writer.Write(kind);
        writer.Write((ushort)message.Length);
        writer.Write(Encoding.Unicode.GetBytes(message));
        writer.Write((byte)0);
        writer.Write((byte)0);
        writer.Write(1);
        return Token(0xAA, inside.ToArray());
    }

    /// <summary>Logged in, to a database and by packets of a size.</summary>
    public TdsReply Welcome()
    {
        const string name = "Fake";
        Token(0xAD, [1, 0x74, 0, 0, 4, (byte)name.Length, .. Encoding.Unicode.GetBytes(name), 16, 0, 0, 0]);
        return Environment(1, Named("shop"), Named("master")).Environment(4, Named("8000"), Named("8000"))
            .Environment(7, [5, 9, 4, 0xD0, 0, 52], [0]).Done();
    }

    public TdsReply Environment(byte kind, byte[] now, byte[] before) => Token(0xE3, [kind, .. now, .. before]);

    public TdsReply Done(ushort status = 0)
    {
        _writer.Write((byte)0xFD);
        _writer.Write(status);
        _writer.Write((ushort)0);
        _writer.Write(0ul);
        return this;
    }

    // One of several statements has come to its end, and has counted rows.
    private void DoneInside(ulong rows)
    {
        _writer.Write((byte)0xFF);
        _writer.Write((ushort)0x11);
        _writer.Write((ushort)0);
        _writer.Write(rows);
    }

    private void ReturnValue(string name, int value)
    {
        _writer.Write((byte)0xAC);
        _writer.Write((ushort)0);
        Short(name);
        _writer.Write((byte)1);
        _writer.Write(0u);
        _writer.Write((ushort)1);
        _writer.Write([0x26, 4, 4]);
        _writer.Write(value);
    }

    private TdsReply Token(byte token, byte[] inside)
    {
        _writer.Write(token);
        _writer.Write((ushort)inside.Length);
        _writer.Write(inside);
        return this;
    }

    private void Short(string text) => _writer.Write(Named(text));

    private static byte[] Named(string text) => [(byte)text.Length, .. Encoding.Unicode.GetBytes(text)];
}
