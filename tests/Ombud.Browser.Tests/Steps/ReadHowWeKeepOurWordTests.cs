using System.Text.Json;
using Microsoft.Playwright;
using Ombud.Browser.Tests.Running;

namespace Ombud.Browser.Tests.Steps;

/// <summary>The fifth step: read which promises are kept.</summary>
public sealed class ReadHowWeKeepOurWordTests(RunningApp app, Chromium chromium)
{
    private const int Promises = 87;

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Every_promise_is_there_with_its_status_in_words_and_as_data(string language)
    {
        var visitor = await Visitor.OpenAsync(app, chromium, language);

        await visitor.GoAsync("/word");
        await Assertions.Expect(visitor.Tab.Locator("article.promise")).ToHaveCountAsync(Promises);
        await visitor.Tab.Locator("a[href='/word.json']").ClickAsync();

        using var word = JsonDocument.Parse(await visitor.Tab.Locator("pre, body").First.InnerTextAsync());
        Assert.Equal(Promises, word.RootElement.EnumerateObject().Count());
    }
}
