using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ombud.Connectors.Http;

/// <summary>Names a place in a JSON document, by RFC 6901.</summary>
internal static partial class JsonPointer
{
    public static bool IsOne(string text) => Form.IsMatch(text);

    /// <summary>What stands there; null where nothing does.</summary>
    public static JsonElement? Find(JsonElement root, string pointer)
    {
        var here = root;
        foreach (var token in pointer.Split('/').Skip(1))
        {
            // In this order, so that ~01 is ~1 and no slash.
            var name = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            switch (here.ValueKind)
            {
                case JsonValueKind.Object when here.TryGetProperty(name, out var member):
                    here = member;
                    break;
                case JsonValueKind.Array when Index.IsMatch(name)
                    && int.TryParse(name, CultureInfo.InvariantCulture, out var index) && index < here.GetArrayLength():
                    here = here[index];
                    break;
                default:
                    return null;
            }
        }

        return here;
    }

    [GeneratedRegex(@"^(/([^~/]|~[01])*)*\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form { get; }

    [GeneratedRegex(@"^(?:0|[1-9][0-9]{0,8})\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Index { get; }
}
