using System.Runtime.Versioning;
using System.Text;
using CsCheck;
using static Ombud.Connectors.Tests.Contract.Plans;

namespace Ombud.Connectors.Tests.Folders;

/// <summary>Rows that nobody erases stay as they are, byte for byte.</summary>
public sealed class VerbatimTests
{
    private static readonly Gen<string> Cell = Gen.OneOf(
        Gen.Const(""), Gen.String[Gen.Char["abcåäö人 .-"], 1, 12], Gen.String[Gen.Char["ab\"\r\n,;'é "], 0, 12].Select(Quoted));

    private static readonly Gen<(string Text, string Blank, bool Goes)> Record = Gen.Select(
        Cell, Cell, One("\n", "\r\n"), One("", "", "", "\n", "\r\n"), Gen.Bool,
        (first, second, end, blank, goes) => ($"{first},{second}{end}", blank, goes));

    private static readonly Gen<(string Text, string Blank, bool Goes)> Line = Gen.Select(
        One(
            "{\"id\":ID}", "{ \"a\" : [1.50, {\"id\":7}], \"id\":ID }",
            "\t{\"\\u0069d\":ID,\"b\":\"\\u00e5å\\n}\"}", "{\"x\":{},\"id\":ID }"),
        One("\n", "\r\n"), One("", "", "\n", " \r\n"), Gen.Bool,
        (text, end, blank, goes) => (text + end, blank, goes));

    [Fact]
    public async Task Whatever_a_csv_file_holds_only_the_rows_that_go_are_missing() =>
        await Gen.Select(Record.Array[0, 40], Gen.Bool, Gen.Bool).SampleAsync(async (records, hasMark, endsOpen) =>
        {
            using var folder = new TestFolder();
            var head = (hasMark ? "\uFEFF" : "") + "id,name,\"no\nte\"\r\n";
            string Row(int id, string text) => $"{(id % 2 == 0 ? $"\"{id}\"" : $"{id}")},{text}";
            string Text(bool all) => head + string.Concat(
                records.Select((record, id) => (all || !record.Goes ? Row(id, record.Text) : "") + record.Blank));
            var (before, after) = (Text(all: true), Text(all: false));
            // The last line end is nobody's but the last row's.
            if (endsOpen && records.Length > 0 && !records[^1].Goes)
                (before, after) = (before.TrimEnd('\r', '\n'), after.TrimEnd('\r', '\n'));
            folder.Write("t.csv", before);
            object[] keys = [.. Enumerable.Range(0, records.Length).Where(id => records[id].Goes).Cast<object>()];

            Assert.Equal(keys.Length, await folder.DeleteAsync(Table("t", Field("id"), Field("name")), keys));

            Assert.Equal(after, folder.Read("t.csv"));
        }, iter: 300, threads: 1);

    [Fact]
    public async Task Whatever_json_lines_hold_only_the_rows_that_go_are_missing() =>
        await Gen.Select(Line.Array[0, 40], Gen.Bool, Gen.Bool).SampleAsync(async (lines, hasMark, endsOpen) =>
        {
            using var folder = new TestFolder();
            string Text(bool all) => (hasMark ? "\uFEFF" : "") + string.Concat(lines.Select((line, id) =>
                (all || !line.Goes ? line.Text.Replace("ID", $"{id}", StringComparison.Ordinal) : "") + line.Blank));
            var (before, after) = (Text(all: true), Text(all: false));
            if (endsOpen && lines.Length > 0 && !lines[^1].Goes)
                (before, after) = (before.TrimEnd(), after.TrimEnd());
            folder.Write("t.jsonl", before);
            object[] keys = [.. Enumerable.Range(0, lines.Length).Where(id => lines[id].Goes).Cast<object>()];

            Assert.Equal(keys.Length, await folder.DeleteAsync(Table("t", Field("id")), keys));

            Assert.Equal(after, folder.Read("t.jsonl"));
        }, iter: 200, threads: 1);

    [Fact]
    public async Task Bytes_that_are_no_text_stay_in_fields_that_nobody_described()
    {
        using var folder = new TestFolder();
        byte[] row = [.. "2,"u8, 0xC3, 0x28, 0xFF, .. ",\"x\"\r\n"u8];
        byte[] before = [.. "id,raw,note\n1,a,b\n"u8, .. row, .. "3,c,"u8];
        byte[] after = [.. "id,raw,note\n"u8, .. row, .. "3,c,"u8];
        await File.WriteAllBytesAsync(folder.PathOf("t.csv"), before);

        Assert.Equal(1, await folder.DeleteAsync(Table("t", Field("id"), Field("note")), "1"));

        Assert.Equal(after, await File.ReadAllBytesAsync(folder.PathOf("t.csv")));
    }

    [Fact]
    public async Task Of_a_csv_row_that_changes_the_other_cells_stay_as_they_are_written()
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", "id;name;\"note\";land\r\n1;Anna;\"a \"\"b\"\"\r\nc\";\"SE\"\r\n2;Rolf;;\"\"");
        var table = Table("t", Field("id"), Field("name"), Field("note"), Field("land"));
        await using var connector = folder.Open(";Delimiter=semicolon");
        await using (var erasing = await connector.BeginErasingAsync([], CancellationToken.None))
        {
            await erasing.OverwriteAsync(table, ["1"], [("name", "x;\"y\""), ("land", "NO")], CancellationToken.None);
            await erasing.OverwriteAsync(table, ["1"], [("name", "z;\"y\"")], CancellationToken.None);
            await erasing.OverwriteAsync(table, ["2"], [("name", null), ("note", ""), ("land", null)], CancellationToken.None);
            await erasing.CommitAsync(CancellationToken.None);
        }

        Assert.Equal(
            "id;name;\"note\";land\r\n1;\"z;\"\"y\"\"\";\"a \"\"b\"\"\r\nc\";\"NO\"\r\n2;;\"\";", folder.Read("t.csv"));
    }

    [Fact]
    public async Task Of_a_json_line_that_changes_the_other_properties_stay_as_they_are_written()
    {
        using var folder = new TestFolder();
        folder.Write("t.jsonl",
            "\uFEFF{ \"id\" : 1, \"na\\u006de\":\"Ann\\u0061\",  \"big\":1.50e3 , \"of\":{ \"a\":[1, 2]} }\r\n\n"
            + "{\"id\":2}\n{\"id\":3,\"name\":null}");
        var table = Table("t", Field("id"), Field("name"), Field("of"));

        await folder.OverwriteAsync(table, 1, ("name", "åsa \"x\""), ("of", "{}"));
        await folder.OverwriteAsync(table, 2L, ("name", "new"), ("of", null));
        await folder.OverwriteAsync(table, 3L, ("name", true));

        Assert.Equal(
            "\uFEFF{ \"id\" : 1, \"na\\u006de\":\"åsa \\\"x\\\"\",  \"big\":1.50e3 , \"of\":{} }\r\n\n"
            + "{\"id\":2,\"name\":\"new\"}\n{\"id\":3,\"name\":true}",
            folder.Read("t.jsonl"));
    }

    [Fact]
    public async Task A_file_in_another_encoding_is_read_and_written_in_it()
    {
        using var folder = new TestFolder();
        await File.WriteAllBytesAsync(folder.PathOf("t.csv"), Encoding.Latin1.GetBytes("id\tnamn\n1\tÅsa\n2\tÖrjan\n"));
        var (table, words) = (Table("t", Field("id"), Field("namn")), ";Delimiter=tab;Encoding=windows-1252");

        Assert.Equal(["1|Åsa"], await folder.FindAsync(table, "namn", "Åsa", words));
        await using (var connector = folder.Open(words))
        await using (var erasing = await connector.BeginErasingAsync([], CancellationToken.None))
        {
            await erasing.OverwriteAsync(table, ["2"], [("namn", "é")], CancellationToken.None);
            await erasing.CommitAsync(CancellationToken.None);
        }

        Assert.Equal("id\tnamn\n1\tÅsa\n2\té\n", await File.ReadAllTextAsync(folder.PathOf("t.csv"), Encoding.Latin1));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task The_file_keeps_its_mode()
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", "id\n1\n2\n");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherWrite;
        File.SetUnixFileMode(folder.PathOf("t.csv"), Mode);

        await folder.DeleteAsync(Table("t", Field("id")), "1");

        Assert.Equal(Mode, File.GetUnixFileMode(folder.PathOf("t.csv")));
        Assert.Equal(["t.csv"], folder.Names);
    }

    [Fact]
    public async Task An_empty_cell_is_null_and_one_in_quotes_is_a_text()
    {
        using var folder = new TestFolder();
        folder.Write("t.csv", "id,a,b\n1,,\"\"\n");

        Assert.Equal(["1|null|"], await folder.FindAsync(Table("t", Field("id"), Field("a"), Field("b")), "id", "1"));
        Assert.Equal(["1"], await folder.FindAsync(Table("t", Field("id")), "b", ""));
        Assert.Empty(await folder.FindAsync(Table("t", Field("id")), "a", ""));
    }

    private static Gen<string> One(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(place => texts[place]);

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
