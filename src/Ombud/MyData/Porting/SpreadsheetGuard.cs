namespace Ombud.MyData.Porting;

/// <summary>
/// Keeps a spreadsheet from running a value as a formula: a value that begins with one of the characters below gets an apostrophe
/// before it. Since that is one of them, taking one apostrophe from every value that begins with one gives back what was there.
/// </summary>
internal static class SpreadsheetGuard
{
    private const char Mark = '\'';

    // The wide forms are formulas to spreadsheets that are set to East Asian languages.
    private const string Guarded = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20'";

    /// <summary>A value as it stands in a cell.</summary>
    public static string Guard(string value) =>
        value.Length > 0 && Guarded.Contains(value[0], StringComparison.Ordinal) ? Mark + value : value;

    /// <summary>The value of a cell.</summary>
    public static string Unguard(string cell) => cell.StartsWith(Mark) ? cell[1..] : cell;
}
