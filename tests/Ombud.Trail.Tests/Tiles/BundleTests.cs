using CsCheck;
using Ombud.Trail.Tiles;

namespace Ombud.Trail.Tests.Tiles;

public class BundleTests
{
    private static readonly Commitment[] Commitments = new SampleLog(700).Commitments;

    [Fact]
    public void However_the_entries_are_split_into_batches_the_same_bundles_come_out() =>
        Gen.Int[0, 300].List[1, 6].Where(batches => batches.Sum() is > 0 and <= 700).Sample(
            batches =>
            {
                var stored = new Dictionary<TileId, byte[]>();
                var builder = new BundleBuilder();
                foreach (var batch in batches)
                {
                    foreach (var bundle in builder.Append(Commitments.AsSpan((int)builder.Size, batch)))
                        stored[bundle.Id] = bundle.Bytes.ToArray();

                    var open = new TileId(TileId.EntriesLevel, builder.Size / 256, (int)(builder.Size % 256));
                    builder = BundleBuilder.Resume(builder.Size, stored.GetValueOrDefault(open) ?? []);
                }

                var entries = Enumerable.Range(0, (batches.Sum() + 255) / 256)
                    .Select(i => new TileId(TileId.EntriesLevel, i, Math.Min(256, batches.Sum() - (i * 256))))
                    .SelectMany(id => EntryBundle.Parse(stored[id]).OrThrow());
                return entries.Select(entry => Hash32.From(entry.Span))
                    .SequenceEqual(Commitments.Take(batches.Sum()).Select(commitment => commitment.Value));
            },
            iter: 60);

    [Fact]
    public void An_entry_has_its_length_before_it_the_higher_byte_first()
    {
        var bundle = new List<byte>();
        EntryBundle.Append(bundle, new byte[258]);
        EntryBundle.Append(bundle, [7]);

        Assert.Equal([1, 2], bundle.Take(2));
        Assert.Equal([0, 1, 7], bundle.Skip(260));
        Assert.Equal([258, 1], EntryBundle.Parse(bundle.ToArray()).OrThrow().Select(entry => entry.Length));
    }

    [Fact]
    public void Bytes_that_are_no_bundle_are_refused_with_a_reason()
    {
        Assert.False(EntryBundle.Parse(Array.Empty<byte>()).IsOk);
        Assert.False(EntryBundle.Parse(new byte[] { 0 }).IsOk);
        Assert.False(EntryBundle.Parse(new byte[] { 0, 2, 1 }).IsOk);
        Assert.False(EntryBundle.Parse(new byte[2 * 257]).IsOk);
        Assert.True(EntryBundle.Parse(new byte[2 * 256]).IsOk);
        Gen.Byte.Array[0, 600].Sample(bytes => EntryBundle.Parse(bytes) is { IsOk: true } or { Reason.Length: > 0 });
    }

    [Fact]
    public void A_partial_bundle_that_does_not_go_with_the_size_is_not_built_upon()
    {
        Assert.Throws<InvalidDataException>(() => BundleBuilder.Resume(3, new byte[34]));
        Assert.Throws<InvalidDataException>(() => BundleBuilder.Resume(3, ReadOnlyMemory<byte>.Empty));
        Assert.Throws<ArgumentException>(() => EntryBundle.Append([], new byte[65_536]));
    }
}
