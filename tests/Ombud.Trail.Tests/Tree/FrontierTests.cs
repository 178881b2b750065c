using CsCheck;
using Ombud.Trail.Tree;

namespace Ombud.Trail.Tests.Tree;

public class FrontierTests
{
    [Fact]
    public void Growing_leaf_by_leaf_gives_the_root_of_the_recursive_definition_at_every_size()
    {
        var log = new SampleLog(600);
        var frontier = new Frontier();
        Assert.Equal(Oracle.Root([]), frontier.Root().ToArray());

        for (var size = 1; size <= 600; size++)
        {
            frontier.Append(log.LeafHashes[size - 1]);
            if (size % 7 == 0 || size < 40 || size is 255 or 256 or 257 or 511 or 512 or 513)
                Assert.Equal(Oracle.Root(log.LeafData[..size]), frontier.Root().ToArray());
        }
    }

    [Fact]
    public void A_frontier_taken_up_from_tiles_grows_like_one_that_was_never_put_down()
    {
        var log = new SampleLog(600);
        Gen.Int[0, 600].Sample(
            size =>
            {
                var frontier = Frontier.FromTiles(size, log.Read);
                frontier.Append(log.LeafHashes.AsSpan(size));
                return frontier.Root() == log.Root(600);
            },
            iter: 40);
    }

    [Fact]
    public void Appending_does_not_allocate()
    {
        var frontier = new Frontier();
        var commitment = Commitment.Of(SampleLog.Salt(1), SampleLog.Body(1));
        frontier.Append(commitment.LeafHash());

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            frontier.Append(commitment.LeafHash());

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
