using System.Net;
using System.Text.Json;

namespace Ombud.Tests.Cases.Protocols;

/// <summary>What a protocol answered.</summary>
internal sealed record Reply(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public static async Task<Reply> OfAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            return new Reply(
                answer.StatusCode, await answer.Content.ReadAsStringAsync(),
                answer.Headers.ToDictionary(header => header.Key, header => string.Join(' ', header.Value), StringComparer.Ordinal));
        }
    }

    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>A member's text; null where it is left out.</summary>
    public string? this[string name] => Json.TryGetProperty(name, out var member) ? member.ToString() : null;
}
