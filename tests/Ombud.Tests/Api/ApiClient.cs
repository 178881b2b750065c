using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Ombud.SignIn.ApiKeys;
using Ombud.Tests.Running;

namespace Ombud.Tests.Api;

/// <summary>Calls the API with a key, as a site would.</summary>
internal sealed class ApiClient : IDisposable
{
    private readonly HttpClient _http;

    private ApiClient(HttpClient http) => _http = http;

    /// <summary>A client with a key of these scopes, all of them where none is given.</summary>
    public static async Task<ApiClient> CreateAsync(
        OmbudApp app, Scope? controllers = null, Scope? purposes = null, Scope? actions = null)
    {
        var (_, text) = await app.Get<ApiKeyRing>().CreateAsync(
            new NewApiKey("test", controllers ?? Scope.All, purposes ?? Scope.All, actions ?? Scope.All), CancellationToken.None);
        var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", text);
        return new ApiClient(http);
    }

    /// <param name="once">The idempotency key.</param>
    public async Task<Answer> PostAsync(string path, object body, string? once = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1" + path)
        {
            Content = new StringContent(JsonSerializer.Serialize(body, JsonSerializerOptions.Web), Encoding.UTF8, "application/json"),
        };
        if (once is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", once);
        using var response = await _http.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public Task<Answer> PostTextAsync(string path, string body, string type = "application/json") =>
        PostBytesAsync(path, Encoding.UTF8.GetBytes(body), type);

    public async Task<Answer> PostBytesAsync(string path, byte[] body, string type = "application/json")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var response = await _http.PostAsync("/api/v1" + path, content);
        return await Answer.OfAsync(response);
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public async Task<Answer> SendAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        using var response = await _http.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What the API answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string? MediaType, string Text, string? RequestId)
{
    /// <summary>The JSON.</summary>
    public JsonElement Json { get; } = Text.Length == 0 ? default : JsonDocument.Parse(Text).RootElement;

    /// <summary>Reason code of a problem or a decision.</summary>
    public string? Reason => Json.TryGetProperty("reason", out var reason) ? reason.GetString() : null;

    /// <summary>Path and reason of each thing that is wrong.</summary>
    public IReadOnlyList<string> Errors => Json.TryGetProperty("errors", out var errors)
        ? [.. errors.EnumerateArray().Select(error => $"{error.GetProperty("path").GetString()} {error.GetProperty("reason").GetString()}")]
        : [];

    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(),
        response.Headers.TryGetValues("X-Request-Id", out var ids) ? ids.Single() : null);

    /// <summary>Makes sure it is a problem of that status and reason, complete and without the value that must not stand in it.</summary>
    public void IsProblem(HttpStatusCode status, string reason)
    {
        Assert.Equal((status, "application/problem+json", reason), (Status, MediaType, Reason));
        Assert.Equal("/problems/" + reason, Json.GetProperty("type").GetString());
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        Assert.Equal(RequestId, Json.GetProperty("traceId").GetString());
        Assert.NotEmpty(Json.GetProperty("title").GetString()!);
    }
}
