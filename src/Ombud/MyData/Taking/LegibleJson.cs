using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ombud.MyData.Taking;

/// <summary>JSON as a file that people may want to read: on many lines, letters as they are.</summary>
internal static class LegibleJson
{
    private static readonly JsonSerializerOptions Legible = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Of(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString(Legible));
}
