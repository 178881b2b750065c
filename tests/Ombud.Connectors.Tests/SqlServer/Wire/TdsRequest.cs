using System.Buffers.Binary;
using System.Text;

namespace Ombud.Connectors.Tests.SqlServer.Wire;

/// <summary>A parameter as it came, apart from the statement.</summary>
/// <param name="Type">The type's byte, as MS-TDS has it.</param>
/// <param name="Value">A text, or bytes; null where it has none.</param>
internal sealed record TdsParameter(string Name, byte Type, object? Value);

/// <summary>A statement that came.</summary>
/// <param name="Declared">What the client says of the parameters; empty where it has none.</param>
internal sealed record TdsRequest(string Statement, string Declared, IReadOnlyList<TdsParameter> Parameters)
{
    public const byte Batch = 0x01;
    public const byte Call = 0x03;

    private const ushort ByNumber = 0xFFFF;
    private const ushort Large = 0xFFFF;
    private const byte NVarChar = 0xE7;
    private const byte VarChar = 0xA7;
    private const byte LongText = 0x63;

    public static TdsRequest Of(byte kind, byte[] body)
    {
        // What comes before it tells of the transaction.
        var rest = body.AsSpan((int)BinaryPrimitives.ReadUInt32LittleEndian(body));
        if (kind == Batch)
            return new(Encoding.Unicode.GetString(rest), "", []);

        Assert.Equal(ByNumber, BinaryPrimitives.ReadUInt16LittleEndian(rest));
        var reader = new BinaryReader(new MemoryStream(rest[6..].ToArray()), Encoding.Unicode);
        var parameters = new List<TdsParameter>();
        while (reader.BaseStream.Position < reader.BaseStream.Length)
            parameters.Add(Parameter(reader));
        return parameters.Count > 1
            ? new((string)parameters[0].Value!, (string)parameters[1].Value!, parameters[2..])
            : new((string)parameters[0].Value!, "", []);
    }

    private static TdsParameter Parameter(BinaryReader reader)
    {
        var name = Encoding.Unicode.GetString(reader.ReadBytes(reader.ReadByte() * 2));
        reader.ReadByte();
        var type = reader.ReadByte();
        object? value = type switch
        {
            NVarChar => Text(Long(reader, collated: true), Encoding.Unicode),
            VarChar => Text(Long(reader, collated: true), Encoding.Latin1),
            0xA5 => Long(reader, collated: false),
            LongText => Text(Longest(reader), Encoding.Unicode),
            // What a type says of itself before the length of its value: nothing, its scale, its length, or precision and scale with it.
            0x28 => Short(reader, 0),
            0x24 or 0x26 or 0x29 or 0x2A or 0x2B or 0x68 or 0x6D or 0x6F => Short(reader, 1),
            0x6A or 0x6C => Short(reader, 3),
            _ => throw new NotSupportedException($"A parameter of the type 0x{type:X2}."),
        };
        return new(name, type, value);
    }

    private static string? Text(byte[]? bytes, Encoding encoding) => bytes is null ? null : encoding.GetString(bytes);

    // As a statement goes that is too long for a parameter of its own kind.
    private static byte[] Longest(BinaryReader reader)
    {
        reader.ReadBytes(4 + 5);
        return reader.ReadBytes(reader.ReadInt32());
    }

    private static byte[]? Short(BinaryReader reader, int said)
    {
        reader.ReadBytes(said);
        return reader.ReadByte() is > 0 and var length ? reader.ReadBytes(length) : null;
    }

    private static byte[]? Long(BinaryReader reader, bool collated)
    {
        var isLarge = reader.ReadUInt16() == Large;
        if (collated)
            reader.ReadBytes(5);
        if (!isLarge)
            return reader.ReadUInt16() is not ushort.MaxValue and var length ? reader.ReadBytes(length) : null;

        if (reader.ReadUInt64() == ulong.MaxValue)
            return null;
        var bytes = new List<byte>();
        while (reader.ReadUInt32() is > 0 and var chunk)
            bytes.AddRange(reader.ReadBytes((int)chunk));
        return [.. bytes];
    }
}
