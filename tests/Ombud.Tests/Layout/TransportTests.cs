using System.Net;
using Microsoft.Extensions.Configuration;
using Ombud.Database;
using Ombud.Layout.Http;
using Ombud.Tests.Running;

namespace Ombud.Tests.Layout;

public sealed class TransportTests
{
    [Theory]
    [InlineData(true, "urls=http://127.0.0.1:5000")]
    [InlineData(true, "urls=http://[::1]:5000;http://localhost:5001")]
    [InlineData(true)]
    [InlineData(false, "urls=https://0.0.0.0:443")]
    [InlineData(false, "https_ports=443")]
    [InlineData(false, "Kestrel:Endpoints:Web:Url=https://*:443")]
    [InlineData(false, "urls=http://0.0.0.0:80", "Ombud:Proxies=10.0.0.7")]
    [InlineData(false, "http_ports=80", "Ombud:Proxies=loopback, 2001:db8::7")]
    public void Requests_come_over_TLS_or_from_a_proxy_or_from_this_machine_in_development(bool isDevelopment, params string[] settings) =>
        Assert.NotNull(Transport.Read(Configuration(settings), isDevelopment));

    [Theory]
    [InlineData(false)]
    [InlineData(false, "urls=http://127.0.0.1:5000")]
    [InlineData(false, "urls=https://0.0.0.0:443;http://0.0.0.0:80")]
    [InlineData(false, "http_ports=8080")]
    [InlineData(false, "urls=https://*:443", "Kestrel:Endpoints:Web:Url=http://*:80")]
    [InlineData(false, "urls=http://0.0.0.0:80", "Ombud:Proxies=")]
    [InlineData(false, "urls=http://0.0.0.0:80", "Ombud:Proxies= , ")]
    [InlineData(true, "urls=http://0.0.0.0:5000")]
    [InlineData(true, "urls=http://jobs.example:5000")]
    [InlineData(true, "http_ports=8080")]
    public void Plain_HTTP_is_refused_beyond_that_and_the_address_is_named(bool isDevelopment, params string[] settings)
    {
        var failure = Assert.Throws<ConfigurationException>(() => Transport.Read(Configuration(settings), isDevelopment));

        Assert.All(failure.Errors, error => Assert.Contains("is plain HTTP", error, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_proxy_that_is_no_address_is_named_and_the_others_are_believed()
    {
        var failure = Assert.Throws<ConfigurationException>(() =>
            Transport.Read(Configuration("Ombud:Proxies=10.0.0.7,proxy.example,10.0.0.300"), isDevelopment: true));
        Assert.Equal(2, failure.Errors.Count);

        Assert.Equal(
            [IPAddress.Loopback, IPAddress.Parse("10.0.0.7")],
            Transport.Read(Configuration("Ombud:Proxies=loopback,10.0.0.7"), isDevelopment: false).Proxies);
    }

    [Theory]
    [InlineData("/sv/collect/contact-message", "finns bara över HTTPS")]
    [InlineData("/en/collect/contact-message", "there over HTTPS alone")]
    [InlineData("/en/sign-in", "X-Forwarded-Proto: https")]
    public async Task A_form_over_plain_HTTP_past_the_proxy_is_refused_with_what_to_do(string path, string said)
    {
        await using var app = await OmbudApp.StartAsync(Engine.Sqlite, null, "--environment", "Production", "--Ombud:Proxies", "loopback");

        using var plain = await app.Http.GetAsync(new Uri(path, UriKind.Relative));
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("field-email", "someone@jobs.example")]);
        using var posted = await app.Http.PostAsync(new Uri(path, UriKind.Relative), form);
        using var passedOn = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Forwarded-Proto", "https" } } };
        using var page = await app.Http.SendAsync(passedOn);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, plain.StatusCode);
        Assert.Contains(said, WebUtility.HtmlDecode(await plain.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, posted.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    private static IConfiguration Configuration(params string[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => setting.Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1])))
        .Build();
}
