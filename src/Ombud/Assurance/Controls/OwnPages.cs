using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Ombud.Layout.Http;

namespace Ombud.Assurance.Controls;

/// <summary>Looks at the product's own pages as a reader's browser would get them.</summary>
internal sealed class OwnPages(IServer server, OwnRequests own) : IDisposable
{
    // Our own address on this machine: its certificate may be for the public name, which nobody here resolves.
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        SslOptions = { RemoteCertificateValidationCallback = IsOurs },
    })
    { Timeout = TimeSpan.FromSeconds(30) };

    private static bool IsOurs(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        (errors & ~SslPolicyErrors.RemoteCertificateNameMismatch) == SslPolicyErrors.None;

    public static IReadOnlyList<string> Languages { get; } = ["sv", "en"];

    /// <summary>Where the product listens, as it was told to.</summary>
    public IReadOnlyCollection<string> Addresses =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses is { Count: > 0 } addresses ? [.. addresses]
            : throw new InvalidOperationException("Nothing is served yet.");

    private Uri Address => Here(Addresses.First());

    private static Uri Here(string address) => new(address.Replace("[::]", "127.0.0.1", StringComparison.Ordinal)
        .Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal)
        .Replace("//+", "//127.0.0.1", StringComparison.Ordinal).Replace("//*", "//127.0.0.1", StringComparison.Ordinal));

    /// <summary>The answer to a GET.</summary>
    /// <param name="path">From <c>/</c>, with language.</param>
    /// <param name="cancel">Ends it.</param>
    /// <param name="cookie">The sign-in as whom it is asked; null for none.</param>
    public async Task<HttpResponseMessage> AskAsync(string path, CancellationToken cancel, string? cookie = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, path));
        own.Mark(request);
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        return await _http.SendAsync(request, cancel);
    }

    /// <summary>The answer to a GET over TLS, or as a proxy that ended TLS passes one on.</summary>
    /// <param name="host">The public name that is asked for.</param>
    public async Task<HttpResponseMessage> AskSecurelyAsync(string path, string host, CancellationToken cancel)
    {
        var address = Here(Addresses.FirstOrDefault(known => known.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            ?? Addresses.First());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        request.Headers.Host = host;
        own.Mark(request);
        return await _http.SendAsync(request, cancel);
    }

    /// <summary>A page, parsed.</summary>
    /// <inheritdoc cref="AskAsync"/>
    public async Task<IDocument> ReadAsync(string path, CancellationToken cancel, string? cookie = null) =>
        await new HtmlParser().ParseDocumentAsync(await ReadTextAsync(path, cancel, cookie), cancel);

    /// <summary>What a path answers, as text.</summary>
    /// <inheritdoc cref="AskAsync"/>
    public async Task<string> ReadTextAsync(string path, CancellationToken cancel, string? cookie = null)
    {
        using var response = await AskAsync(path, cancel, cookie);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsStringAsync(cancel);
    }

    public void Dispose() => _http.Dispose();
}
