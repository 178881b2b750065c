using System.Globalization;
using System.Text;
using CsvHelper;
using Ombud.Layout;
using Ombud.MyData.Reading;

namespace Ombud.MyData.Porting;

/// <summary>What a person may take along as CSV by RFC 4180, one row a value; it begins with a byte order mark, by which
/// spreadsheets know UTF-8.</summary>
internal static class PortableCsv
{
    private static readonly CsvWriterOptions Writing = new() { Quoting = CsvQuoting.Always };
    private static readonly CsvReaderOptions Reading = new() { Separator = ',' };

    private static readonly string[] Header = ["id", "category", "field", "label", "value", "controller", "basis", "collectedAt"];

    /// <summary>The file, with labels and bases in the language of the reader.</summary>
    public static byte[] Of(PortableData data, Language language)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Encoding.UTF8.Preamble);
        using (var csv = CsvWriter.Create(bytes, Writing, leaveOpen: true))
        {
            csv.WriteRecord(Header);
            foreach (var record in data.Records)
                csv.WriteRecord([.. CellsOf(record, language).Select(SpreadsheetGuard.Guard)]);
        }
        return bytes.ToArray();
    }

    /// <summary>The rows of such a file by their columns, as they were before they were guarded.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string text)
    {
        using var csv = CsvReader.FromText(text, Reading);
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(Header.Zip(csv.Current.ToArray()).ToDictionary(
                cell => cell.First, cell => SpreadsheetGuard.Unguard(cell.Second), StringComparer.Ordinal));
        }
        return rows;
    }

    private static string[] CellsOf(PortableRecord record, Language language)
    {
        var (own, stored) = (record.Own, record.Own.Record);
        return
        [
            stored.Id.ToString(),
            own.Category.Id,
            stored.Field,
            own.Field?.Label.In(language.Code) ?? stored.Field,
            own.IsFile ? PageWords.FileNameOf(stored.Value.Value) : stored.Value.Value,
            own.Controller?.LegalName ?? stored.Controller,
            string.Join("; ", record.Bases.Select(basis => PageWords.BasisOf(basis.Basis, language)).Distinct(StringComparer.Ordinal)),
            stored.CollectedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ];
    }
}
