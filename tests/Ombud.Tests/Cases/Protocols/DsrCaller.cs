using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Ombud.Database;
using Ombud.SignIn.ApiKeys;
using Ombud.Tests.Cases.Mailbox;
using Ombud.Tests.Running;

namespace Ombud.Tests.Cases.Protocols;

/// <summary>Controllers who pass requests on, each with its API key, to a product that signs its answers.</summary>
internal sealed class DsrCaller : IAsyncDisposable
{
    public const string Domain = "privacy.company.example";
    public const string Anna = "anna@person.example";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ombud-dsr-");

    private DsrCaller(OmbudApp app, IReadOnlyDictionary<string, string> keys) => (App, Keys) = (app, keys);

    public OmbudApp App { get; private set; }

    /// <summary>The keys' texts: of <c>client</c>, of <c>other</c>, of <c>client</c> where it may do nothing, of nobody.</summary>
    public IReadOnlyDictionary<string, string> Keys { get; }

    /// <summary>Starts the product, once to make keys and once with their controllers.</summary>
    public static async Task<DsrCaller> StartAsync(Engine engine = Engine.Sqlite)
    {
        var clock = CaseCaller.Clock();
        var app = await OmbudApp.StartAsync(engine, clock);
        var (ids, keys) = (new Dictionary<string, Guid>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var name in new[] { "client", "other", "idle", "nobody" })
        {
            var actions = name is "idle" ? Scope.Of(ApiScopes.Read) : Scope.Of(ApiScopes.Request);
            (ids[name], keys[name]) = await app.Get<ApiKeyRing>().CreateAsync(
                new NewApiKey(name, Scope.Of("nobody"), Scope.Of("nothing"), actions), None);
        }
        var storage = await app.StopAsync();
        var caller = new DsrCaller(app, keys);
        caller.App = await OmbudApp.StartAsync(storage, clock, [
            .. Certify(caller._folder.FullName), .. Controller("client", ids["client"]), .. Controller("other", ids["other"]),
            .. Controller("idle", ids["idle"]), "--OpenDsr:Controllers:client:Address", "office@client.example"]);
        return caller;
    }

    private static string[] Controller(string id, Guid key) =>
    [
        $"--OpenDsr:Controllers:{id}:Name", $"{id} AB", $"--OpenDsr:Controllers:{id}:Company", CaseCaller.Controller,
        $"--OpenDsr:Controllers:{id}:ApiKey", key.ToString("D"),
    ];

    /// <summary>Makes a certificate of an authority of our own, and gives the settings that name it.</summary>
    public static string[] Certify(string folder, string domain = Domain, int bits = 2048, bool isSelfSigned = false)
    {
        using var rootKey = RSA.Create(2048);
        using var key = RSA.Create(bits);
        var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var until = from.AddYears(10);
        var order = new CertificateRequest($"CN={domain}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(domain);
        order.CertificateExtensions.Add(names.Build());
        var authority = new CertificateRequest("CN=Test authority", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = authority.CreateSelfSigned(from, until);
        using var own = isSelfSigned ? order.CreateSelfSigned(from, until) : order.Create(root, from, until, [1, 2, 3, 4]);
        var (certificate, secret) = (Path.Combine(folder, "certificate.pem"), Path.Combine(folder, "key.pem"));
        File.WriteAllText(certificate, own.ExportCertificatePem() + "\n" + root.ExportCertificatePem());
        File.WriteAllText(secret, key.ExportPkcs8PrivateKeyPem());
        return ["--OpenDsr:Domain", domain, "--OpenDsr:Certificate", certificate, "--OpenDsr:Key", secret];
    }

    /// <summary>A request; change it to make it wrong.</summary>
    public Dictionary<string, object?> Request(
        string type = "erasure", string email = Anna, string id = "a7551968-d5d6-44b2-9831-815ac9017798") => new(StringComparer.Ordinal)
        {
            ["regulation"] = "gdpr", ["subject_request_id"] = id, ["subject_request_type"] = type,
            ["submitted_time"] = App.Now().AddDays(-2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null), ["api_version"] = "2.0",
            ["subject_identities"] = new[]
            {
                Identity("controller_customer_id", "raw", "4711"), Identity("email", "raw", email), Identity("email", "sha256", "ab12"),
            },
            ["status_callback_urls"] = new[] { "https://client.example/callbacks" },
            ["extensions"] = new Dictionary<string, object>(StringComparer.Ordinal) { ["other.example"] = new { id = 1 } },
        };

    public static Dictionary<string, object> Identity(string type, string format, string value) => new(StringComparer.Ordinal)
    {
        ["identity_type"] = type, ["identity_format"] = format, ["identity_value"] = value,
    };

    public Task<Reply> SubmitAsync(object request, string key = "client") =>
        SendAsync(HttpMethod.Post, "/v2/requests", key, JsonSerializer.SerializeToUtf8Bytes(request));

    public async Task<Reply> SendAsync(
        HttpMethod method, string path, string? key, byte[]? body = null, string type = "application/json", bool isLengthTold = true)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Keys[key]);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
            request.Headers.TransferEncodingChunked = !isLengthTold;
        }
        var reply = await Reply.OfAsync(await App.Http.SendAsync(request, None));
        await SignedAsync(reply);
        return reply;
    }

    // Whatever is answered is signed, by the key of the certificate that the discovery names.
    private async Task SignedAsync(Reply reply)
    {
        using var certificate = X509Certificate2.CreateFromPem(await App.Http.GetStringAsync("/v2/certificate.pem"));
        Assert.Equal(Domain, reply.Headers["X-OpenDSR-Processor-Domain"]);
        Assert.True(certificate.GetRSAPublicKey()!.VerifyData(
            Encoding.UTF8.GetBytes(reply.Text), Convert.FromBase64String(reply.Headers["X-OpenDSR-Signature"]), HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1));
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
