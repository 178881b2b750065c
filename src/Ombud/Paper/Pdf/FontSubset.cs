using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Ombud.Paper.Pdf;

/// <summary>A font with the outlines of some glyphs alone. Glyphs keep their numbers, so nothing that names them changes.</summary>
internal static class FontSubset
{
    private static readonly string[] Tables = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    public static byte[] Of(TrueType font, IEnumerable<ushort> used)
    {
        var glyphs = WithParts(font, used);
        var (outlines, places) = (new MemoryStream(), new byte[(font.GlyphCount + 1) * 4]);
        for (var glyph = 0; glyph < font.GlyphCount; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(glyph * 4), (uint)outlines.Length);
            if (!glyphs.Contains(glyph))
                continue;
            var (start, length) = font.OutlineOf(glyph);
            outlines.Write(font.Table("glyf").Slice(start, length));
            while (outlines.Length % 4 != 0)
                outlines.WriteByte(0);
        }
        BinaryPrimitives.WriteUInt32BigEndian(places.AsSpan(font.GlyphCount * 4), (uint)outlines.Length);
        return Assemble([.. Tables.Select(name => (name, name switch
        {
            "glyf" => outlines.ToArray(),
            "loca" => places,
            "head" => Head(font),
            _ => font.Table(name).ToArray(),
        })).Where(table => table.Item2.Length > 0)]);
    }

    // A letter with a mark above may be made of two others.
    private static HashSet<int> WithParts(TrueType font, IEnumerable<ushort> used)
    {
        const int Words = 0x1, Scale = 0x8, More = 0x20, TwoScales = 0x40, Matrix = 0x80;
        HashSet<int> glyphs = [0];
        var waiting = new Stack<int>(used.Select(glyph => (int)glyph));
        while (waiting.TryPop(out var glyph))
        {
            if (!glyphs.Add(glyph))
                continue;
            var (start, length) = font.OutlineOf(glyph);
            var outline = font.Table("glyf").Slice(start, length);
            if (length == 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
                continue;
            var (at, flags) = (10, More);
            while ((flags & More) != 0)
            {
                flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
                waiting.Push(BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]));
                at += 4 + ((flags & Words) != 0 ? 4 : 2)
                    + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
            }
        }
        return glyphs;
    }

    private static byte[] Head(TrueType font)
    {
        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        // Places are given in four bytes each.
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        return head;
    }

    private static byte[] Assemble(IReadOnlyList<(string Name, byte[] Content)> tables)
    {
        const uint Whole = 0xB1B0AFBA;
        var directory = 12 + (16 * tables.Count);
        var bytes = new byte[directory + tables.Sum(table => (table.Content.Length + 3) & ~3)];
        var power = BitOperations.Log2((uint)tables.Count);
        BinaryPrimitives.WriteUInt32BigEndian(bytes, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(10), (ushort)((16 * tables.Count) - (16 << power)));
        var (entry, place, head) = (12, directory, 0);
        foreach (var (name, content) in tables)
        {
            content.CopyTo(bytes, place);
            Encoding.ASCII.GetBytes(name).CopyTo(bytes, entry);
            var padded = (content.Length + 3) & ~3;
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(entry + 4), Sum(bytes.AsSpan(place, padded)));
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(entry + 8), (uint)place);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(entry + 12), (uint)content.Length);
            head = name == "head" ? place : head;
            (entry, place) = (entry + 16, place + padded);
        }
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(head + 8), unchecked(Whole - Sum(bytes)));
        return bytes;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (var at = 0; at < bytes.Length; at += 4)
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]));
        return sum;
    }
}
