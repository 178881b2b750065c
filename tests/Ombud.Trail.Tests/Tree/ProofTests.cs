using CsCheck;
using Ombud.Trail.Tiles;
using Ombud.Trail.Tree;

namespace Ombud.Trail.Tests.Tree;

public class ProofTests
{
    private const int Largest = 600;

    private static readonly SampleLog Log = new(Largest);
    private static readonly Hash32[] Roots = [.. Enumerable.Range(0, Largest + 1).Select(Log.Root)];

    private static readonly Gen<(int Size, int Index)> Leaf =
        Gen.Int[1, Largest].SelectMany(size => Gen.Int[0, size - 1].Select(index => (size, index)));

    [Fact]
    public void Every_size_has_inclusion_proofs_that_verify_for_its_edges_and_a_spread_of_leaves()
    {
        for (var size = 1; size <= Largest; size++)
        {
            foreach (var index in Enumerable.Range(0, 12).Select(i => i * (size - 1) / 11).Distinct())
            {
                var proof = InclusionProof.Compute(index, size, Log.Read);
                Assert.True(InclusionProof.Verify(Log.LeafHashes[index], index, size, proof, Roots[size]));
            }
        }
    }

    [Fact]
    public void Inclusion_proofs_are_those_of_the_recursive_definition() =>
        Leaf.Sample(
            leaf => Same(
                Oracle.Path(leaf.Index, Log.LeafData[..leaf.Size]),
                InclusionProof.Compute(leaf.Index, leaf.Size, Log.Read)),
            iter: 60);

    [Fact]
    public void Consistency_proofs_are_those_of_the_recursive_definition() =>
        Leaf.Where(leaf => leaf.Index > 0).Sample(
            leaf => Same(
                Oracle.Consistency(leaf.Index, Log.LeafData[..leaf.Size]),
                ConsistencyProof.Compute(leaf.Index, leaf.Size, Log.Read)),
            iter: 60);

    [Fact]
    public void Consistency_proofs_verify_from_every_earlier_size() =>
        Gen.Int[0, Largest].Sample(
            size =>
            {
                for (var from = 0; from <= size; from++)
                {
                    var proof = ConsistencyProof.Compute(from, size, Log.Read);
                    Assert.True(ConsistencyProof.Verify(from, size, proof, Roots[from], Roots[size]));
                }
            },
            iter: 40);

    [Fact]
    public void One_flipped_bit_anywhere_breaks_an_inclusion_proof() =>
        Gen.Select(Leaf, Gen.Int[0, int.MaxValue]).Sample((leaf, bit) =>
        {
            var hashes = (Hash32[])
            [
                Log.LeafHashes[leaf.Index],
                .. InclusionProof.Compute(leaf.Index, leaf.Size, Log.Read),
                Roots[leaf.Size],
            ];
            Flip(hashes, bit);

            return !InclusionProof.Verify(hashes[0], leaf.Index, leaf.Size, hashes.AsSpan()[1..^1], hashes[^1]);
        });

    [Fact]
    public void One_flipped_bit_anywhere_breaks_a_consistency_proof() =>
        Gen.Select(Leaf.Where(leaf => leaf.Index > 0), Gen.Int[0, int.MaxValue]).Sample((leaf, bit) =>
        {
            var (from, size) = (leaf.Index, leaf.Size);
            var hashes = (Hash32[])[Roots[from], .. ConsistencyProof.Compute(from, size, Log.Read), Roots[size]];
            Flip(hashes, bit);

            return !ConsistencyProof.Verify(from, size, hashes.AsSpan()[1..^1], hashes[0], hashes[^1]);
        });

    [Fact]
    public void A_proof_of_one_leaf_proves_no_other_leaf_of_the_tree() =>
        Leaf.Sample(
            leaf =>
            {
                var proof = InclusionProof.Compute(leaf.Index, leaf.Size, Log.Read);
                for (var other = -1; other <= leaf.Size; other++)
                {
                    var proves = InclusionProof.Verify(
                        Log.LeafHashes[leaf.Index], other, leaf.Size, proof, Roots[leaf.Size]);
                    Assert.Equal(other == leaf.Index, proves);
                }
            },
            iter: 60);

    [Fact]
    public void A_proof_does_not_verify_against_the_root_of_another_size() =>
        Gen.Select(Leaf, Gen.Int[0, Largest]).Where((leaf, other) => leaf.Size != other).Sample((leaf, other) =>
        {
            var (from, size) = (leaf.Index, leaf.Size);
            var inclusion = InclusionProof.Compute(leaf.Index, size, Log.Read);
            var consistency = ConsistencyProof.Compute(from, size, Log.Read);

            // A tree of nothing is the beginning of every tree, so from 0 on any root will do.
            return !InclusionProof.Verify(Log.LeafHashes[leaf.Index], leaf.Index, other, inclusion, Roots[other])
                && (from == 0 || !ConsistencyProof.Verify(from, other, consistency, Roots[from], Roots[other]));
        });

    [Fact]
    public void A_proof_with_a_hash_too_many_or_too_few_is_refused() =>
        Leaf.Sample(leaf =>
        {
            var proof = InclusionProof.Compute(leaf.Index, leaf.Size, Log.Read);
            var (hash, root) = (Log.LeafHashes[leaf.Index], Roots[leaf.Size]);

            var wrong = (Hash32[][])[[.. proof, root], [.. proof.Skip(1)], [.. proof.SkipLast(1)]];
            return wrong.Where(each => each.Length != proof.Length)
                .All(each => !InclusionProof.Verify(hash, leaf.Index, leaf.Size, each, root));
        });

    [Fact]
    public void Whatever_is_handed_to_the_verifiers_they_answer_no_and_do_not_throw() =>
        Gen.Select(Gen.Long, Gen.Long, Gen.Int[0, 70]).Sample((a, b, length) =>
        {
            var proof = new Hash32[length];
            return !InclusionProof.Verify(default, a, b, proof, default)
                && !ConsistencyProof.Verify(a, b, proof, default, TreeHash.Empty)
                && !ConsistencyProof.Verify(Math.Abs(a % 10) + 1, b, proof, default, TreeHash.Empty);
        });

    [Fact]
    public void A_tree_does_not_continue_an_empty_one_with_a_wrong_root()
    {
        Assert.True(ConsistencyProof.Verify(0, 5, [], TreeHash.Empty, Roots[5]));
        Assert.False(ConsistencyProof.Verify(0, 5, [], Roots[1], Roots[5]));
        Assert.False(ConsistencyProof.Verify(0, 5, [Roots[1]], TreeHash.Empty, Roots[5]));
        Assert.False(ConsistencyProof.Verify(0, 0, [], Roots[1], Roots[1]));
    }

    [Fact]
    public void Proofs_read_only_the_tiles_that_were_named_beforehand() =>
        Leaf.Sample(leaf =>
        {
            var (index, size) = (leaf.Index, leaf.Size);
            InclusionProof.Compute(index, size, Only(InclusionProof.TilesFor(index, size)));
            ConsistencyProof.Compute(index, size, Only(ConsistencyProof.TilesFor(index, size)));
            Assert.Equal(Roots[size], Frontier.FromTiles(size, Only(Frontier.TilesFor(size))).Root());
        });

    [Fact]
    public void A_proof_that_cannot_be_is_refused_at_once()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.Compute(5, 5, Log.Read));
        Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.Compute(-1, 5, Log.Read));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConsistencyProof.Compute(6, 5, Log.Read));
        Assert.Throws<InvalidDataException>(() => InclusionProof.Compute(0, 5, _ => new byte[32]));
    }

    private static bool Same(List<byte[]> expected, Hash32[] actual) =>
        expected.Select(hash => Hash32.From(hash)).SequenceEqual(actual);

    private static TileReader Only(IReadOnlyList<TileId> named) => tile =>
    {
        Assert.Contains(tile, named);
        return Log.Read(tile);
    };

    private static void Flip(Hash32[] hashes, int bit)
    {
        var at = bit % (hashes.Length * 256);
        var bytes = hashes[at / 256].ToArray();
        bytes[at % 256 / 8] ^= (byte)(1 << (at % 8));
        hashes[at / 256] = Hash32.From(bytes);
    }
}
