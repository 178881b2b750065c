using CsCheck;
using Ombud.Trail.Tiles;
using Ombud.Trail.Tree;

namespace Ombud.Trail.Tests.Tiles;

public class TileBuilderTests
{
    private const int Largest = 70_000;

    private static readonly Hash32[] Leaves =
        [.. Enumerable.Range(0, Largest).Select(i => TreeHash.Leaf(BitConverter.GetBytes(i)))];

    [Fact]
    public void However_the_leaves_are_split_into_batches_the_same_tiles_come_out() =>
        Gen.Int[0, 400].List[1, 8].Sample(
            batches =>
            {
                var size = batches.Sum();
                var stored = new Dictionary<TileId, byte[]>();
                var builder = new TileBuilder();
                foreach (var batch in batches)
                {
                    Store(stored, builder.Append(Leaves.AsSpan((int)builder.Size, batch)));
                    builder = TileBuilder.Resume(builder.Size, tile => stored[tile]);
                }

                var whole = new Dictionary<TileId, byte[]>();
                Store(whole, new TileBuilder().Append(Leaves.AsSpan(0, size)));
                Assert.All(whole, tile => Assert.Equal(tile.Value, stored[tile.Key]));
                Assert.Equal(Root(size), builder.Root());
            },
            iter: 60);

    [Fact]
    public void A_tree_of_70000_has_the_tiles_that_the_specification_counts()
    {
        var builder = new TileBuilder();
        var tiles = builder.Append(Leaves).Select(tile => tile.Id).ToList();

        Assert.Equal(273, tiles.Count(tile => tile is { Level: 0, IsFull: true }));
        Assert.Contains(new TileId(0, 273, 112), tiles);
        Assert.Contains(new TileId(1, 0, 256), tiles);
        Assert.Contains(new TileId(1, 1, 17), tiles);
        Assert.Contains(new TileId(2, 0, 1), tiles);
        Assert.Equal(277, tiles.Count);
        Assert.Equal(Root(Largest), builder.Root());
    }

    [Fact]
    public void A_full_first_tile_gives_a_second_level_of_one_hash_and_no_partial_first_level()
    {
        var tiles = new TileBuilder().Append(Leaves.AsSpan(0, 256));

        Assert.Equal([new TileId(0, 0, 256), new TileId(1, 0, 1)], tiles.Select(tile => tile.Id));
        Assert.Equal(Root(256).ToArray(), tiles[1].Bytes.ToArray());
    }

    [Fact]
    public void A_tile_that_did_not_change_is_not_given_again()
    {
        var builder = new TileBuilder();
        builder.Append(Leaves.AsSpan(0, 256));

        Assert.Equal([new TileId(0, 1, 1)], builder.Append(Leaves.AsSpan(256, 1)).Select(tile => tile.Id));
        Assert.Empty(builder.Append([]));
    }

    [Fact]
    public void Proofs_from_a_large_log_s_tiles_verify()
    {
        var stored = new Dictionary<TileId, byte[]>();
        Store(stored, new TileBuilder().Append(Leaves));
        var root = Root(Largest);

        Gen.Select(Gen.Int[0, Largest - 1], Gen.Int[1, Largest]).Sample(
            (index, from) =>
            {
                var inclusion = InclusionProof.Compute(index, Largest, tile => stored[tile]);
                var consistency = ConsistencyProof.Compute(from, Largest, tile => stored[tile]);
                return InclusionProof.Verify(Leaves[index], index, Largest, inclusion, root)
                    && ConsistencyProof.Verify(from, Largest, consistency, Root(from), root);
            },
            iter: 20);
    }

    [Fact]
    public void A_stored_tile_that_is_too_narrow_is_not_built_upon() =>
        Assert.Throws<InvalidDataException>(() => TileBuilder.Resume(3, _ => new byte[64]));

    private static Hash32 Root(int size)
    {
        var frontier = new Frontier();
        frontier.Append(Leaves.AsSpan(0, size));
        return frontier.Root();
    }

    private static void Store(Dictionary<TileId, byte[]> stored, IEnumerable<Tile> tiles)
    {
        foreach (var tile in tiles)
            stored[tile.Id] = tile.Bytes.ToArray();
    }
}
