using System.Buffers.Binary;

namespace Ombud.Trail.Tiles;

/// <summary>
/// The entries of up to 256 leaves in one file (C2SP tlog-tiles): before each entry its length in bytes, as two bytes
/// of
/// which the first is the higher. A bundle only grows at its end.
/// </summary>
public static class EntryBundle
{
    /// <summary>Length in bytes of the number before each entry.</summary>
    public const int PrefixLength = sizeof(ushort);

    /// <summary>Appends one entry, with its length before it, to a bundle's bytes.</summary>
    /// <exception cref="ArgumentException">The entry is longer than 65,535 bytes.</exception>
    public static void Append(List<byte> bundle, ReadOnlySpan<byte> entry)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        if (entry.Length > ushort.MaxValue)
            throw new ArgumentException("An entry is at most 65,535 bytes long.", nameof(entry));

        Span<byte> prefix = stackalloc byte[PrefixLength];
        BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)entry.Length);
        bundle.AddRange(prefix);
        bundle.AddRange(entry);
    }

    /// <summary>Reads the entries of a bundle, which must end where an entry ends and hold 1 to 256 of them.</summary>
    public static Parsed<IReadOnlyList<ReadOnlyMemory<byte>>> Parse(ReadOnlyMemory<byte> bundle)
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        for (var rest = bundle; !rest.IsEmpty;)
        {
            if (rest.Length < PrefixLength)
                return Failed("The bundle ends inside the length of an entry.");

            var length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
            rest = rest[PrefixLength..];
            if (rest.Length < length)
                return Failed("The bundle ends inside an entry.");

            if (entries.Count == TileId.WidthMax)
                return Failed("The bundle holds more than 256 entries.");

            entries.Add(rest[..length]);
            rest = rest[length..];
        }

        return entries.Count == 0
            ? Failed("The bundle is empty.")
            : Parsed<IReadOnlyList<ReadOnlyMemory<byte>>>.Ok(entries);
    }

    private static Parsed<IReadOnlyList<ReadOnlyMemory<byte>>> Failed(string reason) =>
        Parsed<IReadOnlyList<ReadOnlyMemory<byte>>>.Failed(reason);
}
