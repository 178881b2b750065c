using System.Net;
using Ombud.Tests.Running;

namespace Ombud.Tests.Layout;

public sealed class HeadersTests
{
    [Theory]
    [InlineData("/sv")]
    [InlineData("/sv/no-such-page")]
    [InlineData("/api/v1/notice")]
    [InlineData("/css/ombud.css")]
    [Trait("Promise", "security.secure-servers")]
    public async Task Every_answer_forbids_what_it_does_not_need(string path)
    {
        await using var host = await PageHost.StartAsync();

        using var answer = await host.Http.GetAsync(path);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.Contains("camera=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Development_does_not_bind_the_browser_to_https()
    {
        await using var host = await PageHost.StartAsync(environment: "Development");

        using var answer = await host.Http.GetAsync("/sv");

        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task A_style_named_by_its_content_may_be_kept_for_ever_and_a_page_is_not_stored()
    {
        await using var host = await PageHost.StartAsync();
        var page = await host.PageAsync("/sv");
        var styles = page.QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!).ToList();

        Assert.NotEmpty(styles);
        foreach (var style in styles)
        {
            using var answer = await host.Http.GetAsync(style);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Matches(@"\?v=[0-9a-f]{16}$", style);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        }

        using var front = await host.Http.GetAsync("/sv");
        Assert.True(front.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task No_page_has_script_or_style_of_its_own()
    {
        await using var host = await PageHost.StartAsync();

        foreach (var path in (string[])["/sv", "/sv/notice", "/en/safeguards", "/sv/cookies"])
        {
            var page = await host.PageAsync(path);
            Assert.Empty(page.QuerySelectorAll("script, style, [style], [onclick], [onload]"));
        }
    }
}
