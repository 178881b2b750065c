using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NSec.Cryptography;
using Ombud.Tests.Cases.Mailbox;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases.Protocols;

/// <summary>An agent who signs, as libsodium's combined mode does: the signature before the message, all of it in base64.</summary>
internal sealed class DrpCaller(string id = "LO_AGENT", string name = "Lo Ombud AB") : IDisposable
{
    public const string Business = "AEROTEK_SE";
    public const string OtherBusiness = "AEROTEK_CA";
    public const string Anna = "anna@person.example";
    public const string Path = "/v1/data-rights-request";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Key _key = Key.Create(SignatureAlgorithm.Ed25519);

    public string Id => id;

    public string Name => name;

    public string VerifyKey => Convert.ToBase64String(_key.PublicKey.Export(KeyBlobFormat.RawPublicKey));

    /// <summary>What the operator configures for these agents.</summary>
    public static string[] Settings(params DrpCaller[] agents) =>
    [
        $"--DataRightsProtocol:Businesses:{Business}", CaseCaller.Controller,
        $"--DataRightsProtocol:Businesses:{OtherBusiness}", "aerotek-us-ca",
        .. agents.SelectMany(agent => new[]
        {
            $"--DataRightsProtocol:Agents:{agent.Id}:Name", agent.Name, $"--DataRightsProtocol:Agents:{agent.Id}:Key", agent.VerifyKey,
        }),
    ];

    /// <summary>The members of a request, as they are right now; change them to make it wrong.</summary>
    public Dictionary<string, object?> Claims(OmbudApp app, string exercise = "access", string email = Anna) =>
        new(StringComparer.Ordinal)
        {
            ["agent-id"] = id, ["business-id"] = Business, ["issued-at"] = Moment(app.Now()),
            ["expires-at"] = Moment(app.Now().AddMinutes(10)), ["drp.version"] = "1.0", ["agent-request-id"] = "request-1",
            ["exercise"] = exercise, ["regime"] = "ccpa", ["relationships"] = new[] { "customer" },
            ["status_callback"] = "https://agents.example/status", ["name"] = "Anna Exempel", ["email"] = email,
            ["email_verified"] = true, ["phone_number"] = "+14155550100",
        };

    public static string Moment(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", null);

    public string Sign(object message) => Sign(JsonSerializer.SerializeToUtf8Bytes(message));

    public string Sign(byte[] message) => Convert.ToBase64String([.. SignatureAlgorithm.Ed25519.Sign(_key, message), .. message]);

    public async Task<Reply> SetUpAsync(OmbudApp app, object? message = null, string? path = null) =>
        await SendAsync(app, HttpMethod.Post, path ?? $"/v1/agent/{id}", null, Sign(message ?? Claims(app)));

    /// <summary>A token for a business.</summary>
    public async Task<string> TokenAsync(OmbudApp app, string business = Business)
    {
        var claims = Claims(app);
        claims["business-id"] = business;
        var reply = await SetUpAsync(app, claims);
        Assert.Equal((200, id), ((int)reply.Status, reply["agent-id"]));
        return reply["token"]!;
    }

    public async Task<Reply> ExerciseAsync(OmbudApp app, object claims, string? token = null) =>
        await SendAsync(app, HttpMethod.Post, Path, token ?? await TokenAsync(app), Sign(claims));

    public async Task<Reply> StatusAsync(OmbudApp app, object request, string? token = null) =>
        await SendAsync(app, HttpMethod.Get, $"{Path}/{request}", token ?? await TokenAsync(app), null);

    public async Task<Reply> RevokeAsync(OmbudApp app, object request, object? message = null) => await SendAsync(
        app, HttpMethod.Delete, $"{Path}/{request}", await TokenAsync(app), Sign(message ?? new { reason = "No longer" }));

    /// <summary>Sends a body as it is.</summary>
    public static async Task<Reply> SendAsync(
        OmbudApp app, HttpMethod method, string path, string? token, string? body, bool isLengthTold = true)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.ASCII, "text/plain");
            request.Headers.TransferEncodingChunked = !isLengthTold;
        }
        return await Reply.OfAsync(await app.Http.SendAsync(request, None));
    }

    public void Dispose() => _key.Dispose();
}
