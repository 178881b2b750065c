using Microsoft.Playwright;
using Ombud.Browser.Tests.Running;

namespace Ombud.Browser.Tests.Pages;

/// <summary>What a reader meets whose browser runs no script.</summary>
public sealed class ReaderWithoutScriptTests(RunningApp app, Chromium chromium)
{
    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Every_link_in_the_contents_leads_to_its_heading_and_back(string language)
    {
        var tab = await chromium.OpenAsync(app, script: false);
        await tab.GotoAsync($"/{language}/notice");
        var links = await tab.Locator("#contents a").AllAsync();

        Assert.True(links.Count > 100, $"The contents have only {links.Count} links.");
        foreach (var link in links)
        {
            var anchor = (await link.GetAttributeAsync("href"))!;
            await link.ClickAsync();

            await tab.WaitForURLAsync(url => url.EndsWith(anchor, StringComparison.Ordinal));
            await Assertions.Expect(tab.Locator($"[id='{anchor[1..]}']").Locator("h2, h3").First).ToBeInViewportAsync();
        }

        await tab.Locator(".back a").Last.ClickAsync();
        await Assertions.Expect(tab.Locator("h1")).ToBeInViewportAsync();
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Every_page_is_reached_and_nothing_is_fetched_from_others_or_stored_but_by_forms(string language)
    {
        var tab = await chromium.OpenAsync(app, script: false);
        var (elsewhere, complaints) = (new List<string>(), new List<string>());
        tab.Request += (_, request) =>
        {
            if (new Uri(request.Url).Authority != app.Address.Authority)
                elsewhere.Add(request.Url);
        };
        tab.Console += (_, message) => complaints.Add($"{message.Text} ({message.Location})");

        var (known, next) = (new HashSet<string>(StringComparer.Ordinal), new Queue<string>());
        string[] stored = [];
        Enqueue($"/{language}");
        while (next.TryDequeue(out var path))
        {
            var answer = (await tab.GotoAsync(path))!;
            Assert.True(answer.Ok, $"{path} answers {answer.Status}.");
            if (await tab.Locator("form[method=post]").CountAsync() == 0)
                Assert.Equal(stored, await StoredAsync());
            stored = await StoredAsync();
            foreach (var href in await tab.Locator("a[href^='/']").EvaluateAllAsync<string[]>(
                "links => links.map(link => link.getAttribute('href'))"))
                Enqueue(href.Split('#')[0]);
        }

        Assert.Empty(elsewhere);
        Assert.True(complaints.Count == 0, string.Join(Environment.NewLine, complaints));
        Assert.Equal(["ombud-form until the browser closes"], stored);
        Assert.True(known.Count > 20, $"Only {known.Count} pages were found.");

        // A form needs one cookie, so that no other site can send it; a page without a form needs none.
        async Task<string[]> StoredAsync() =>
            [.. (await tab.Context.CookiesAsync()).Select(cookie =>
                $"{cookie.Name} {(cookie.Expires < 0 ? "until the browser closes" : "for long")}")];

        void Enqueue(string path)
        {
            // My data belongs to another capability, which may not be there yet.
            if (!path.EndsWith("/my-data", StringComparison.Ordinal) && known.Add(path))
                next.Enqueue(path);
        }
    }

    [Fact]
    public async Task A_link_outside_tells_the_other_site_nothing_of_the_reader()
    {
        var tab = await chromium.OpenAsync(app, script: false);
        IReadOnlyDictionary<string, string>? seen = null;
        await tab.RouteAsync(url => !url.StartsWith(app.Address.ToString(), StringComparison.Ordinal), route =>
        {
            seen = route.Request.Headers;
            return route.FulfillAsync(new() { Body = "elsewhere" });
        });
        await tab.GotoAsync("/en/cookies");

        await tab.Locator("a.external").First.ClickAsync();
        await tab.WaitForURLAsync(url => !url.StartsWith(app.Address.ToString(), StringComparison.Ordinal));

        Assert.NotNull(seen);
        Assert.DoesNotContain("referer", seen.Keys, StringComparer.Ordinal);
        Assert.DoesNotContain("cookie", seen.Keys, StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_at_once()
    {
        var tab = await chromium.OpenAsync(app, script: false);
        await tab.GotoAsync("/sv/notice");

        await tab.Keyboard.PressAsync("Tab");
        await Assertions.Expect(tab.Locator(".skip")).ToBeFocusedAsync();
        await tab.Keyboard.PressAsync("Enter");

        await tab.WaitForURLAsync("**/sv/notice#main");
    }

    [Fact]
    public async Task The_language_switch_keeps_the_page_and_what_was_asked()
    {
        var tab = await chromium.OpenAsync(app, script: false);
        await tab.GotoAsync("/contacts?residence=SE");
        Assert.EndsWith("/sv/contacts?residence=SE", tab.Url, StringComparison.Ordinal);

        await tab.Locator(".languages a").ClickAsync();

        await tab.WaitForURLAsync("**/en/contacts?residence=SE");
        await Assertions.Expect(tab.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }
}
