using System.Runtime.InteropServices;

namespace Ombud.Trail.Tiles;

/// <summary>
/// Turns new commitments into the entry bundles that change because of them; the counterpart of
/// <see cref="TileBuilder"/> for <c>tile/entries</c>. Not safe for use by several threads at once.
/// </summary>
public sealed class BundleBuilder
{
    private readonly List<byte> _open = [];

    /// <summary>Number of entries so far.</summary>
    public long Size { get; private set; }

    private int Width => (int)(Size % TileId.WidthMax);

    /// <summary>Continues stored bundles.</summary>
    /// <param name="size">Number of entries so far.</param>
    /// <param name="lastPartial">Bytes of the partial bundle at the end; empty when the last bundle is full.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative.</exception>
    /// <exception cref="InvalidDataException">The bundle's number of entries does not go with the size.</exception>
    public static BundleBuilder Resume(long size, ReadOnlyMemory<byte> lastPartial)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);

        var builder = new BundleBuilder { Size = size };
        var width = lastPartial.IsEmpty ? 0 : EntryBundle.Parse(lastPartial).Value?.Count;
        if (width != builder.Width)
            throw new InvalidDataException("The stored partial bundle does not go with the size.");

        builder._open.AddRange(lastPartial.Span);
        return builder;
    }

    /// <summary>
    /// Adds entries at the end and gives every bundle that is new or longer than before, full ones first.
    /// </summary>
    public IReadOnlyList<Tile> Append(ReadOnlySpan<Commitment> commitments)
    {
        var changed = new List<Tile>();
        foreach (ref readonly var commitment in commitments)
        {
            EntryBundle.Append(_open, commitment.Value.AsSpan());
            Size = checked(Size + 1);
            if (Width == 0)
                changed.Add(Close());
        }

        if (Width != 0 && !commitments.IsEmpty)
            changed.Add(new Tile(new TileId(TileId.EntriesLevel, Size / TileId.WidthMax, Width), Bytes()));

        return changed;
    }

    private Tile Close()
    {
        var full = new Tile(new TileId(TileId.EntriesLevel, (Size - 1) / TileId.WidthMax, TileId.WidthMax), Bytes());
        _open.Clear();
        return full;
    }

    private byte[] Bytes() => CollectionsMarshal.AsSpan(_open).ToArray();
}
