using CsCheck;
using Ombud.Trail.Tiles;

namespace Ombud.Trail.Tests.Tiles;

public class TilePathTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 1234067, 256, "tile/0/x001/x234/067")]
    [InlineData(2, 1000, 17, "tile/2/x001/000.p/17")]
    [InlineData(63, 999, 255, "tile/63/999.p/255")]
    [InlineData(TileId.EntriesLevel, 273, 112, "tile/entries/273.p/112")]
    public void A_tile_has_one_path_and_the_path_one_tile(int level, long index, int width, string path)
    {
        var tile = new TileId(level, index, width);

        Assert.Equal(path, TilePath.Format(tile));
        Assert.Equal(tile, TilePath.Parse(path).OrThrow());
    }

    [Fact]
    public void Every_tile_comes_back_from_its_path() =>
        Gen.Select(Gen.Int[-1, 63], Gen.Long[0, long.MaxValue], Gen.Int[1, 256]).Sample((level, index, width) =>
        {
            var tile = new TileId(level, index, width);
            return TilePath.Parse(TilePath.Format(tile)).OrThrow() == tile;
        });

    [Theory]
    [InlineData("")]
    [InlineData("tile")]
    [InlineData("tile/")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/00/000")]
    [InlineData("tile/+1/000")]
    [InlineData("tile/0/00")]
    [InlineData("tile/0/0000")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/002")]
    [InlineData("tile/0/x001")]
    [InlineData("tile/0/xx001/002")]
    [InlineData("tile/0/x001/002/")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p/1/2")]
    [InlineData("tile/Entries/000")]
    [InlineData("Tile/0/000")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("tile/0/٠٠٠")]
    public void Another_spelling_is_refused_with_a_reason(string path) =>
        Assert.NotEmpty(TilePath.Parse(path).Reason!);

    [Fact]
    public void No_text_makes_the_parser_throw() =>
        Gen.String[Gen.Char["tile/0123456789x.p-+ entris"], 0, 40].Sample(text =>
            TilePath.Parse("tile/" + text) is var parsed
            && (parsed.IsOk ? TilePath.Format(parsed.Value) == "tile/" + text : parsed.Reason.Length > 0));

    [Fact]
    public void A_tile_that_cannot_be_has_no_path()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TilePath.Format(new TileId(64, 0, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TilePath.Format(new TileId(0, -1, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => TilePath.Format(new TileId(0, 0, 257)));
    }
}
