using System.Globalization;
using System.Text;

namespace Ombud.Paper.Pdf;

/// <summary>How texts and numbers are written in a PDF.</summary>
internal static class PdfSyntax
{
    /// <summary>A text in UTF-16, in hexadecimal: nothing in it can end the string or mean anything.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(Whole(text)))}>";

    /// <summary>A text of ASCII, in hexadecimal.</summary>
    public static string Ascii(string text) => $"<{Convert.ToHexString(Encoding.ASCII.GetBytes(text))}>";

    /// <summary>A length or place on the page.</summary>
    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A reference to another object.</summary>
    public static string Reference(int id) => string.Create(CultureInfo.InvariantCulture, $"{id} 0 R");

    /// <summary>A moment, in UTC.</summary>
    public static string Moment(DateTimeOffset at) =>
        $"(D:{at.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}Z)";

    // Half a surrogate pair is no text.
    private static string Whole(string text) => Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text));
}
