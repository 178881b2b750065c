using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Ombud.SignIn.ApiKeys;
using Ombud.Tests.Running;

namespace Ombud.Tests.Consents;

/// <summary>A site that reports answers with an API key.</summary>
internal sealed class ConsentCaller(HttpClient http, string key)
{
    public const string Version = "2026-01-01";
    public const string Controller = "aerotek-se";

    public static async Task<ConsentCaller> OfAsync(OmbudApp app, Scope? controllers = null, Scope? purposes = null)
    {
        var (_, text) = await app.Get<ApiKeyRing>().CreateAsync(
            new NewApiKey("site", controllers ?? Scope.All, purposes ?? Scope.All, Scope.Of("consent")), CancellationToken.None);
        return new ConsentCaller(app.Http, text);
    }

    public static string Body(
        string key = "newsletters", string answer = "given", Guid? subject = null, bool isTopic = true, string version = Version,
        string controller = Controller) =>
        $$"""
        { {{(subject is { } id ? $"\"subject\": \"{id}\"," : "")}} "controller": "{{controller}}",
          "{{(isTopic ? "topic" : "purpose")}}": "{{key}}", "answer": "{{answer}}",
          "shown": { "noticeVersion": "{{version}}", "language": "sv" } }
        """;

    public async Task<(HttpResponseMessage Response, JsonElement Answer)> PostAsync(string body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/consents")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        var response = await http.SendAsync(request);
        return (response, await JsonOfAsync(response));
    }

    public async Task<(HttpResponseMessage Response, JsonElement Answer)> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var response = await http.SendAsync(request);
        return (response, await JsonOfAsync(response));
    }

    private static async Task<JsonElement> JsonOfAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync() is { Length: > 0 } text ? text : "null");
        return document.RootElement.Clone();
    }
}
