using System.Security.Cryptography;
using System.Text;

namespace Ombud.MyData.Taking;

/// <summary>The report's own look, inside it: the file must stand alone, on paper and on a disk.</summary>
internal static class ReportStyle
{
    internal const string Css =
        "body{font:1rem/1.5 system-ui,sans-serif;margin:0;color:#111;background:#fff}main{max-width:72rem;margin:0 auto;padding:1rem}"
        + "table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem}caption{text-align:left;font-weight:600}"
        + "th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}"
        + "td .heading{display:none}td ul{margin:0;padding-left:1.1rem}dt{font-weight:600}.tag{border:1px solid #767676;padding:0 .3rem}"
        + "@media print{main{max-width:none;padding:0}h2{break-after:avoid}tr{break-inside:avoid}a{color:inherit}}";

    /// <summary>What the browser may apply: this text and no other.</summary>
    internal static readonly string ContentSecurityPolicy =
        "default-src 'none'; style-src 'sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))
        + "'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; script-src 'none'";
}
