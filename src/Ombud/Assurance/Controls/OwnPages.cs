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
        if (!string.IsNullOrEmpty(cookie))
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

    /// <summary>Fills in a page's form and sends it, as a browser would; null where the page has none that goes there.</summary>
    /// <param name="path">Of the page, with language; the form is sent to it, with whatever query it has.</param>
    /// <param name="fields">What is filled in; the hidden fields come along.</param>
    public async Task<SentForm?> SendAsync(
        string path, IReadOnlyDictionary<string, string> fields, CancellationToken cancel, string? cookie = null)
    {
        using var shown = await AskAsync(path, cancel, cookie);
        var page = await new HtmlParser().ParseDocumentAsync(await shown.Content.ReadAsStringAsync(cancel), cancel);
        var form = page.QuerySelectorAll("form[method=post]").FirstOrDefault(known => IsAt(known.GetAttribute("action"), path));
        if (form is null)
            return null;
        var filled = form.QuerySelectorAll("input[type=hidden]").Where(one => !fields.ContainsKey(one.GetAttribute("name") ?? ""))
            .Select(one => KeyValuePair.Create(one.GetAttribute("name") ?? "", one.GetAttribute("value") ?? "")).Concat(fields);
        var cookies = Joined(cookie, shown);

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, form.GetAttribute("action") ?? path))
        {
            Content = new FormUrlEncodedContent(filled),
        };
        own.Mark(request);
        if (cookies.Length > 0)
            request.Headers.Add("Cookie", cookies);
        using var answer = await _http.SendAsync(request, cancel);
        return new SentForm(
            (int)answer.StatusCode, answer.Headers.Location?.ToString(), [.. Told(answer)],
            Joined(cookies, answer), await answer.Content.ReadAsStringAsync(cancel));
    }

    private static bool IsAt(string? action, string path) => action is null || action.Split('?')[0] == path.Split('?')[0];

    // What a browser sends after an answer.
    private static string Joined(string? before, HttpResponseMessage answer) => string.Join("; ",
        [
            .. string.IsNullOrEmpty(before) ? [] : (string[])[before],
            .. answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(one => one.Split(';')[0]) : [],
        ]);

    // What anybody reads of an answer's head. Of a cookie it is the name and how long its value is.
    private static IEnumerable<string> Told(HttpResponseMessage answer) => answer.Headers.Concat(answer.Content.Headers)
        .Where(header => header.Key is not ("Date" or "Location" or "Content-Length"))
        .SelectMany(header => header.Value.Select(value => header.Key is "Set-Cookie"
            ? $"{header.Key}: {value.Split('=')[0]} {value.Length}" : $"{header.Key}: {value}")).Order(StringComparer.Ordinal);

    public void Dispose() => _http.Dispose();
}

/// <summary>What came of a form that was sent.</summary>
/// <param name="Headers">Its head without day, place and length, cookies by name and length.</param>
/// <param name="Cookies">What the browser sends from then on.</param>
internal sealed record SentForm(int Status, string? Location, IReadOnlyList<string> Headers, string Cookies, string Body);
