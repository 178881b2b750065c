using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Ombud.SignIn.ApiKeys;

namespace Ombud.Tests.Api;

/// <summary>What address, key and length tell is answered before a body is read; a body beyond its limit is 413 however it comes.</summary>
public sealed partial class EarlyRefusalTests(OneApp one) : IClassFixture<OneApp>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Every_call_is_refused_to_a_key_that_may_not_make_it_before_its_body_comes()
    {
        var key = await NewKeyAsync(Scope.All, Scope.All, Scope.Of("nothing"));
        var paths = Paths().ToList();
        Assert.InRange(paths.Count, 8, int.MaxValue);

        foreach (var path in paths)
        {
            var (status, text) = await SendHeadersAsync(path, key);
            Assert.True(status == 403 && text.Contains("scope-action", StringComparison.Ordinal), $"{path}: {status} {text}");
        }
    }

    [Theory]
    [InlineData("contact-message", "scope-controller")]
    [InlineData("contact-message", "scope-purpose")]
    public async Task A_point_is_refused_to_a_key_that_none_of_its_versions_would_let_in(string point, string reason)
    {
        var key = reason == "scope-controller"
            ? await NewKeyAsync(Scope.Of("nobody"), Scope.All, Scope.All)
            : await NewKeyAsync(Scope.All, Scope.Of("nothing"), Scope.All);

        var (status, text) = await SendHeadersAsync($"/api/v1/collection-points/{point}/submissions", key);

        Assert.Equal(403, status);
        Assert.Contains(reason, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_just_beyond_its_limit_is_told_the_limit(bool isLengthTold)
    {
        var key = await NewKeyAsync(Scope.All, Scope.All, Scope.All);
        foreach (var path in Paths())
        {
            var limit = path switch
            {
                "/api/v1/consents" => 16 * 1024,
                "/api/v1/decisions" => 512 * 1024,
                "/api/v1/files" => 10 * 1024 * 1024,
                _ when path.EndsWith("/submissions", StringComparison.Ordinal) => 512 * 1024,
                _ => 64 * 1024,
            };
            using var request = Request(path, limit + 1, isLengthTold, path == "/api/v1/files" ? "text/plain" : "application/json");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
            using var response = await one.App.Http.SendAsync(request, None);
            var answer = await Answer.OfAsync(response);

            Assert.True(answer.Status is HttpStatusCode.RequestEntityTooLarge, $"{path}: {answer.Status} {answer.Text}");
            answer.IsProblem(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
            Assert.Contains(limit.ToString(System.Globalization.CultureInfo.InvariantCulture), answer.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/sv/sign-in", 16, true)]
    [InlineData("/sv/sign-in", 16, false)]
    [InlineData("/en/sign-in/code", 16, false)]
    [InlineData("/sv/console/sign-in", 16, false)]
    [InlineData("/sv/check-receipt", 512, true)]
    [InlineData("/sv/check-receipt", 512, false)]
    [InlineData("/en/collect/contact-message", 11 * 1024, true)]
    [InlineData("/en/collect/contact-message", 11 * 1024, false)]
    public async Task A_form_just_beyond_its_limit_is_told_the_limit(string path, int kibibytes, bool isLengthTold)
    {
        using var request = Request(path, kibibytes * 1024 + 1, isLengthTold, "application/x-www-form-urlencoded");

        using var answer = await one.App.Http.SendAsync(request, None);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains($"{kibibytes} KiB", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(None)), StringComparison.Ordinal);
    }

    private static HttpRequestMessage Request(string path, int length, bool isLengthTold, string type)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes("a=" + new string('x', length - 2)));
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TransferEncodingChunked = !isLengthTold;
        return request;
    }

    /// <summary>Every POST of the API that takes a key and a body, with ids put in.</summary>
    private IEnumerable<string> Paths() => one.App.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
        .Select(endpoint => endpoint.RoutePattern.RawText!)
        .Where(path => path.StartsWith("/api/v1/", StringComparison.Ordinal)
            && !path.StartsWith("/api/v1/hand-overs/", StringComparison.Ordinal))
        .Select(path => Parameter.Replace(path, match => match.Value.Contains("guid", StringComparison.Ordinal)
            ? Guid.CreateVersion7().ToString() : "contact-message"));

    /// <summary>Tells of a body and sends none: who waits for it answers nothing.</summary>
    private async Task<(int Status, string Text)> SendHeadersAsync(string path, string key)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(one.App.Address.Host, one.App.Address.Port, None);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {one.App.Address.Authority}\r\nAuthorization: Bearer {key}\r\n"
            + "Content-Type: application/json\r\nContent-Length: 100\r\nConnection: close\r\n\r\n"), None);
        var (text, buffer) = ("", new byte[8192]);
        while (!text.Contains("traceId", StringComparison.Ordinal)
            && await stream.ReadAsync(buffer, None).AsTask().WaitAsync(TimeSpan.FromMinutes(2)) is > 0 and var read)
            text += Encoding.UTF8.GetString(buffer, 0, read);
        return (int.Parse(text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), text);
    }

    private async Task<string> NewKeyAsync(Scope controllers, Scope purposes, Scope actions) =>
        (await one.App.Get<ApiKeyRing>().CreateAsync(new NewApiKey("test", controllers, purposes, actions), None)).Text;

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter { get; }
}
