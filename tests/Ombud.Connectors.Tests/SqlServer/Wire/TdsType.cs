using System.Text;

namespace Ombud.Connectors.Tests.SqlServer.Wire;

/// <summary>A column of an answer, and how its values are written.</summary>
internal sealed record TdsType(string Name, Action<BinaryWriter> WriteType, Action<BinaryWriter, object?> WriteValue)
{
    private static readonly byte[] Collation = [9, 4, 0xD0, 0, 52];

    public static TdsType Int(string name) => new(name, writer => writer.Write([0x26, 4]), (writer, value) =>
    {
        writer.Write((byte)(value is null ? 0 : 4));
        if (value is not null)
            writer.Write((int)value);
    });

    public static TdsType NVarChar(string name) => Text(name, 0xE7, Encoding.Unicode);

    public static TdsType VarChar(string name) => Text(name, 0xA7, Encoding.Latin1);

    /// <summary>Days and three hundredths of a second.</summary>
    public static TdsType DateTime(string name) => new(name, writer => writer.Write([0x6F, 8]), (writer, value) =>
    {
        var since = (DateTime)value! - new DateTime(1900, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        writer.Write((byte)8);
        writer.Write(since.Days);
        writer.Write((uint)Math.Round((since - TimeSpan.FromDays(since.Days)).TotalSeconds * 300));
    });

    public static TdsType DateTime2(string name) => new(name, writer => writer.Write([0x2A, 7]), (writer, value) =>
    {
        var time = (DateTime)value!;
        writer.Write((byte)8);
        writer.Write(BitConverter.GetBytes(time.TimeOfDay.Ticks)[..5]);
        writer.Write(BitConverter.GetBytes(DateOnly.FromDateTime(time).DayNumber)[..3]);
    });

    public static TdsType VarBinary(string name) => new(name, writer => writer.Write([0xA5, 0x40, 0x1F]), (writer, value) =>
    {
        var bytes = (byte[])value!;
        writer.Write((ushort)bytes.Length);
        writer.Write(bytes);
    });

    /// <summary>A type of the CLR, such as geography.</summary>
    public static TdsType OfClr(string name) => new(name, writer =>
    {
        writer.Write([0xF0, 0xFF, 0xFF]);
        foreach (var part in new[] { "shop", "sys", "geography" })
            writer.Write([(byte)part.Length, .. Encoding.Unicode.GetBytes(part)]);
        const string assembly = "Microsoft.SqlServer.Types.SqlGeography, Microsoft.SqlServer.Types";
        writer.Write((ushort)assembly.Length);
        writer.Write(Encoding.Unicode.GetBytes(assembly));
    }, (writer, value) =>
    {
        var bytes = (byte[])value!;
        writer.Write((ulong)bytes.Length);
        writer.Write((uint)bytes.Length);
        writer.Write(bytes);
        writer.Write(0u);
    });

    private static TdsType Text(string name, byte type, Encoding encoding) => new(name, writer =>
    {
        writer.Write([type, 0x40, 0x1F]);
        writer.Write(Collation);
    }, (writer, value) =>
    {
        if (value is null)
        {
            writer.Write(ushort.MaxValue);
            return;
        }

        var bytes = encoding.GetBytes((string)value);
        writer.Write((ushort)bytes.Length);
        writer.Write(bytes);
    });
}
