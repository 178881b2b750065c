using System.Text;
using CsCheck;
using CsvHelper;
using Ombud.Layout;
using Ombud.MyData.Porting;

namespace Ombud.Tests.MyData.Porting;

[Trait("Promise", "rights.portability")]
public sealed class PortableCsvTests
{
    private const string Signs = "=+-@'\t\r\n\uFF1D\"a";

    [Fact]
    public void Every_value_comes_back_as_it_was()
    {
        var data = MadeUpData.Of([.. MadeUpData.Hostile.Select(value => (MadeUpData.Field(null), value))]);

        var rows = PortableCsv.Read(TextOf(data));

        Assert.Equal(MadeUpData.Hostile, rows.Select(row => row["value"]));
        Assert.All(rows, row => Assert.Equal("Avtal med dig", row["basis"]));
    }

    [Fact]
    public void Any_text_comes_back_as_it_was() => Gen.String.Array[1, 8].Sample(values =>
    {
        // Half a surrogate pair is no text, and has no form in UTF-8.
        string[] texts = [.. values.Select(value => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(value)))];
        var data = MadeUpData.Of([.. texts.Select(value => (MadeUpData.Field(null), value))]);

        return PortableCsv.Read(TextOf(data)).Select(row => row["value"]).SequenceEqual(texts);
    }, iter: 300);

    [Fact]
    public void No_cell_begins_as_a_formula_does()
    {
        var data = MadeUpData.Of([.. MadeUpData.Hostile.Select(value => (MadeUpData.Field(null), value))]);
        using var csv = CsvReader.FromText(TextOf(data), new CsvReaderOptions { Separator = ',', HasHeader = false });

        var cells = 0;
        while (csv.Read())
        {
            foreach (var cell in csv.Current.ToArray())
            {
                cells++;
                Assert.False(cell.Length > 0 && "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".Contains(cell[0]), cell[..Math.Min(20, cell.Length)]);
            }
        }
        Assert.Equal((MadeUpData.Hostile.Length + 1) * 8, cells);
    }

    [Fact]
    public void Taking_one_apostrophe_away_gives_back_what_was_guarded() =>
        Gen.OneOf(Gen.String, Gen.Int[0, Signs.Length - 1].Array[0, 4].Select(signs => string.Concat(signs.Select(at => Signs[at]))))
            .Sample(value => SpreadsheetGuard.Unguard(SpreadsheetGuard.Guard(value)) == value);

    [Fact]
    public void The_file_begins_with_a_mark_and_ends_its_lines_as_the_RFC_says()
    {
        var bytes = PortableCsv.Of(MadeUpData.Of((MadeUpData.Field(null), "a \"b\"")), Language.English);

        Assert.Equal(new byte[] { 0xEF, 0xBB, 0xBF }, bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes.AsSpan(3)).Split("\r\n");
        Assert.Equal("\"id\",\"category\",\"field\",\"label\",\"value\",\"controller\",\"basis\",\"collectedAt\"", lines[0]);
        Assert.Equal(
            ",\"cv\",\"field\",\"Field\",\"a \"\"b\"\"\",\"Provmärket AB\",\"A contract with you\",\"2026-06-01T12:00:00.0000000Z\"",
            lines[1][38..]);
        Assert.Equal(("", 3), (lines[2], lines.Length));
    }

    private static string TextOf(PortableData data)
    {
        using var reader = new StreamReader(new MemoryStream(PortableCsv.Of(data, Language.Swedish)), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
