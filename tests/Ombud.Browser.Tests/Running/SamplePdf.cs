using System.Globalization;
using System.Text;

namespace Ombud.Browser.Tests.Running;

/// <summary>A small, whole PDF of one page: the CV of somebody who does not exist.</summary>
internal static class SamplePdf
{
    private static readonly string[] Objects =
    [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        "<< /Length 0 >>\nstream\n\nendstream",
    ];

    public static byte[] Bytes { get; } = Make();

    private static byte[] Make()
    {
        var (text, places) = (new StringBuilder("%PDF-1.4\n"), new List<int>());
        for (var i = 0; i < Objects.Length; i++)
        {
            places.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{Objects[i]}\nendobj\n");
        }

        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {Objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            text.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {Objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
