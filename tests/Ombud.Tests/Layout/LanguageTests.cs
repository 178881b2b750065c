using System.Net;
using Ombud.Tests.Running;

namespace Ombud.Tests.Layout;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("sv-SE,sv;q=0.9,en;q=0.8", "/sv/notice?a=b")]
    [InlineData("en-US", "/en/notice?a=b")]
    [InlineData("de, sv;q=0.5, en;q=0.4", "/sv/notice?a=b")]
    [InlineData("sv;q=0, de", "/en/notice?a=b")]
    [InlineData("zh", "/en/notice?a=b")]
    public async Task A_path_without_language_leads_to_what_the_browser_likes_best(string accepts, string expected)
    {
        await using var host = await PageHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/notice?a=b");
        request.Headers.TryAddWithoutValidation("Accept-Language", accepts);

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(expected, answer.Headers.Location!.ToString());
        Assert.Contains("Accept-Language", answer.Headers.Vary);
    }

    [Theory]
    [InlineData("/sv/contacts?residence=SE", "en", "/en/contacts?residence=SE")]
    [InlineData("/en/notice/versions/2018-05-04", "sv", "/sv/notice/versions/2018-05-04")]
    [InlineData("/sv", "en", "/en")]
    public async Task The_language_switch_keeps_the_page(string path, string other, string expected)
    {
        await using var host = await PageHost.StartAsync();

        var page = await host.PageAsync(path);

        var link = page.QuerySelector(".languages a")!;
        Assert.Equal(expected, link.GetAttribute("href"));
        Assert.Equal(other, link.GetAttribute("lang"));
        Assert.Equal(path[1..3], page.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task A_language_that_there_is_not_has_no_pages()
    {
        await using var host = await PageHost.StartAsync();

        using var answer = await host.Http.GetAsync("/de/notice");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
